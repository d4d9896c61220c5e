import type { Leg } from './call-parameters.js';
import { CarrierEnded } from './carrier-fault.js';
import { textOf, type TwimlElement } from './read-twiml.js';
import { readWhole } from './run-gather.js';
import { answer, childSid, passTime, raise, sendStatus, type DialOutcome, type DialResultName, type RunningCall } from './running-call.js';
import { hearWhisper } from './run-whisper.js';
import { resolvedUrl } from './transport.js';

/**
 * Dials the nouns of a Dial one after another until one answers, with the results the script holds. Returns the fields for the action
 * request. If the caller hangs up, the leg ends and so does the session: no action follows.
 */
export async function runDial(call: RunningCall, element: TwimlElement, documentUrl: string): Promise<Record<string, string>> {
  // Without answerOnBridge the carrier answers before it rings.
  if (element.attributes['answerOnBridge'] !== 'true') answer(call);
  const targets = readTargets(element);
  if (targets.length === 0) raise(call, 13224, '<Dial> names no number.');
  let fields: Record<string, string> = { DialCallStatus: 'failed', DialBridged: 'false' };
  for (const target of targets) {
    fields = await dialLeg(call, element, target, documentUrl);
    if (fields['DialBridged'] === 'true') break;
  }
  return fields;
}

interface Target {
  number: string;
  attributes: Record<string, string>;
}

const simpleNouns = ['Number', 'Client', 'Sip', 'Queue'];

function readTargets({ children }: TwimlElement): Target[] {
  return children.flatMap((child) => {
    if (typeof child === 'string') return child.trim() === '' ? [] : [{ number: child.trim(), attributes: {} }];
    if (!simpleNouns.includes(child.name)) throw new CarrierEnded('unsupported_verb', `The simulator does not dial <${child.name}>. It dials ${simpleNouns.join(', ')}.`);
    const address = textOf(child).trim();
    const prefix = { Client: 'client:', Queue: 'queue:' }[child.name] ?? '';
    return [{ number: prefix + address, attributes: child.attributes }];
  });
}

/** Twilio rings a little longer than the timeout says. */
const bufferSeconds = 5;
const usualRingSeconds = 3;
const usualTalkSeconds = 20;

const dialCallStatus = { answered: 'completed', busy: 'busy', no_answer: 'no-answer', failed: 'failed' } as const;

async function dialLeg(call: RunningCall, { attributes }: TwimlElement, target: Target, documentUrl: string): Promise<Record<string, string>> {
  const leg = createLeg(call, attributes['callerId'] ?? call.leg.from, target.number);
  const events = createLegEvents(call, leg, target, documentUrl);
  const timeoutSeconds = readWhole(call, 'timeout', attributes['timeout'], 30) + bufferSeconds;
  const { result, ringSeconds, talkSeconds } = outcomeOf(call, target, timeoutSeconds);
  const limitSeconds = readWhole(call, 'timeLimit', attributes['timeLimit'], 14_400);
  call.tell({ type: 'dial_started', number: target.number });
  let bridgedAt: number | undefined;
  const seconds = (): number => (bridgedAt === undefined ? 0 : Math.round((call.clock.now().getTime() - bridgedAt) / 1000));
  try {
    await events.reached('initiated', 'initiated');
    if (result !== 'failed') await events.reached('ringing', 'ringing');
    await passTime(call, ringSeconds);
    if (result === 'answered') {
      await events.reached('answered', 'in-progress');
      const url = target.attributes['url'];
      if (!url || (await hearWhisper(call, leg, resolvedUrl(url, documentUrl)))) {
        bridgedAt = call.clock.now().getTime();
        answer(call);
        await passTime(call, Math.min(talkSeconds, limitSeconds));
      }
    }
  } catch (error) {
    await events.reached('completed', bridgedAt === undefined ? 'canceled' : 'completed', seconds());
    throw error;
  }
  await events.reached('completed', dialCallStatus[result], seconds());
  call.tell({ type: 'dial_ended', number: target.number, result });
  return {
    DialCallStatus: dialCallStatus[result],
    DialCallSid: leg.callSid,
    ...(bridgedAt !== undefined && { DialCallDuration: String(seconds()) }),
    DialBridged: String(bridgedAt !== undefined),
  };
}

function createLeg(call: RunningCall, from: string, to: string): Leg {
  call.dials++;
  const { accountSid, callSid } = call.leg;
  return { accountSid, from, to, callSid: childSid(callSid, call.dials), parentCallSid: callSid, callStatus: 'queued' };
}

function outcomeOf(call: RunningCall, { number }: Target, timeoutSeconds: number): { result: DialResultName; ringSeconds: number; talkSeconds: number } {
  if (!/^(\+?[0-9]{3,15}|sips?:.+|client:.+|queue:.+)$/.test(number)) {
    raise(call, 13224, `"${number}" is no number to dial.`);
    return { result: 'failed', ringSeconds: 0, talkSeconds: 0 };
  }
  const scripted: DialOutcome = call.dialOutcomes.shift() ?? 'answered';
  const outcome = typeof scripted === 'string' ? { result: scripted } : scripted;
  const ringSeconds = outcome.ringSeconds ?? (outcome.result === 'no_answer' ? timeoutSeconds : outcome.result === 'failed' ? 0 : usualRingSeconds);
  if (ringSeconds > timeoutSeconds) return { result: 'no_answer', ringSeconds: timeoutSeconds, talkSeconds: 0 };
  return { result: outcome.result, ringSeconds, talkSeconds: outcome.talkSeconds ?? usualTalkSeconds };
}

interface LegEvents {
  reached(event: string, callStatus: string, durationSeconds?: number): Promise<void>;
}

/** Status callbacks of a leg: those it subscribes to, numbered as they are sent. */
function createLegEvents(call: RunningCall, leg: Leg, { attributes }: Target, documentUrl: string): LegEvents {
  const subscribed = (attributes['statusCallbackEvent'] ?? 'completed').split(/\s+/);
  const url = attributes['statusCallback'];
  let sequenceNumber = 0;
  return {
    async reached(event, callStatus, durationSeconds) {
      leg.callStatus = callStatus;
      if (!url || !subscribed.includes(event)) return;
      await sendStatus(call, resolvedUrl(url, documentUrl), { ...leg }, sequenceNumber++, durationSeconds);
    },
  };
}
