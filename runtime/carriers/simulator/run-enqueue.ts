import { CarrierEnded, HungUp, PickedUp } from './carrier-fault.js';
import { fetchDocument } from './fetch-document.js';
import { fetchLast } from './fetch-last.js';
import { textOf, type TwimlElement } from './read-twiml.js';
import { readPrompts, runGather } from './run-gather.js';
import { answer, passTime, plan, sidOf, speak, type QueueOutcome, type RunningCall } from './running-call.js';
import { resolvedUrl } from './transport.js';

const usualWaitSeconds = 30;
const usualTalkSeconds = 20;

/** Nobody waits longer: the carrier's own limit of a call. */
const endlessSeconds = 4 * 3600;

/** Requests for what is heard in one wait; only a document that takes no time gets there. */
const mostRequests = 2000;

/** Lets the caller wait as the script says, hearing what the wait URL says over and over. Returns the fields for the action request. */
export async function runEnqueue(call: RunningCall, element: TwimlElement, documentUrl: string): Promise<Record<string, string>> {
  const { result, waitSeconds = usualWaitSeconds, talkSeconds = usualTalkSeconds, position = 1 } = outcomeOf(call.queueOutcomes.shift());
  const queue = textOf(element).trim();
  if (result === 'full' || result === 'failed') return { QueueResult: result === 'full' ? 'queue-full' : 'system-error' };
  const queueSid = sidOf(call, 'QU', queue);
  const beganAt = call.clock.now().getTime();
  const waited = (): number => Math.round((call.clock.now().getTime() - beganAt) / 1000);
  call.tell({ type: 'queue_entered', queue });
  call.pickUpAt = beganAt + (result === 'waits' ? endlessSeconds : waitSeconds) * 1000;
  const told = (): Record<string, string> => ({
    ...{ QueueSid: queueSid, QueuePosition: String(position), QueueTime: String(waited()), AvgQueueTime: String(Math.round(waitSeconds / 2)) },
    ...{ CurrentQueueSize: String(position), MaxQueueSize: '1000' },
  });
  const done = (queueResult: string, seconds: number): Record<string, string> => {
    call.pickUpAt = null;
    call.tell({ type: 'queue_left', queue, result: queueResult });
    return { QueueResult: queueResult, QueueSid: queueSid, QueueTime: String(seconds) };
  };
  try {
    await hearWaiting(call, element, documentUrl, told);
    return done('leave', waited());
  } catch (error) {
    const seconds = waited();
    if (error instanceof PickedUp && result === 'taken_out') return done('redirected', seconds);
    if (error instanceof PickedUp) {
      const fields = done('bridged', seconds);
      answer(call);
      await passTime(call, talkSeconds);
      return fields;
    }
    if (error instanceof HungUp) await fetchLast(call, resolvedUrl(element.attributes['action'] ?? '', documentUrl), done('hangup', seconds));
    throw error;
  } finally {
    call.pickUpAt = null;
  }
}

function outcomeOf(scripted: QueueOutcome = 'answered') {
  return typeof scripted === 'string' ? { result: scripted } : scripted;
}

/** Comes back when the caller leaves the queue; a person who takes them throws `PickedUp`. Without a wait URL there is music. */
async function hearWaiting(call: RunningCall, { attributes }: TwimlElement, documentUrl: string, told: () => Record<string, string>): Promise<void> {
  if (!attributes['waitUrl']) {
    answer(call);
    await passTime(call, endlessSeconds);
    return;
  }
  const waitUrl = resolvedUrl(attributes['waitUrl'], documentUrl);
  const method = attributes['waitUrlMethod']?.toUpperCase() === 'GET' ? 'GET' : 'POST';
  let next: { url: string; fields: Record<string, string> } | undefined;
  for (let requests = 0; requests < mostRequests; requests++) {
    const { verbs, url } = await fetchDocument(call, { url: next?.url ?? waitUrl, method, fields: { ...told(), ...next?.fields } });
    const act = call.planned ? undefined : call.caller.plans?.();
    if (act) plan(call, act);
    const result = await runWaitDocument(call, verbs, url);
    if (result === 'leave') return;
    next = result;
  }
  throw new CarrierEnded('too_long', `A wait in a queue made ${mostRequests} requests. What is heard there must take some time.`);
}

/** `undefined`: the end of the document, after which it is asked for anew. */
async function runWaitDocument(call: RunningCall, verbs: readonly TwimlElement[], documentUrl: string): Promise<'leave' | { url: string; fields: Record<string, string> } | undefined> {
  for (const verb of verbs) {
    if (verb.name === 'Leave') return 'leave';
    if (verb.name === 'Hangup') throw new HungUp();
    if (verb.name === 'Redirect') return { url: resolvedUrl(textOf(verb).trim(), documentUrl), fields: {} };
    if (verb.name === 'Gather') {
      const fields = await runGather(call, verb);
      if (fields) return { url: resolvedUrl(verb.attributes['action'] ?? '', documentUrl), fields };
      continue;
    }
    if (!['Say', 'Play', 'Pause'].includes(verb.name)) throw new CarrierEnded('unsupported_verb', `<${verb.name}> cannot be used while a caller waits in a queue. Say, Play, Pause, Gather, Redirect, Leave and Hangup can.`);
    for (const prompt of readPrompts(call, verb)) {
      if ('pauseSeconds' in prompt) await passTime(call, prompt.pauseSeconds);
      else await speakWaiting(call, prompt);
    }
  }
  return undefined;
}

async function speakWaiting(call: RunningCall, { text, language, seconds }: { text: string; language: string; seconds?: number }): Promise<void> {
  answer(call);
  await speak(call, text, language, undefined, seconds);
}
