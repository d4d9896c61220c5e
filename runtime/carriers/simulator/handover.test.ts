import { afterEach, describe, expect, test } from '@jest/globals';
import type { PlaceCallOptions } from './place-call.js';
import type { CarrierEvent } from './running-call.js';
import { openVoiceApp, type VoiceApp } from './testing/voice-app.js';

let app: VoiceApp;
afterEach(() => app.close());

/** One letter is one second. */
interface Case {
  name: string;
  verbs: string;
  caller?: string;
  options?: Partial<PlaceCallOptions>;
  /** Fields of the action request; `null`: none was made. */
  action: Record<string, string> | null;
  /** Of the call as the carrier tells it. */
  call?: object;
  /** Fields of the callbacks, in order. */
  callbacks?: Record<string, string>[];
}

const record = '<Say>ab</Say><Record action="/action" timeout="3" finishOnKey="#" maxLength="60" recordingStatusCallback="/told"/>';
const pay = '<Pay action="/action" chargeAmount="12.34" statusCallback="/told" maxAttempts="2"><Prompt for="payment-card-number"><Say>card</Say></Prompt><Prompt for="payment-card-number" errorType="timeout"><Say>again</Say></Prompt></Pay>';
const queue = '<Enqueue action="/action" waitUrl="/wait">cards</Enqueue>';
const relay = '<Connect action="/action"><ConversationRelay url="wss://bot.example.com/r" welcomeGreeting="hello"><Parameter name="a" value="b"/></ConversationRelay></Connect>';

const cases: Case[] = [
  { name: 'a caller leaves a message', verbs: record, caller: 'say:message', action: { RecordingDuration: '7', Digits: '', CallStatus: 'in-progress' }, call: { durationSeconds: 13 }, callbacks: [{ RecordingStatus: 'completed', RecordingDuration: '7', RecordingSource: 'RecordVerb' }] },
  { name: 'a caller says nothing', verbs: record, caller: '-', action: { RecordingDuration: '0' } },
  { name: 'a caller only presses the finishing key', verbs: record, caller: '#', action: { RecordingDuration: '0', Digits: '#' } },
  { name: 'a message is cut at its longest', verbs: '<Record action="/action" maxLength="5" playBeep="false"/>', caller: 'say:0123456789', action: { RecordingDuration: '5' }, call: { durationSeconds: 5 } },
  { name: 'a caller hangs up to end a message', verbs: '<Record action="/action" playBeep="false"/>', caller: 'hangup@6', action: { RecordingDuration: '6', Digits: 'hangup', CallStatus: 'completed' }, call: { endedBy: 'caller' } },
  { name: 'a person takes the caller from the queue', verbs: queue, action: { QueueResult: 'bridged', QueueTime: '30' }, call: { endedBy: 'flow', durationSeconds: 50 } },
  { name: 'a person takes the caller after a minute', verbs: queue, options: { queueOutcomes: [{ result: 'answered', waitSeconds: 60, talkSeconds: 1 }] }, action: { QueueResult: 'bridged', QueueTime: '60' }, call: { durationSeconds: 61 } },
  { name: 'a full queue', verbs: queue, options: { queueOutcomes: ['full'] }, action: { QueueResult: 'queue-full' } },
  { name: 'a queue that broke', verbs: queue, options: { queueOutcomes: ['failed'] }, action: { QueueResult: 'system-error' } },
  { name: 'a supervisor takes the caller out', verbs: queue, options: { queueOutcomes: ['taken_out'] }, action: { QueueResult: 'redirected' } },
  { name: 'a caller hangs up in the queue', verbs: queue, caller: 'hangup@7', action: { QueueResult: 'hangup', CallStatus: 'completed' }, call: { endedBy: 'caller' } },
  { name: 'a caller presses the key that leads out', verbs: '<Enqueue action="/action" waitUrl="/wait-for-key">cards</Enqueue>', caller: '1@3', options: { queueOutcomes: ['waits'] }, action: { QueueResult: 'leave' } },
  { name: 'a charge', verbs: pay, action: { Result: 'success', PaymentCardNumber: 'xxxx-xxxxxxxxx-1111', SecurityCode: 'xxx' }, call: { heard: [expect.objectContaining({ text: 'card' })] } },
  { name: 'a card that is refused', verbs: pay, options: { payOutcomes: ['payment-connector-error'] }, action: { Result: 'payment-connector-error', PaymentError: 'Your card was declined.' } },
  { name: 'a card entered wrong', verbs: pay, options: { payOutcomes: ['too-many-failed-attempts'] }, action: { Result: 'too-many-failed-attempts' }, callbacks: [{ For: 'payment-card-number', ErrorType: 'invalid-card-number', Attempt: '2' }] },
  { name: 'a caller hangs up while paying', verbs: pay, caller: 'hangup@9', action: { Result: 'caller-hung-up', CallStatus: 'completed' }, call: { endedBy: 'caller' } },
  { name: 'a bot gives the call back', verbs: relay, options: { connectOutcomes: [{ result: 'returned', data: '{"a":1}', seconds: 30 }] }, action: { SessionStatus: 'ended', SessionDuration: '30', HandoffData: '{"a":1}' }, call: { durationSeconds: 35 } },
  { name: 'a bot that is not reached', verbs: relay, options: { connectOutcomes: ['failed'] }, action: { SessionStatus: 'failed', ErrorCode: '64102' } },
  { name: 'a stream', verbs: '<Connect action="/action"><Stream url="wss://bot.example.com/s"/></Connect>', action: { CallStatus: 'in-progress' } },
  { name: 'a stream with a query', verbs: '<Connect action="/action"><Stream url="wss://bot.example.com/s?a=1"/></Connect>', action: {}, call: { errors: [{ code: 11100 }] } },
  { name: 'the whole call is recorded', verbs: '<Start><Recording recordingStatusCallback="/told" recordingStatusCallbackEvent="in-progress completed absent"/></Start><Say>hello</Say>', action: null, callbacks: [{ RecordingStatus: 'in-progress' }, { RecordingStatus: 'completed', RecordingDuration: '5' }] },
  { name: 'a recording is played for as long as it is', verbs: '<Play>/a.wav</Play>', options: { audioSecondsOf: () => 12 }, action: null, call: { durationSeconds: 12 } },
];

test.each(cases)('$name', async ({ verbs, caller = '', options, action, call, callbacks }) => {
  app = await openVoiceApp({
    ...{ '/incoming': verbs, '/action': '', '/wait': '<Say>please wait</Say><Pause length="10"/>', '/told': (_request, response) => void response.sendStatus(204) },
    '/wait-for-key': (request, response) => void response.type('text/xml').send(`<Response>${(request.body as { Digits?: string }).Digits ? '<Leave/>' : '<Gather numDigits="1" timeout="1" action="/wait-for-key"><Say>please wait</Say></Gather>'}</Response>`),
  });
  const result = await app.dial(caller, options);
  const actions = app.requests('/action');
  expect(actions.map(({ params, isSigned }) => ({ params, isSigned }))).toEqual(action === null ? [] : [{ params: expect.objectContaining(action), isSigned: true }]);
  if (call) expect(result).toMatchObject(call);
  expect(app.requests('/told').map(({ params }) => params)).toMatchObject(callbacks ?? app.requests('/told').map(() => ({})));
  if (!call || !('errors' in call)) expect(result.errors).toEqual([]);
});

test('who waits is told where they stand', async () => {
  app = await openVoiceApp({ '/incoming': queue, '/action': '', '/wait': '<Pause length="12"/>' });
  await app.dial('', { queueOutcomes: [{ result: 'answered', position: 3 }] });
  expect(app.requests('/wait').map(({ params }) => [params['QueuePosition'], params['QueueTime'], params['CallStatus']])).toEqual([['3', '0', 'ringing'], ['3', '12', 'ringing'], ['3', '24', 'ringing']]);
});

test('a queue whose words take no time is given up', async () => {
  app = await openVoiceApp({ '/incoming': queue, '/wait': '' });
  expect(await app.dial('')).toMatchObject({ endedBy: 'carrier', errors: [{ code: 'too_long' }] });
});

describe('a whisper', () => {
  const dial = '<Dial action="/action" answerOnBridge="true"><Sip url="/whisper" statusCallback="/told" statusCallbackEvent="answered completed">sip:a@b.example</Sip></Dial>';

  test.each([
    { name: 'is heard on the leg of the person, and then they are connected', whisper: '<Say>a bill</Say>', heard: ['a bill'], action: { DialBridged: 'true', DialCallDuration: '20' } },
    { name: 'that hangs up connects nobody', whisper: '<Hangup/>', heard: [], action: { DialBridged: 'false' } },
    { name: 'that breaks connects them all the same', whisper: '<Broken', heard: [], action: { DialBridged: 'true' } },
  ])('$name', async ({ whisper, heard, action }) => {
    app = await openVoiceApp({ '/incoming': dial, '/action': '', '/whisper': whisper, '/told': (_request, response) => void response.sendStatus(204) });
    const events: CarrierEvent[] = [];
    const result = await app.dial('', { onEvent: (event) => void events.push(event) });
    expect(events.flatMap((event) => (event.type === 'whisper_heard' ? [event.text] : []))).toEqual(heard);
    expect(app.requests('/action')).toMatchObject([{ params: action }]);
    expect(app.requests('/whisper')).toMatchObject([{ isSigned: true, params: { Direction: 'outbound-dial', ParentCallSid: result.callSid, CallStatus: 'in-progress' } }]);
    expect(result.heard).toEqual([]);
  });
});
