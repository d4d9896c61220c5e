import { CarrierEnded } from './carrier-fault.js';
import type { TwimlElement } from './read-twiml.js';
import { runConnect, runPay } from './run-handover.js';
import { runDial } from './run-dial.js';
import { runEnqueue } from './run-enqueue.js';
import { readPrompts, runGather } from './run-gather.js';
import { runRecord, startRecording } from './run-record.js';
import { answer, passTime, speak, type RunningCall } from './running-call.js';
import { resolvedUrl, type Method } from './transport.js';

/** The carrier's next request, or the end of the call. */
export type Next = { url: string; method: Method; fields: Record<string, string> } | 'hang_up' | 'reject' | 'busy';

/** Runs verbs from top to bottom. Verbs below one that hands over control are never reached; the end of the document hangs up. */
export async function runDocument(call: RunningCall, verbs: readonly TwimlElement[], documentUrl: string): Promise<Next> {
  for (const verb of verbs) {
    const next = await runVerb(call, verb, documentUrl);
    if (next) return next;
  }
  return 'hang_up';
}

async function runVerb(call: RunningCall, verb: TwimlElement, documentUrl: string): Promise<Next | undefined> {
  switch (verb.name) {
    case 'Say':
    case 'Play':
    case 'Pause':
      return runPrompt(call, verb);
    case 'Gather': {
      const fields = await runGather(call, verb);
      return fields && nextRequest(verb, verb.attributes['action'], documentUrl, fields);
    }
    case 'Dial': {
      const fields = await runDial(call, verb, documentUrl);
      return verb.attributes['action'] === undefined ? undefined : nextRequest(verb, verb.attributes['action'], documentUrl, fields);
    }
    case 'Enqueue': {
      const fields = await runEnqueue(call, verb, documentUrl);
      return verb.attributes['action'] === undefined ? undefined : nextRequest(verb, verb.attributes['action'], documentUrl, fields);
    }
    case 'Record':
      return nextRequest(verb, verb.attributes['action'], documentUrl, await runRecord(call, verb, documentUrl));
    case 'Start':
      return startRecording(call, verb, documentUrl);
    case 'Pay':
      return nextRequest(verb, verb.attributes['action'], documentUrl, await runPay(call, verb, documentUrl));
    case 'Connect': {
      const fields = await runConnect(call, verb);
      return verb.attributes['action'] === undefined ? undefined : nextRequest(verb, verb.attributes['action'], documentUrl, fields);
    }
    case 'Redirect':
      return nextRequest(verb, verb.children.join('').trim(), documentUrl, {});
    case 'Hangup':
      return 'hang_up';
    case 'Reject':
      // Only a call that nobody has answered can be rejected.
      return call.answeredAt ? 'hang_up' : verb.attributes['reason'] === 'busy' ? 'busy' : 'reject';
    default:
      throw new CarrierEnded('unsupported_verb', `The simulator does not run <${verb.name}>. It runs Say, Play, Pause, Gather, Redirect, Dial, Enqueue, Record, Start, Pay, Connect, Hangup and Reject.`);
  }
}

/** A pause does not answer the call, and neither does a Say without words. */
async function runPrompt(call: RunningCall, verb: TwimlElement): Promise<undefined> {
  for (const prompt of readPrompts(call, verb)) {
    if ('pauseSeconds' in prompt) {
      await passTime(call, prompt.pauseSeconds);
      continue;
    }
    answer(call);
    await speak(call, prompt.text, prompt.language, undefined, prompt.seconds);
  }
}

/** An empty URL is that of the document itself. */
function nextRequest({ attributes }: TwimlElement, url: string | undefined, documentUrl: string, fields: Record<string, string>): Next {
  return { url: resolvedUrl(url?.trim() ?? '', documentUrl), method: attributes['method']?.toUpperCase() === 'GET' ? 'GET' : 'POST', fields };
}
