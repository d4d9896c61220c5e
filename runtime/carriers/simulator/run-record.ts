import { callParameters } from './call-parameters.js';
import { CarrierEnded, HungUp } from './carrier-fault.js';
import type { Question } from './caller.js';
import { fetchLast } from './fetch-last.js';
import type { TwimlElement } from './read-twiml.js';
import { readWhole } from './run-gather.js';
import { answer, elapsedSeconds, passTime, plan, sendNotice, sidOf, unlessHungUp, type RunningCall } from './running-call.js';
import { resolvedUrl } from './transport.js';

/** Longer than any message; what the caller says is as long as it is spoken. */
const beepSeconds = 1;

/**
 * Records the caller: what they say to the question that is put to them, up to a finishing key, silence or the longest message. Returns the
 * fields for the action request, which comes also when they hang up.
 */
export async function runRecord(call: RunningCall, { attributes }: TwimlElement, documentUrl: string): Promise<Record<string, string>> {
  answer(call);
  const maxSeconds = readWhole(call, 'maxLength', attributes['maxLength'], 3600);
  const timeoutSeconds = readWhole(call, 'timeout', attributes['timeout'], 5);
  const finishOnKey = attributes['finishOnKey'] ?? '1234567890*#';
  if (attributes['playBeep'] !== 'false') await passTime(call, beepSeconds);
  const recordingSid = sidOf(call, 'RE', `record ${call.requests.length}`);
  const url = `https://api.twilio.com/2010-04-01/Accounts/${call.leg.accountSid}/Recordings/${recordingSid}`;
  const beganAt = elapsedSeconds(call);
  const fields = (seconds: number, key: string): Record<string, string> => ({ RecordingSid: recordingSid, RecordingUrl: url, RecordingDuration: String(seconds), Digits: key });
  try {
    const scripted = call.recordOutcomes.shift();
    if (scripted === 'failed') return { RecordingSid: '', RecordingUrl: '', RecordingDuration: '0', Digits: '' };
    if (scripted) return await leaveMessage(scripted.seconds);
    // Who has planned to hang up talks until then.
    if (call.planned && call.planned.keys === undefined) await passTime(call, maxSeconds);
    const { words, keys } = await listen(call, { timeoutSeconds, finishOnKey });
    const spoken = words === '' ? 0 : call.secondsOf(words, 'en-US');
    await passTime(call, Math.min(maxSeconds, spoken));
    const ended = finishing(keys, finishOnKey);
    if (ended === '' && spoken < maxSeconds) await passTime(call, Math.min(timeoutSeconds, maxSeconds - spoken));
    // Silence at the end is no part of a message, as the carrier trims it; what nobody said has no length.
    const seconds = Math.round(Math.min(maxSeconds, spoken));
    await tell(call, attributes, documentUrl, { recordingSid, url, seconds, source: 'RecordVerb' });
    return fields(seconds, ended);
  } catch (error) {
    if (error instanceof HungUp) await fetchLast(call, resolvedUrl(attributes['action'] ?? '', documentUrl), fields(Math.floor(elapsedSeconds(call) - beganAt), 'hangup'));
    throw error;
  }

  async function leaveMessage(wanted: number): Promise<Record<string, string>> {
    const seconds = Math.min(maxSeconds, wanted);
    await passTime(call, seconds === maxSeconds ? seconds : Math.min(maxSeconds, seconds + timeoutSeconds));
    await tell(call, attributes, documentUrl, { recordingSid, url, seconds, source: 'RecordVerb' });
    return fields(seconds, '');
  }
}

/** What the caller says or presses; silence is neither. */
async function listen(call: RunningCall, { timeoutSeconds, finishOnKey }: { timeoutSeconds: number; finishOnKey: string }): Promise<{ words: string; keys: string }> {
  const expired = new AbortController();
  const question: Question = { prompts: [], input: ['speech', 'keys'], timeoutSeconds, digits: null, finishOnKey: finishOnKey.slice(-1), hints: [], language: 'en-US', interruptible: false, signal: expired.signal };
  call.tell({ type: 'question_asked', question });
  const given = call.planned ? 'silence' : await unlessHungUp(call, (async () => call.caller.answers(question))());
  expired.abort();
  if (given === 'silence') return { words: '', keys: '' };
  if ('hangUpAfterSeconds' in given) {
    plan(call, given);
    await passTime(call, given.hangUpAfterSeconds + 1);
    return { words: '', keys: '' };
  }
  call.tell({ type: 'input_given', input: 'speech' in given ? { speech: given.speech } : { keys: given.keys } });
  return 'speech' in given ? { words: given.speech, keys: '' } : { words: '', keys: given.keys };
}

function finishing(keys: string, finishOnKey: string): string {
  return [...keys].find((key) => finishOnKey.includes(key)) ?? '';
}

/** Starts a recording of the whole call; the document goes on at once. */
export async function startRecording(call: RunningCall, element: TwimlElement, documentUrl: string): Promise<undefined> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.name !== 'Recording') throw new CarrierEnded('unsupported_verb', `The simulator does not start <${child.name}>. It starts Recording.`);
    answer(call);
    const sid = sidOf(call, 'RE', `call ${call.recordings.length}`);
    const url = `https://api.twilio.com/2010-04-01/Accounts/${call.leg.accountSid}/Recordings/${sid}`;
    const events = (child.attributes['recordingStatusCallbackEvent'] ?? 'completed').split(/\s+/);
    const callbackUrl = child.attributes['recordingStatusCallback'];
    const callback = callbackUrl ? resolvedUrl(callbackUrl, documentUrl) : '';
    if (callback && events.includes('in-progress')) await sendRecordingStatus(call, callback, { recordingSid: sid, url, seconds: null, source: 'StartCallRecordingTwiML', status: 'in-progress' });
    call.recordings.push({ sid, url, callbackUrl: callback && events.includes('completed') ? callback : '', startedAt: call.clock.now() });
  }
  return undefined;
}

/** A recording of the whole call ends with it. */
export async function endRecordings(call: RunningCall): Promise<void> {
  for (const { sid, url, callbackUrl, startedAt } of call.recordings.splice(0)) {
    const seconds = Math.round((call.clock.now().getTime() - startedAt.getTime()) / 1000);
    call.tell({ type: 'recording_made', recordingSid: sid, seconds });
    if (callbackUrl) await sendRecordingStatus(call, callbackUrl, { recordingSid: sid, url, seconds, source: 'StartCallRecordingTwiML', status: 'completed' });
  }
}

interface Made {
  recordingSid: string;
  url: string;
  seconds: number | null;
  source: string;
}

async function tell(call: RunningCall, attributes: Record<string, string>, documentUrl: string, made: Made & { seconds: number }): Promise<void> {
  call.tell({ type: 'recording_made', recordingSid: made.recordingSid, seconds: made.seconds });
  const url = attributes['recordingStatusCallback'];
  if (url) await sendRecordingStatus(call, resolvedUrl(url, documentUrl), { ...made, status: 'completed' });
}

/** Not the full standard set: the call, the recording and no more. */
async function sendRecordingStatus(call: RunningCall, url: string, { recordingSid, url: recordingUrl, seconds, source, status }: Made & { status: string }): Promise<void> {
  const { AccountSid, CallSid } = callParameters(call.leg);
  await sendNotice(call, url, {
    ...{ AccountSid: AccountSid!, CallSid: CallSid!, RecordingSid: recordingSid, RecordingUrl: recordingUrl, RecordingStatus: status },
    ...(seconds !== null && { RecordingDuration: String(seconds) }),
    ...{ RecordingChannels: source === 'RecordVerb' ? '1' : '2', RecordingSource: source, RecordingStartTime: call.startedAt.toUTCString() },
  });
}
