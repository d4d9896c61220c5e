import { describe, expect, test } from '@jest/globals';
import type { CallerInput } from '../../../schemas/caller-input.js';
import { readCallerInput, readReached, type Reached } from './read-caller-input.js';
import { readStatusCallback, readVoiceWebhook, type WebhookParams } from './read-webhook.js';

const callSid = 'CA0123456789abcdef0123456789abcdef';
const accountSid = 'ACffffffffffffffffffffffffffffffff';
const incoming = { CallSid: callSid, AccountSid: accountSid, From: '+8613800000001', To: '+14005550100', Direction: 'inbound', CallStatus: 'ringing' };

describe('a voice webhook', () => {
  test('is read into our own words', () => {
    expect(readVoiceWebhook(incoming)).toEqual({
      callSid, accountSid, from: '+8613800000001', to: '+14005550100', direction: 'inbound', callStatus: 'ringing',
    });
  });

  test.each([
    { name: 'a withheld caller', params: { From: 'anonymous' }, expected: { from: 'anonymous' } },
    { name: 'a withheld caller in capitals', params: { From: 'ANONYMOUS' }, expected: { from: 'anonymous' } },
    { name: 'an unknown caller', params: { From: 'Unknown' }, expected: { from: 'anonymous' } },
    { name: 'a caller who is not named at all', params: { From: undefined }, expected: { from: 'anonymous' } },
    { name: 'a withheld SIP caller', params: { From: 'sip:Anonymous@anonymous.invalid' }, expected: { from: 'anonymous' } },
    { name: 'ANONYMOUS dialed on a keypad', params: { From: '+266696687' }, expected: { from: 'anonymous' } },
    { name: 'a browser as the caller', params: { From: 'client:alice' }, expected: { from: 'client:alice' } },
    { name: 'a SIP caller', params: { From: 'sip:alice@example.com' }, expected: { from: 'sip:alice@example.com' } },
    { name: 'an outbound call', params: { Direction: 'outbound-api', CallStatus: 'in-progress' }, expected: { direction: 'outbound', callStatus: 'in_progress' } },
    { name: 'no direction', params: { Direction: undefined }, expected: { direction: 'inbound' } },
    { name: 'a language of recognition', params: { Language: 'cmn-Hans-CN' }, expected: { language: 'cmn-Hans-CN' } },
    { name: 'a repeated field', params: { From: ['+1', '+2'] }, expected: { from: '+1' } },
  ] as { name: string; params: WebhookParams; expected: object }[])('$name', ({ params, expected }) => {
    expect(readVoiceWebhook({ ...incoming, ...params })).toMatchObject(expected);
  });

  test.each([
    { name: 'no CallSid', params: { CallSid: undefined }, error: /CallSid must be CA and 32 hexadecimal digits, not ""/ },
    { name: 'a short CallSid', params: { CallSid: 'CA123' }, error: /CallSid must be CA and 32 hexadecimal digits, not "CA123"/ },
    { name: 'a CallSid of another kind', params: { CallSid: accountSid }, error: /CallSid must be CA/ },
    { name: 'a CallSid with a quote', params: { CallSid: "CA0123456789abcdef0123456789abcde'" }, error: /CallSid must be CA/ },
    { name: 'a CallSid with a newline at its end', params: { CallSid: `${callSid}\n` }, error: /CallSid must be CA/ },
    { name: 'no AccountSid', params: { AccountSid: '' }, error: /AccountSid must be AC/ },
    { name: 'no called number', params: { To: '' }, error: /To is missing/ },
    { name: 'a caller of a thousand letters', params: { From: 'x'.repeat(1000) }, error: /From is longer than 255/ },
    { name: 'an unknown status', params: { CallStatus: 'exploded' }, error: /CallStatus must be one of .*no-answer.*, not "exploded"/ },
    { name: 'a status from Object', params: { CallStatus: 'constructor' }, error: /CallStatus must be one of/ },
  ] as { name: string; params: WebhookParams; error: RegExp }[])('$name is refused', ({ params, error }) => {
    expect(() => readVoiceWebhook({ ...incoming, ...params })).toThrow(error);
  });
});

describe('caller input', () => {
  const cases: { name: string; params: WebhookParams; reached?: Reached; expected: CallerInput }[] = [
    { name: 'keys', params: { Digits: '6225', FinishedOnKey: '#', msg: 'Gather End' }, expected: { kind: 'keys', value: '6225' } },
    { name: 'star and pound', params: { Digits: '*#' }, expected: { kind: 'keys', value: '*#' } },
    { name: 'an empty entry is silence', params: { Digits: '' }, expected: { kind: 'silence' } },
    { name: 'what is no key is dropped', params: { Digits: ' 1\n<' }, expected: { kind: 'keys', value: '1' } },
    { name: 'speech', params: { SpeechResult: '你好 世界', Confidence: '0.9' }, expected: { kind: 'speech', value: '你好 世界', confidence: 0.9 } },
    { name: 'speech without confidence', params: { SpeechResult: 'balance' }, expected: { kind: 'speech', value: 'balance', confidence: null } },
    { name: 'speech with a confidence that is none', params: { SpeechResult: 'balance', Confidence: 'high' }, expected: { kind: 'speech', value: 'balance', confidence: null } },
    { name: 'speech with a confidence over one', params: { SpeechResult: 'balance', Confidence: '1.2' }, expected: { kind: 'speech', value: 'balance', confidence: 1 } },
    { name: 'empty speech is silence', params: { SpeechResult: ' ', Confidence: '0' }, expected: { kind: 'silence' } },
    { name: 'keys before speech', params: { Digits: '1', SpeechResult: 'one' }, expected: { kind: 'keys', value: '1' } },
    { name: 'heard to the end', params: {}, reached: 'heard', expected: { kind: 'heard' } },
    { name: 'silence', params: {}, reached: 'silence', expected: { kind: 'silence' } },
    { name: 'held', params: {}, reached: 'held', expected: { kind: 'held' } },
    { name: 'an action that lost its fields in a redirect', params: {}, expected: { kind: 'silence' } },
    { name: 'a person answered', params: { DialCallStatus: 'completed', DialBridged: 'true', DialCallDuration: '42' }, expected: { kind: 'dialed', result: 'completed', bridged: true, seconds: 42 } },
    { name: 'a line that is busy', params: { DialCallStatus: 'busy', DialBridged: 'false' }, expected: { kind: 'dialed', result: 'busy', bridged: false, seconds: 0 } },
    { name: 'nobody answers', params: { DialCallStatus: 'no-answer' }, expected: { kind: 'dialed', result: 'no_answer', bridged: false, seconds: 0 } },
    { name: 'a dial that failed', params: { DialCallStatus: 'failed' }, expected: { kind: 'dialed', result: 'failed', bridged: false, seconds: 0 } },
    { name: 'a dial whose status is new to us', params: { DialCallStatus: 'exploded' }, expected: { kind: 'dialed', result: 'failed', bridged: false, seconds: 0 } },
    { name: 'answered, and hung up before the bridge', params: { DialCallStatus: 'completed', DialBridged: 'false', DialCallDuration: '1' }, expected: { kind: 'dialed', result: 'completed', bridged: false, seconds: 1 } },
    { name: 'an older carrier without DialBridged', params: { DialCallStatus: 'completed' }, expected: { kind: 'dialed', result: 'completed', bridged: true, seconds: 0 } },
    { name: 'a conference', params: { DialCallStatus: 'answered' }, expected: { kind: 'dialed', result: 'completed', bridged: true, seconds: 0 } },
    { name: 'the caller hung up', params: { CallStatus: 'completed' }, reached: 'heard', expected: { kind: 'hang_up' } },
    { name: 'keys of a call that is over', params: { CallStatus: 'completed', Digits: '1' }, expected: { kind: 'hang_up' } },
    { name: 'the caller hung up while it rang', params: { CallStatus: 'completed', DialCallStatus: 'canceled' }, expected: { kind: 'hang_up' } },
    { name: 'the caller hung up on a person', params: { CallStatus: 'completed', DialCallStatus: 'completed', DialBridged: 'true', DialCallDuration: '9' }, expected: { kind: 'dialed', result: 'completed', bridged: true, seconds: 9 } },
    { name: 'a message', params: { RecordingUrl: 'https://api/RE1', RecordingSid: 'RE1', RecordingDuration: '12', Digits: '#' }, expected: { kind: 'recorded', recordingId: 'RE1', url: 'https://api/RE1', seconds: 12, hungUp: false } },
    { name: 'a message without its sid', params: { RecordingUrl: `https://api/Recordings/RE${'a'.repeat(32)}`, RecordingDuration: '0' }, expected: { kind: 'recorded', recordingId: `RE${'a'.repeat(32)}`, url: `https://api/Recordings/RE${'a'.repeat(32)}`, seconds: 0, hungUp: false } },
    { name: 'a message ended by hanging up', params: { CallStatus: 'completed', RecordingUrl: 'u', RecordingSid: 'RE1', RecordingDuration: '7', Digits: 'hangup' }, expected: { kind: 'recorded', recordingId: 'RE1', url: 'u', seconds: 7, hungUp: true } },
    { name: 'hanging up on the beep', params: { CallStatus: 'completed', RecordingUrl: 'u', RecordingSid: 'RE1', RecordingDuration: '0', Digits: 'hangup' }, expected: { kind: 'hang_up' } },
    { name: 'a dial that was recorded', params: { DialCallStatus: 'busy', RecordingUrl: 'u' }, expected: { kind: 'dialed', result: 'busy', bridged: false, seconds: 0 } },
    { name: 'a person took the caller from the queue', params: { QueueResult: 'bridged', QueueTime: '40' }, expected: { kind: 'enqueued', result: 'bridged', seconds: 40 } },
    { name: 'the caller hung up on a person of the queue', params: { CallStatus: 'completed', QueueResult: 'bridged', QueueTime: '40' }, expected: { kind: 'enqueued', result: 'bridged', seconds: 40 } },
    { name: 'the caller hung up in the queue', params: { CallStatus: 'completed', QueueResult: 'hangup', QueueTime: '40' }, expected: { kind: 'hang_up' } },
    { name: 'a queue that is full', params: { QueueResult: 'queue-full' }, expected: { kind: 'enqueued', result: 'queue_full', seconds: 0 } },
    { name: 'a result of a queue that is new to us', params: { QueueResult: 'eaten' }, expected: { kind: 'enqueued', result: 'error', seconds: 0 } },
    { name: 'a dial of a queue that nobody waits in', params: { DialCallStatus: 'no-answer', QueueResult: 'bridged' }, expected: { kind: 'dialed', result: 'no_answer', bridged: false, seconds: 0 } },
    { name: 'a payment', params: { Result: 'success', PaymentCardNumber: 'xxxx-xxxxxx-x4001', PaymentCardType: 'visa', PaymentConfirmationCode: 'ch_1', SecurityCode: 'xxx' }, expected: { kind: 'paid', result: 'success', last4: '4001', cardType: 'visa', token: null, confirmation: 'ch_1', problem: null } },
    { name: 'a card number that came in full', params: { Result: 'payment-connector-error', PaymentCardNumber: '4111111111111111', PaymentError: 'card 4111 1111 1111 1111 refused' }, expected: { kind: 'paid', result: 'payment_connector_error', last4: '1111', cardType: null, token: null, confirmation: null, problem: 'card ******************* refused' } },
    { name: 'a caller who hung up while paying', params: { CallStatus: 'completed', Result: 'caller-hung-up' }, expected: { kind: 'paid', result: 'caller_hung_up', last4: null, cardType: null, token: null, confirmation: null, problem: null } },
    { name: 'a bot gave the call back', params: { SessionStatus: 'ended', HandoffData: '{"intent":"bill"}' }, reached: 'connected', expected: { kind: 'connected', failed: false, problem: null, data: { intent: 'bill' } } },
    { name: 'a bot that says words', params: { HandoffData: 'bill' }, reached: 'connected', expected: { kind: 'connected', failed: false, problem: null, data: 'bill' } },
    { name: 'a bot that was not reached', params: { ErrorCode: '64102', ErrorMessage: 'no socket' }, reached: 'connected', expected: { kind: 'connected', failed: true, problem: '64102 no socket', data: null } },
    { name: 'a call that goes on', params: { CallStatus: 'in-progress', Digits: '1' }, expected: { kind: 'keys', value: '1' } },
  ];
  test.each(cases)('$name', ({ params, reached, expected }) => {
    expect(readCallerInput(params, reached)).toEqual(expected);
  });

  test.each([
    { value: 'heard', expected: 'heard' },
    { value: 'silence', expected: 'silence' },
    { value: 'held', expected: 'held' },
    { value: 'HEARD', expected: undefined },
    { value: ['heard'], expected: undefined },
    { value: undefined, expected: undefined },
  ])('reached=$value is $expected', ({ value, expected }) => {
    expect(readReached(value)).toBe(expected);
  });
});

describe('a status callback', () => {
  const completed = { CallSid: callSid, AccountSid: accountSid, CallStatus: 'completed', CallDuration: '49', Duration: '1', Timestamp: 'Sun, 25 Mar 2018 09:53:19 +0000', SequenceNumber: '0' };
  test.each([
    { name: 'a call that ended', params: {}, expected: { callSid, parentCallSid: null, status: 'completed', durationSeconds: 49, sequenceNumber: 0, at: '2018-03-25T09:53:19.000Z' } },
    { name: 'a leg that answered', params: { ParentCallSid: callSid, CallStatus: 'in-progress', CallDuration: undefined, SequenceNumber: '2' }, expected: { parentCallSid: callSid, status: 'in_progress', durationSeconds: null, sequenceNumber: 2 } },
    { name: 'nobody answered', params: { CallStatus: 'no-answer', CallDuration: '0' }, expected: { status: 'no_answer', durationSeconds: 0 } },
    { name: 'no time', params: { Timestamp: undefined }, expected: { at: null } },
    { name: 'a time that is none', params: { Timestamp: 'yesterday' }, expected: { at: null } },
    { name: 'a sequence that is none', params: { SequenceNumber: '-1' }, expected: { sequenceNumber: 0 } },
  ] as { name: string; params: WebhookParams; expected: object }[])('$name', ({ params, expected }) => {
    expect(readStatusCallback({ ...completed, ...params })).toMatchObject(expected);
  });

  test('a parent that is no sid is refused', () => {
    expect(() => readStatusCallback({ ...completed, ParentCallSid: 'x' })).toThrow(/ParentCallSid must be CA/);
  });
});
