import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import { createVirtualClock } from '../../runtime/carriers/simulator/clock.js';
import { placeCall, type PlaceCallOptions } from '../../runtime/carriers/simulator/place-call.js';
import type { CarrierEvent } from '../../runtime/carriers/simulator/running-call.js';
import { createScriptedCaller } from '../../runtime/carriers/simulator/scripted-caller.js';
import { describeCall } from '../../runtime/calls/describe-call.js';
import { createCallStore } from '../../runtime/store/call-store.js';
import { getCallBooks } from '../../runtime/store/queries/call-books.js';
import { estimateSpeechSeconds } from '../../runtime/engine/prompts/estimate-speech-seconds.js';
import type { Fact } from '../../schemas/define-step.js';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { accountSid, dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openLine, publish, type TestLine } from '../drivers/line.js';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, 'en-US': en });
const database = useDatabase();
let line: TestLine;
beforeAll(async () => {
  const find = (recording: string, languages: readonly string[]) => Promise.resolve(recording === 'welcome' ? `/recordings/welcome/${languages[0]}?version=1&signature=a` : null);
  line = await openLine({ pool: database().pool, recordings: { find } });
});
afterAll(() => line.close());

/** A line of one step, a goodbye behind each of its exits that names the exit. */
async function publishStep(id: string, meta: { step: string; [property: string]: unknown }, exits: string[]): Promise<void> {
  const endings = Object.fromEntries(exits.map((exit) => [`after_${exit}`, { type: 'final' as const, meta: { step: 'hang_up', prompt: both(`再见。`, `Bye, ${exit}.`) } }]));
  const states = { first: { meta, on: Object.fromEntries(exits.map((exit) => [exit, `after_${exit}`])) }, ...endings };
  await publish(database().pool, { id, initial: 'first', meta: { specVersion: '1.0', name: id, languages: ['en-US', 'zh-CN'] }, states } as unknown as Flow);
}

async function call(caller = '', options: Partial<PlaceCallOptions> = {}) {
  const events: CarrierEvent[] = [];
  const placed = await placeCall({
    ...{ incomingUrl: `${line.url}/voice/incoming`, statusUrl: `${line.url}/voice/status`, fallbackUrl: `${line.url}/voice/fallback`, from: '+8613800000001', to: '+14005550100' },
    ...{ accountSid, authToken: line.authToken, caller: createScriptedCaller(caller), clock: createVirtualClock(new Date('2026-11-24T02:00:00Z')), secondsOf: estimateSpeechSeconds },
    onEvent: (event) => void events.push(event),
    ...options,
  });
  const { rows } = await database().pool.query<{ end_state: string; state: { facts: Fact[] } }>('SELECT end_state, state FROM calls WHERE call_id = $1', [placed.callSid]);
  return { ...placed, events, heard: placed.heard.map(({ text }) => text), facts: rows[0]!.state.facts, endState: rows[0]!.end_state };
}

const voicemail = ['recorded', 'no_input', 'failed'];

describe('voicemail', () => {
  beforeAll(() => publishStep('voicemail', { step: 'voicemail', prompt: both('请留言。', 'Leave a message.') }, voicemail));

  test('a caller leaves a message, and the carrier tells where it is', async () => {
    const { heard, endState, facts, errors } = await call('say:"please call me back about the bill"');
    expect([heard.at(-1), endState, errors]).toEqual(['Bye, recorded.', 'message_left', []]);
    expect(facts).toMatchObject([{ type: 'recording_kept', status: 'completed', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }, { type: 'message_left', recordingId: expect.stringMatching(/^RE/) }]);
    expect(facts[0]!['recordingId']).toBe(facts[1]!['recordingId']);
  });

  test('a caller who hangs up to end the message has left it', async () => {
    expect(await call('hangup@9')).toMatchObject({ endedBy: 'caller', endState: 'message_left' });
  });

  test('a caller who hangs up before the beep has not', async () => {
    expect(await call('hangup@0.2')).toMatchObject({ endedBy: 'caller', endState: 'abandoned' });
  });

  test('a caller who says nothing is told so', async () => {
    expect((await call('-')).heard.at(-1)).toBe('Bye, no_input.');
  });
});

describe('a queue', () => {
  const exits = ['answered', 'callback', 'too_long', 'left', 'full', 'failed'];
  beforeAll(() => publishStep('queue', { step: 'enqueue', queue: 'cards', callbackKey: '1', callbackPrompt: both('回拨请按1。', 'For a call back, press 1.'), maxWaitSeconds: 120 }, exits));

  test('a caller hears where they stand until a person comes', async () => {
    const { heard, endState, facts } = await call('', { queueOutcomes: [{ result: 'answered', position: 2, waitSeconds: 60 }] });
    expect(heard).toEqual(expect.arrayContaining([expect.stringMatching(/^There is one caller before you. The wait is about a minute/), 'For a call back, press 1.', 'Bye, answered.']));
    expect(endState).toBe('agent_by_design');
    expect(facts).toMatchObject([{ type: 'transfer_started' }, { type: 'transfer_ended', bridged: true, seconds: 60 }]);
  });

  test('what a waiting caller hears is in the record of the call, the same words once', async () => {
    const { callSid } = await call('', { queueOutcomes: [{ result: 'answered', position: 1, waitSeconds: 32 }] });
    const store = createCallStore(database().pool);
    const { turns } = describeCall((await store.findCall(callSid))!, await store.listTurns(callSid), await getCallBooks(database().pool, callSid));
    expect(turns[0]).toMatchObject({
      heard: [{ text: expect.stringMatching(/^You are next\./) }, { text: 'For a call back, press 1.' }],
      exit: 'answered',
    });
  });

  test.each([
    { name: 'a caller asks for a call back', caller: '1@4', options: { queueOutcomes: ['waits' as const] }, last: 'Bye, callback.' },
    { name: 'a caller waits too long', caller: '', options: { queueOutcomes: ['waits' as const] }, last: 'Bye, too_long.' },
    { name: 'a full queue', caller: '', options: { queueOutcomes: ['full' as const] }, last: 'Bye, full.' },
    { name: 'a broken queue', caller: '', options: { queueOutcomes: ['failed' as const] }, last: 'Bye, failed.' },
    { name: 'a supervisor takes the caller out', caller: '', options: { queueOutcomes: ['taken_out' as const] }, last: 'Bye, left.' },
  ])('$name', async ({ caller, options, last }) => {
    expect((await call(caller, options)).heard.at(-1)).toBe(last);
  });

  test('a caller who hangs up in it has abandoned it', async () => {
    expect(await call('hangup@20')).toMatchObject({ endedBy: 'caller', endState: 'abandoned_in_queue', errors: [] });
  });
});

describe('a transfer', () => {
  const endings = { end_well: { type: 'final', meta: { step: 'hang_up', prompt: both('再见。', 'Goodbye.') } } };
  const say = { step: 'say', prompt: both('已冻结。', 'Your card is frozen.'), completes: true };
  beforeAll(() =>
    publish(database().pool, {
      id: 'transfer', initial: 'first', meta: { specVersion: '1.0', name: 'transfer', languages: ['en-US', 'zh-CN'] },
      states: {
        first: { meta: { step: 'transfer', number: '+861055550101' }, on: { answered: 'end_well', busy: 'message', no_answer: 'ask', failed: 'end_well' } },
        second: { meta: { step: 'transfer', number: '+861055550102' }, on: { answered: 'end_well', busy: 'busy', no_answer: 'busy', failed: 'end_well' } },
        busy: { meta: { step: 'menu', prompt: both('坐席正忙，冻结卡片请按1。', 'All are busy. To freeze your card, press 1.'), choices: [{ id: 'freeze', key: '1', label: both('冻结', 'Freeze') }] }, on: { freeze: 'ask_card', no_input: 'second', no_match: 'second' } },
        ask_card: { meta: { step: 'menu', prompt: both('冻结主卡请按1。', 'For your main card, press 1.'), choices: [{ id: 'main', key: '1', label: both('主卡', 'Main card') }] }, on: { main: 'frozen', no_input: 'second', no_match: 'second' } },
        message: { meta: { step: 'voicemail', prompt: both('请在提示音后留言。', 'Leave a message after the beep.') }, on: { recorded: 'end_well', no_input: 'end_well', failed: 'end_well' } },
        ask: {
          meta: { step: 'menu', prompt: both('冻结卡片请按1，继续等请按2。', 'To freeze your card, press 1. To go on waiting, 2.'), choices: [{ id: 'freeze', key: '1', label: both('冻结', 'Freeze') }, { id: 'wait', key: '2', label: both('等', 'Wait') }, { id: 'other', key: '3', label: both('其他坐席', 'Another desk') }] },
          on: { freeze: 'frozen', wait: 'first', other: 'second', no_input: 'end_well', no_match: 'end_well' },
        },
        frozen: { meta: say, on: { next: 'ask' } },
        ...endings,
      },
    } as unknown as Flow),
  );

  test.each([
    { name: 'a caller who hangs up while it rings was waiting for a person', caller: 'hangup@1', dials: [{ result: 'no_answer', ringSeconds: 30 }], endState: 'abandoned_in_queue' },
    { name: 'a caller who hangs up at the beep of the voicemail behind a busy desk was not', caller: 'hangup@7', dials: ['busy'], endState: 'abandoned' },
    { name: 'a caller who leaves a message there has left one', caller: 'say:"please call me back about my lost card today"', dials: ['busy'], endState: 'message_left' },
    { name: 'a caller who hangs up on the question behind a desk that does not answer was not', caller: 'hangup@40', dials: ['no_answer'], endState: 'abandoned' },
    { name: 'a caller who freezes the card there has done what they called for', caller: '1 hangup@60', dials: ['no_answer'], endState: 'completed' },
    { name: 'a caller who goes on waiting and hangs up then was waiting again', caller: '2 hangup@10', dials: ['no_answer', { result: 'no_answer', ringSeconds: 300 }], endState: 'abandoned_in_queue' },
    { name: 'a caller whom the second desk answers reached a person', caller: '2', dials: ['no_answer', 'answered'], endState: 'agent_requested' },
    { name: 'a caller who hangs up on being told that all are busy, and would be put through again by silence, was waiting', caller: '3 hangup@2', dials: ['no_answer', 'busy'], endState: 'abandoned_in_queue' },
    { name: 'a caller who has turned to something else there was not', caller: '3 1 hangup@2', dials: ['no_answer', 'busy'], endState: 'abandoned' },
    { name: 'a caller put through again by silence was waiting again', caller: '3 - hangup@10', dials: ['no_answer', 'busy', { result: 'no_answer', ringSeconds: 30 }], endState: 'abandoned_in_queue' },
    { name: 'a caller whom the flow lets go because nobody can be dialed has not completed anything', caller: '', dials: ['failed'], endState: 'abandoned_in_queue' },
  ] as const)('$name', async ({ caller, dials, endState }) => {
    expect(await call(caller, { dialOutcomes: dials })).toMatchObject({ endState, errors: [] });
  });

  test('a caller who hung up while it rang was waiting, though the carrier tells later that nobody answered', async () => {
    const caller = await dial(line);
    const action = caller.dialAction();
    await caller.hangsUp();
    await caller.send(action, { CallStatus: 'in-progress', DialCallStatus: 'no-answer', DialBridged: 'false' });
    const { rows } = await database().pool.query('SELECT end_state FROM calls WHERE call_id = $1', [caller.callSid]);
    expect(rows).toEqual([{ end_state: 'abandoned_in_queue' }]);
  });
});

describe('a payment', () => {
  const results = ['success', 'too_many_failed_attempts', 'payment_connector_error', 'caller_interrupted_with_star', 'caller_hung_up', 'validation_error', 'internal_error'];
  beforeAll(() => publishStep('payment', { step: 'take_payment', mode: 'tokenise', saveAs: 'payment' }, results));

  test('leaves the last four digits and no more, anywhere', async () => {
    const { heard, callSid } = await call('', { payOutcomes: [{ result: 'success', cardNumber: '4000056655665556', cardType: 'visa' }] });
    expect(heard.at(-1)).toBe('Bye, success.');
    const { rows } = await database().pool.query<{ text: string }>(`SELECT state::text || (SELECT string_agg(events::text || coalesce(input::text, ''), '') FROM turns WHERE call_id = $1) AS text FROM calls WHERE call_id = $1`, [callSid]);
    expect(rows[0]!.text).toContain('5556');
    // Ids are hexadecimal, and may have many digits in a row.
    expect(rows[0]!.text).not.toMatch(/400005665566|(?<![0-9a-f])\d{12,}(?![0-9a-f])/);
  });

  test('a wrong card leaves a trace of each failed entry', async () => {
    const { heard, facts } = await call('', { payOutcomes: ['too-many-failed-attempts'] });
    expect(heard.at(-1)).toBe('Bye, too_many_failed_attempts.');
    expect(facts).toMatchObject([{ type: 'payment_started' }, { type: 'payment_entry_failed', entry: 'payment-card-number', error: 'invalid-card-number' }, { type: 'payment_failed' }]);
  });

  test('a caller who hangs up meanwhile is noted', async () => {
    const { facts, endState, endedBy } = await call('hangup@9');
    expect(facts.at(-1)).toMatchObject({ type: 'payment_failed', why: 'caller_hung_up' });
    expect([endState, endedBy]).toEqual(['abandoned', 'caller']);
  });
});

describe('a bot', () => {
  beforeAll(() => publishStep('bot', { step: 'connect_relay', url: 'wss://bot.example.com/r', greeting: both('您好', 'Hello, I am the bot.'), saveAs: 'bot' }, ['returned', 'failed']));

  test('takes the call and gives it back', async () => {
    expect((await call('', { connectOutcomes: [{ result: 'returned', data: '{"intent":"bill"}', seconds: 40 }] })).heard).toEqual(['Hello, I am the bot.', 'Bye, returned.']);
  });

  test('that is not reached gives it back too', async () => {
    expect((await call('', { connectOutcomes: ['failed'] })).heard).toEqual(['Bye, failed.']);
  });
});

describe('a transfer with a whisper', () => {
  beforeAll(() => publishStep('whisper', { step: 'transfer', number: 'sip:cards@pbx.example.com', kind: 'sip', whisper: both('账单来电。', 'A call about a bill.'), context: { Call: '{{ call.id }}' } }, ['answered', 'busy', 'no_answer', 'failed']));

  test('tells the person what it is about, and the caller nothing of it', async () => {
    const { events, heard, callSid } = await call();
    expect(events.flatMap((event) => (event.type === 'whisper_heard' ? [event.text] : []))).toEqual(['A call about a bill.']);
    expect(events).toContainEqual({ type: 'dial_started', number: `sip:cards@pbx.example.com?X-Call=${callSid}` });
    expect(heard).toEqual(['Bye, answered.']);
  });
});

describe('a recorded call', () => {
  beforeAll(() => publishStep('recorded', { step: 'record_call', prompt: both('通话录音。', 'To agree, press 1.'), asks: true }, ['recording', 'declined']));

  test('has the name of the recording as soon as it begins, and its length in the end', async () => {
    const { facts, heard } = await call('1');
    expect(heard.at(-1)).toBe('Bye, recording.');
    expect(facts.map(({ type, status }) => [type, status])).toEqual([['recording_consent', undefined], ['recording_started', undefined], ['recording_kept', 'in_progress'], ['recording_kept', 'completed']]);
  });

  test('is not recorded without a yes', async () => {
    expect((await call('2')).facts).toMatchObject([{ type: 'recording_declined' }]);
  });
});

describe('what the carrier tells on the side', () => {
  const ask = async (path: string, params: Record<string, string>) => {
    const body = { AccountSid: accountSid, CallStatus: 'in-progress', From: '+8613800000001', To: '+14005550100', ...params };
    return fetch(line.url + path, { method: 'POST', headers: { 'x-twilio-signature': getExpectedTwilioSignature(line.authToken, line.url + path, body) }, body: new URLSearchParams(body) });
  };

  test('about a call nobody knows changes nothing, and a caller who waits is never sent round without a pause', async () => {
    const CallSid = `CA${'9'.repeat(32)}`;
    expect((await ask('/voice/recording', { CallSid, RecordingSid: 'RE1', RecordingStatus: 'completed' })).status).toBe(204);
    expect(await (await ask('/voice/wait/7', { CallSid, QueuePosition: '1' })).text()).toContain('<Pause length="10"/>');
    expect(await (await ask('/voice/whisper/7', { CallSid })).text()).toContain('<Response/>');
    expect(line.failures.splice(0)).toHaveLength(2);
  });

  test('twice is noted once, also when the call is over', async () => {
    await publishStep('voicemail', { step: 'voicemail', prompt: both('请留言。', 'Leave a message.') }, voicemail);
    const { callSid, facts } = await call('say:"please call me back about the bill"');
    const notice = { CallSid: callSid, RecordingSid: 'RE9', RecordingStatus: 'completed', RecordingDuration: '5', RecordingUrl: 'https://api.example.com/RE9' };
    for (const params of [notice, notice]) expect((await ask('/voice/recording', params)).status).toBe(204);
    const { rows } = await database().pool.query<{ facts: Fact[]; end_state: string }>(`SELECT state -> 'facts' AS facts, end_state FROM calls WHERE call_id = $1`, [callSid]);
    expect(rows[0]!.facts).toHaveLength(facts.length + 1);
    expect(rows[0]!.end_state).toBe('message_left');
  });

  test.each(['/voice/wait/1', '/voice/whisper/1', '/voice/recording', '/voice/pay', '/voice/stream'])('%s refuses a forged signature', async (path) => {
    const response = await fetch(line.url + path, { method: 'POST', headers: { 'x-twilio-signature': 'forged' }, body: new URLSearchParams({ CallSid: `CA${'0'.repeat(32)}`, RecordingSid: 'RE1' }) });
    expect(response.status).toBe(403);
  });
});

describe('a recording', () => {
  test.each([
    { name: 'that was uploaded is played, and its words stand in the record', recording: 'welcome', heard: '[/recordings/welcome/en-US?version=1&signature=a]' },
    { name: 'that is not there is spoken', recording: 'missing', heard: 'Welcome to the bank.' },
  ])('$name', async ({ recording, heard }) => {
    await publishStep('recording', { step: 'play_audio', recording, text: both('欢迎。', 'Welcome to the bank.'), answer: true }, ['next']);
    const called = await call();
    expect([called.heard, called.endState]).toEqual([[heard, 'Bye, next.'], 'informed']);
    const { rows } = await database().pool.query<{ events: string }>('SELECT events::text AS events FROM turns WHERE call_id = $1', [called.callSid]);
    expect(rows.map(({ events }) => events).join()).toContain('Welcome to the bank.');
  });
});

test('nothing broke', () => expect(line.failures).toEqual([]));
