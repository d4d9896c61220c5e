import { randomBytes } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

/** Where a line is reached, and what its carrier signs with. */
export interface Line {
  url: string;
  authToken: string;
  accountSid?: string;
}

/** One verb of a document, as a client that knows only Twilio's protocol reads it. */
interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

export const accountSid = `AC${'0'.repeat(32)}`;

/** A caller of any line that speaks Twilio's protocol: `const caller = await dial(line)`, then `caller.hears(/…/)`, `caller.presses('1')`. */
export async function dial(line: Line, { from = '+8613800000001', to = '+14005550100', callSid = `CA${randomBytes(16).toString('hex')}` } = {}) {
  let documentUrl = `${line.url}/voice/incoming`;
  let waiting: Element[] = [];
  let heard: string[] = [];
  let status = 'ringing';
  let dialed: Element | null = null;

  function params(extra: Record<string, string>): Record<string, string> {
    return {
      CallSid: callSid, AccountSid: line.accountSid ?? accountSid, From: from, To: to, Caller: from, Called: to, CallStatus: status, ApiVersion: '2010-04-01', Direction: 'inbound',
      FromCity: '', FromCountry: 'CN', ToZip: '', ...extra,
    };
  }

  async function send(url: string, extra: Record<string, string> = {}): Promise<Response> {
    const body = params(extra);
    const signature = getExpectedTwilioSignature(line.authToken, url, body);
    return fetch(url, { method: 'POST', headers: { 'x-twilio-signature': signature, 'user-agent': 'TwilioProxy/1.1' }, body: new URLSearchParams(body) });
  }

  async function follow(url: string, extra: Record<string, string> = {}): Promise<void> {
    const response = await send(url, extra);
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
    documentUrl = url;
    status = 'in-progress';
    waiting = readDocument(await response.text());
    await play();
  }

  /** Verbs run in order up to a question, a dial or the end. A gather that waits only a second is a chance to cut in, which this caller lets pass. */
  async function play(): Promise<void> {
    while (waiting.length > 0) {
      const verb = waiting[0]!;
      if (verb.name === 'Say') heard.push(verb.text);
      if (verb.name === 'Gather') {
        heard.push(...verb.children.filter((child) => child.name === 'Say').map((child) => child.text));
        if (Number(verb.attributes['timeout']) >= 2) return;
      }
      if (verb.name === 'Redirect') return follow(resolve(verb.text));
      if (verb.name === 'Dial') {
        dialed = verb;
        return;
      }
      if (verb.name === 'Hangup') return hangUp();
      waiting.shift();
    }
    return hangUp();
  }

  function resolve(url: string): string {
    return new URL(url, documentUrl).href;
  }

  function question(): Element {
    if (waiting[0]?.name !== 'Gather') throw new Error(`Nothing is asked. Heard: ${heard.join(' / ')}`);
    return waiting[0];
  }

  async function hangUp(): Promise<void> {
    waiting = [];
    if (status === 'completed') return;
    status = 'completed';
    await send(`${line.url}/voice/status`, { CallDuration: '60', Duration: '1', SequenceNumber: '0', Timestamp: new Date().toUTCString(), CallbackSource: 'call-progress-events' });
  }

  await follow(documentUrl);

  return {
    callSid,
    send,
    /** Waits for nothing: what was said since the last thing the caller did. */
    hears(pattern: RegExp): void {
      const all = heard.join(' / ');
      if (!pattern.test(all)) throw new Error(`Expected to hear ${pattern}. Heard: ${all || 'nothing'}`);
    },
    heard: () => heard.join(' / '),
    async presses(keys: string): Promise<void> {
      const gather = question();
      heard = [];
      await follow(resolve(gather.attributes['action']!), { Digits: keys, FinishedOnKey: '', msg: 'Gather End' });
    },
    async says(words: string): Promise<void> {
      const gather = question();
      heard = [];
      await follow(resolve(gather.attributes['action']!), { SpeechResult: words, Confidence: '0.93' });
    },
    async staysSilent(): Promise<void> {
      question();
      heard = [];
      waiting.shift();
      await play();
    },
    /** Presses several, each at its question. */
    async pressesInTurn(...keys: string[]): Promise<void> {
      for (const key of keys) await this.presses(key);
    },
    async isConnected(result: 'completed' | 'busy' | 'no-answer' | 'failed' = 'completed'): Promise<void> {
      if (!dialed) throw new Error(`No person was dialed. Heard: ${heard.join(' / ')}`);
      const bridged = result === 'completed';
      const action = resolve(dialed.attributes['action']!);
      dialed = null;
      heard = [];
      await follow(action, { DialCallStatus: result, DialBridged: String(bridged), ...(bridged && { DialCallDuration: '30', DialCallSid: `CA${'1'.repeat(32)}` }) });
    },
    /** Where the end of the dial is told. */
    dialAction: (): string => resolve(dialed!.attributes['action']!),
    isDialing: (): string | null => dialed?.children[0]?.text ?? null,
    hasEnded: (): boolean => status === 'completed',
    hangsUp: hangUp,
    /** The address the next key goes to. */
    actionUrl: (): string => resolve(question().attributes['action']!),
    /** Where the carrier was last. */
    documentUrl: (): string => documentUrl,
  };
}

export type CallerOnTheLine = Awaited<ReturnType<typeof dial>>;

const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', trimValues: false, parseTagValue: false });

/** The verbs of a TwiML document. */
export function readDocument(xml: string): Element[] {
  const nodes = parser.parse(xml) as Record<string, unknown>[];
  const response = nodes.map(readElement).find((element) => element?.name === 'Response');
  if (!response) throw new Error(`No TwiML: ${xml}`);
  return response.children;
}

function readElement(node: Record<string, unknown>): Element | null {
  const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
  if (!name) return null;
  const inner = node[name] as Record<string, unknown>[];
  return {
    name,
    attributes: (node[':@'] ?? {}) as Record<string, string>,
    text: inner.map((child) => String(child['#text'] ?? '')).join(''),
    children: inner.flatMap((child) => readElement(child) ?? []),
  };
}
