import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import VoiceResponseModule from 'twilio/lib/twiml/VoiceResponse.js';
import type { DialVerb, GatherVerb, PayVerb, PromptVerb, SayVerb, Verb } from '../../../schemas/verbs.js';
import { TrunklineError } from '../../errors.js';
import { mostTwimlBytes, renderTwiml, type TwimlOptions } from './render-twiml.js';

type VoiceResponse = InstanceType<typeof VoiceResponseModule>;
const VoiceResponse = ((VoiceResponseModule as unknown as { default?: unknown }).default ?? VoiceResponseModule) as typeof VoiceResponseModule;

const options: TwimlOptions = {
  actionUrl: '/voice/turn/5', legStatusUrl: '/voice/status?leg=1&turn=5', whisperUrl: '/voice/whisper/5', waitUrl: '/voice/wait/5', recordingStatusUrl: '/voice/recording', payStatusUrl: '/voice/pay', streamStatusUrl: '/voice/stream',
};
const say = (text: string, language = 'zh-CN'): SayVerb => ({ verb: 'say', text, language });
const gather = (overrides: Partial<GatherVerb> = {}): GatherVerb => ({
  verb: 'gather', prompts: [say('请按键。')], input: ['keys'], language: 'zh-CN', timeoutSeconds: 5, digits: 1, finishOnKey: '#', hints: [], ...overrides,
});
const dial = (overrides: Partial<DialVerb> = {}): DialVerb => ({ verb: 'dial', number: '+8610955510', timeoutSeconds: 30, callerId: '+14005550100', ...overrides });

const pay = (overrides: Partial<PayVerb> = {}): PayVerb => ({
  verb: 'pay', charge: { amountMinor: 1234, currency: 'CNY' }, description: '账单 & "fees"', connector: 'Default', tokenType: 'reusable', method: 'credit-card', attempts: 2, timeoutSeconds: 7,
  cardTypes: ['visa', 'mastercard'], securityCode: true, postalCode: false, language: 'zh-CN',
  prompts: [{ for: 'payment-card-number', errors: [], say: say('请输入卡号') }, { for: 'payment-card-number', errors: ['timeout', 'invalid-card-number'], say: say('卡号不对') }], ...overrides,
});
const play = (url: string): PromptVerb => ({ verb: 'play', url, text: '', language: 'zh-CN' });

/** The same verbs told to Twilio's own builder, which refuses the characters that ours leaves out. */
function builtByTwilio(verbs: readonly Verb[]): string {
  const response = new VoiceResponse();
  for (const verb of verbs) build(response, verb);
  return response.toString();
}

function build(response: VoiceResponse, verb: Verb): void {
  if (verb.verb === 'gather') {
    const speech = verb.input.includes('speech');
    const attributes = {
      input: [speech && verb.input.length === 2 ? 'dtmf speech' : speech ? 'speech' : 'dtmf'],
      action: '/voice/turn/5',
      method: 'POST',
      timeout: verb.timeoutSeconds,
      ...(verb.digits !== null && { numDigits: verb.digits }),
      finishOnKey: verb.finishOnKey,
      ...(speech && { language: 'cmn-Hans-CN', speechTimeout: 'auto' }),
      ...(speech && verb.hints.length > 0 && { hints: verb.hints.join(', ') }),
    };
    const node = response.gather(attributes as never);
    for (const prompt of verb.prompts) buildPrompt(node as unknown as VoiceResponse, prompt);
  } else if (verb.verb === 'redirect') response.redirect({ method: 'POST' }, `/voice/turn/5?reached=${verb.reached}`);
  else if (verb.verb === 'hang_up') response.hangup();
  else if (verb.verb === 'dial') buildDial(response, verb);
  else if (verb.verb === 'leave') response.leave();
  else if (verb.verb === 'record') {
    response.record({
      action: '/voice/turn/5', method: 'POST', timeout: verb.timeoutSeconds, finishOnKey: verb.finishOnKey, maxLength: verb.maxSeconds, playBeep: verb.beep, trim: 'do-not-trim',
      recordingStatusCallback: '/voice/recording', recordingStatusCallbackMethod: 'POST', recordingStatusCallbackEvent: ['completed', 'absent'],
    });
  } else if (verb.verb === 'start_recording') {
    response.start().recording({ channels: 'dual', recordingStatusCallback: '/voice/recording', recordingStatusCallbackMethod: 'POST', recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'] });
  } else if (verb.verb === 'enqueue') {
    const attributes = { action: '/voice/turn/5', method: 'POST', waitUrl: '/voice/wait/5', waitUrlMethod: 'POST' };
    if (verb.workflowSid === null) response.enqueue(attributes, verb.queue);
    else response.enqueue({ ...attributes, workflowSid: verb.workflowSid }).task({}, JSON.stringify(verb.attributes));
  } else if (verb.verb === 'connect_stream') {
    const node = response.connect({ action: '/voice/turn/5?reached=connected', method: 'POST' }).stream({ url: verb.url, statusCallback: '/voice/stream', statusCallbackMethod: 'POST' });
    for (const [name, value] of Object.entries(verb.parameters)) node.parameter({ name, value });
  } else if (verb.verb === 'connect_relay') {
    const node = response.connect({ action: '/voice/turn/5?reached=connected', method: 'POST' }).conversationRelay({
      url: verb.url, ...(verb.greeting && { welcomeGreeting: verb.greeting }), language: twilioVoices[verb.language]!.language, interruptible: verb.interruptible ? 'any' : 'none', dtmfDetection: verb.keys,
    });
    for (const [name, value] of Object.entries(verb.parameters)) node.parameter({ name, value });
  } else if (verb.verb === 'pay') buildPay(response, verb);
  else buildPrompt(response, verb);
}

function buildDial(response: VoiceResponse, verb: DialVerb): void {
  const node = response.dial({ action: '/voice/turn/5', method: 'POST', timeout: verb.timeoutSeconds, ...(verb.callerId !== null && { callerId: verb.callerId }), answerOnBridge: true });
  const attributes = { ...(verb.whisper && { url: '/voice/whisper/5', method: 'POST' }), statusCallback: '/voice/status?leg=1&turn=5', statusCallbackEvent: ['answered', 'completed'] } as never;
  if (verb.kind === 'sip') node.sip(attributes, verb.number + (verb.context ? `?${Object.entries(verb.context).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}` : ''));
  else if (verb.kind === 'queue') node.queue({}, verb.number);
  else if (verb.kind === 'client') {
    const client = node.client(attributes);
    client.identity({}, verb.number);
    for (const [name, value] of Object.entries(verb.context ?? {})) client.parameter({ name, value });
  } else node.number(attributes, verb.number);
}

function buildPay(response: VoiceResponse, verb: PayVerb): void {
  const node = response.pay({
    action: '/voice/turn/5',
    ...(verb.charge && { chargeAmount: '12.34', currency: 'cny' }),
    ...(verb.description && { description: verb.description }),
    input: 'dtmf',
    ...(verb.language.startsWith('en') && { language: verb.language as 'en-US' }),
    maxAttempts: verb.attempts, paymentConnector: verb.connector, paymentMethod: verb.method, postalCode: String(verb.postalCode), securityCode: verb.securityCode,
    statusCallback: '/voice/pay', statusCallbackMethod: 'POST', timeout: verb.timeoutSeconds, tokenType: verb.tokenType,
    ...(verb.method === 'credit-card' && { validCardTypes: verb.cardTypes as 'visa'[] }),
  });
  for (const prompt of verb.prompts) buildPrompt(node.prompt({ for: prompt.for, ...(prompt.errors.length > 0 && { errorType: prompt.errors as 'timeout'[] }) }) as unknown as VoiceResponse, prompt.say);
}

const twilioVoices: Record<string, { language: string; voice?: string }> = {
  'zh-CN': { language: 'cmn-CN', voice: 'Polly.Zhiyu-Neural' },
  'en-US': { language: 'en-US', voice: 'Polly.Joanna-Neural' },
  'sw-KE': { language: 'sw-KE' },
};

function buildPrompt(response: VoiceResponse, prompt: PromptVerb): void {
  if (prompt.verb === 'pause') response.pause({ length: prompt.seconds });
  else if (prompt.verb === 'play') response.play({}, prompt.url);
  else response.say(twilioVoices[prompt.language] as never, withoutIllegal(prompt.text));
}

const withoutIllegal = (text: string): string => [...text].filter((character) => isLegal(character.codePointAt(0)!)).join('');
const isLegal = (code: number): boolean =>
  code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;

const hostile = [
  '余额是 1,234.50 元。',
  `"It's" <b>5 & 6</b> > 4`,
  '</Say><Hangup/><Say>',
  ']]> <![CDATA[ x ]]>',
  '&amp; &#38; &lt;',
  'tab\tnewline\nreturn\r\nend',
  'bell\u0007 null\u0000 escape\u001b form\f vertical\v delete\u007f next\u0085 noncharacters\ufffe\uffff',
  '😀👨‍👩‍👧 𠮷野家',
  'lone \ud83d high, lone \ude00 low',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>&a;',
  '\u202eright to left\u202c \u00a0',
  '{{ customer.name }} ${x} %s \\',
  '',
];

const cases: { name: string; verbs: Verb[] }[] = [
  { name: 'nothing', verbs: [] },
  { name: 'English', verbs: [say('Hello', 'en-US')] },
  { name: 'a language without a voice', verbs: [say('Jambo', 'sw-KE')] },
  { name: 'a pause', verbs: [{ verb: 'pause', seconds: 3 }] },
  { name: 'a menu', verbs: [gather(), { verb: 'redirect', reached: 'silence' }] },
  { name: 'every key is input', verbs: [gather({ finishOnKey: '' })] },
  { name: 'an entry of any length', verbs: [gather({ digits: null })] },
  { name: 'keys and speech', verbs: [gather({ input: ['keys', 'speech'], hints: ['余额', 'lost & "stolen" <card>'] })] },
  { name: 'speech without hints', verbs: [gather({ input: ['speech'], digits: null })] },
  { name: 'a gather that says nothing', verbs: [gather({ prompts: [] })] },
  { name: 'prompts with a pause between', verbs: [gather({ prompts: [say('一'), { verb: 'pause', seconds: 1 }, say('two', 'en-US')] })] },
  { name: 'heard', verbs: [say('条款'), { verb: 'redirect', reached: 'heard' }] },
  { name: 'held', verbs: [{ verb: 'redirect', reached: 'held' }] },
  { name: 'a dial', verbs: [dial()] },
  { name: 'a dial under the caller\'s number', verbs: [dial({ callerId: null })] },
  { name: 'a goodbye', verbs: [say('再见'), { verb: 'hang_up' }] },
  { name: 'a recording', verbs: [play('https://ivr.example.com/recordings/welcome?language=zh-CN&signature=a')] },
  { name: 'a recording within a question', verbs: [gather({ prompts: [play('https://ivr.example.com/a.wav'), say('请按键。')] })] },
  { name: 'a dial with a whisper', verbs: [dial({ whisper: [say('账单来电')] })] },
  { name: 'a dial of a SIP address with headers', verbs: [dial({ kind: 'sip', number: 'sip:desk@pbx.example.com', context: { 'X-Customer': 'c 1&2', 'X-Name': '张三' } })] },
  { name: 'a dial of a SIP address without', verbs: [dial({ kind: 'sip', number: 'sip:desk@pbx.example.com', whisper: [say('x')] })] },
  { name: 'a dial of a client', verbs: [dial({ kind: 'client', number: 'anna', context: { customer: '"c1" <x>' } })] },
  { name: 'a dial of a queue', verbs: [dial({ kind: 'queue', number: 'cards & loans' })] },
  { name: 'a message', verbs: [say('请留言。'), { verb: 'record', beep: true, maxSeconds: 120, timeoutSeconds: 5, finishOnKey: '#' }] },
  { name: 'a message without a beep or a key', verbs: [{ verb: 'record', beep: false, maxSeconds: 30, timeoutSeconds: 3, finishOnKey: '' }] },
  { name: 'the whole call recorded', verbs: [{ verb: 'start_recording' }, say('您好')] },
  { name: 'a queue', verbs: [{ verb: 'enqueue', queue: 'cards & loans', workflowSid: null, attributes: null }] },
  { name: 'a task of a router', verbs: [{ verb: 'enqueue', queue: 'cards', workflowSid: `WW${'0'.repeat(32)}`, attributes: { customer: 'c1', note: '<"&>' } }] },
  { name: 'out of the queue', verbs: [{ verb: 'leave' }] },
  { name: 'a charge', verbs: [pay()] },
  { name: 'a token of a card', verbs: [pay({ charge: null, language: 'en-US', description: '', tokenType: 'one-time', postalCode: true })] },
  { name: 'a bank account', verbs: [pay({ method: 'ach-debit', prompts: [{ for: 'bank-account-number', errors: [], say: say('Account', 'en-US') }] })] },
  { name: 'a bot that takes the sound', verbs: [{ verb: 'connect_stream', url: 'wss://bot.example.com/a', parameters: { call: 'CA1', words: '"你好" & <b>' } }] },
  { name: 'a bot that takes text', verbs: [{ verb: 'connect_relay', url: 'wss://bot.example.com/r', parameters: { call: 'CA1' }, greeting: '您好 & "hi"', language: 'zh-CN', interruptible: true, keys: false }] },
  { name: 'a bot that begins in silence', verbs: [{ verb: 'connect_relay', url: 'wss://bot.example.com/r', parameters: {}, greeting: '', language: 'en-US', interruptible: false, keys: true }] },
  ...hostile.map((text) => ({ name: `hostile text ${JSON.stringify(text)}`, verbs: [say(text), gather({ prompts: [say(text)] })] })),
];

describe('the same bytes as Twilio\'s own builder', () => {
  test.each(cases)('$name', ({ verbs }) => {
    expect(renderTwiml(verbs, options)).toBe(builtByTwilio(verbs));
  });
});

describe('any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }).map((units) => String.fromCharCode(...units)),
    fc.array(fc.constantFrom(...hostile), { maxLength: 3 }).map((parts) => parts.join('')),
  );
  const language = fc.constantFrom('zh-CN', 'en-US', 'sw-KE');
  const prompt = fc.oneof(
    fc.record({ verb: fc.constant('say' as const), text, language }),
    fc.record({ verb: fc.constant('pause' as const), seconds: fc.integer({ min: 1, max: 60 }) }),
  );
  const anyGather = fc.record({
    verb: fc.constant('gather' as const),
    prompts: fc.array(prompt, { maxLength: 3 }),
    input: fc.constantFrom<GatherVerb['input']>(['keys'], ['speech'], ['keys', 'speech']),
    language: fc.constant('zh-CN'),
    timeoutSeconds: fc.integer({ min: 1, max: 30 }),
    digits: fc.option(fc.integer({ min: 1, max: 20 })),
    finishOnKey: fc.constantFrom('', '#', '*'),
    hints: fc.array(fc.constantFrom('余额', 'a & b', '"'), { maxLength: 3 }),
  });
  const redirect = fc.record({ verb: fc.constant('redirect' as const), reached: fc.constantFrom<'heard' | 'silence' | 'held'>('heard', 'silence', 'held') });
  const verbs = fc.array(fc.oneof(prompt, anyGather, redirect), { maxLength: 6 });

  test('has the bytes of Twilio\'s builder', () => {
    fc.assert(fc.property(verbs, (list) => expect(renderTwiml(list, options)).toBe(builtByTwilio(list))), { numRuns: 300 });
  });

  test('is well-formed, and is heard as it was written', () => {
    const parser = new XMLParser({ preserveOrder: true, trimValues: false, parseTagValue: false, htmlEntities: true });
    fc.assert(
      fc.property(text, (words) => {
        const document = renderTwiml([say(words), { verb: 'hang_up' }], options);
        expect(XMLValidator.validate(document)).toBe(true);
        const [, response] = parser.parse(document) as [unknown, { Response: { Say?: { '#text'?: string }[] }[] }];
        expect(response.Response).toHaveLength(2);
        expect(response.Response[0]?.Say?.map((node) => node['#text']).join('') ?? '').toBe(withoutIllegal(words));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what Twilio would take amiss is mended', () => {
  test.each([
    { name: 'half a second of pause', verb: { verb: 'pause', seconds: 0.5 }, expected: '<Pause length="1"/>' },
    { name: 'a silence of 1.2 seconds', verb: gather({ timeoutSeconds: 1.2 }), expected: 'timeout="2"' },
    { name: 'a dial of two seconds', verb: dial({ timeoutSeconds: 2 }), expected: 'timeout="5"' },
    { name: 'a dial of an hour', verb: dial({ timeoutSeconds: 3600 }), expected: 'timeout="600"' },
    { name: 'a hint with a comma', verb: gather({ input: ['speech'], hints: ['yes, please', 'no'] }), expected: 'hints="yes  please, no"' },
    { name: 'a hint of 200 letters', verb: gather({ input: ['speech'], hints: ['x'.repeat(200)] }), expected: `hints="${'x'.repeat(100)}"` },
    { name: 'keys named after speech', verb: gather({ input: ['speech', 'keys'] }), expected: 'input="dtmf speech"' },
  ] as { name: string; verb: Verb; expected: string }[])('$name', ({ verb, expected }) => {
    expect(renderTwiml([verb], options)).toContain(expected);
  });
});

describe('URLs', () => {
  test('a redirect adds to a query that is there', () => {
    expect(renderTwiml([{ verb: 'redirect', reached: 'heard' }], { actionUrl: '/voice/turn/5?call=1' })).toContain('<Redirect method="POST">/voice/turn/5?call=1&amp;reached=heard</Redirect>');
  });

  test('a person sees the called line where the verb names no number', () => {
    expect(renderTwiml([dial({ callerId: null })], { ...options, calledNumber: '+14005550100' })).toContain('callerId="+14005550100"');
  });

  test('without a URL for the leg there is no status callback', () => {
    expect(renderTwiml([dial()], { actionUrl: '/a' })).toContain('<Number>+8610955510</Number>');
  });
});

describe('a document too large for Twilio', () => {
  const room = mostTwimlBytes - Buffer.byteLength(renderTwiml([say('x')], options)) + 1;
  test('the largest goes', () => {
    expect(Buffer.byteLength(renderTwiml([say('x'.repeat(room))], options))).toBe(mostTwimlBytes);
  });

  test.each([
    { name: 'one byte more', text: 'x'.repeat(room + 1) },
    { name: 'Chinese, which has three bytes a character', text: '余'.repeat(room / 2) },
    { name: 'what grows by escaping', text: '&'.repeat(room / 2) },
  ])('$name is refused', ({ text }) => {
    expect.assertions(2);
    try {
      renderTwiml([say(text)], options);
    } catch (error) {
      expect(error).toBeInstanceOf(TrunklineError);
      expect(error).toMatchObject({ code: 'carrier_failed', details: { carrierCode: 11750 } });
    }
  });
});

describe('Marks of a prompt', () => {
  const marked: SayVerb = {
    ...say('请按1 < 2。', 'en-US'),
    marked: ['Press ', { tag: 'emphasis', attributes: { level: 'strong' }, children: ['1 & <2>'] }, { tag: 'break', attributes: { time: '500ms' }, children: [] }, { tag: 'prosody', attributes: { pitch: '+10%' }, children: ['now'] }],
  };
  const rendered = (verb: SayVerb): string => /<Say[^>]*>(.*)<\/Say>/.exec(renderTwiml([verb], options))![1]!;

  test.each<[voice: string | undefined, inner: string]>([
    ['Polly.Joanna', 'Press <emphasis level="strong">1 &amp; &lt;2&gt;</emphasis><break time="500ms"/><prosody pitch="+10%">now</prosody>'],
    ['Polly.Joanna-Neural', 'Press 1 &amp; &lt;2&gt;<break time="500ms"/>now'],
    ['Google.en-US-Wavenet-C', 'Press <emphasis level="strong">1 &amp; &lt;2&gt;</emphasis><break time="500ms"/><prosody pitch="+10%">now</prosody>'],
    ['Google.en-US-Chirp3-HD-Kore', '请按1 &lt; 2。'],
    ['man', '请按1 &lt; 2。'],
    [undefined, 'Press 1 &amp; &lt;2&gt;<break time="500ms"/>now'],
  ])('%s says them as it can', (voice, inner) => {
    expect(rendered({ ...marked, voice })).toBe(inner);
  });

  test('a voice that the flow chose is named', () => {
    expect(renderTwiml([{ ...say('Hello.', 'en-GB'), voice: 'Polly.Brian-Neural' }], options)).toContain('<Say language="en-GB" voice="Polly.Brian-Neural">');
  });
});
