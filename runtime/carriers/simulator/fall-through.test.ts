import { afterEach, describe, expect, test } from '@jest/globals';
import type { Answer } from './caller.js';
import { createVirtualClock } from './clock.js';
import { createListedCaller, openVoiceApp, type VoiceApp } from './testing/voice-app.js';

let app: VoiceApp;
afterEach(() => app.close());

/** Text is written with its length in seconds in mind: one letter is one second. */
interface Case {
  name: string;
  /** Verbs of the first document. */
  verbs: string;
  /** A script, or answers. */
  caller: string | Answer[];
  /** Path of the request that follows; `null`: none, the call ends. */
  then: string | null;
  /** Fields the request must carry, and (`null`) must not. */
  fields?: Record<string, string | null>;
  /** What was heard, cut speech ending in `…`. */
  heard?: string[];
  /** When the request came, or the call ended. */
  atSeconds?: number;
  endedBy?: string;
}

const keys = '<Say>menu</Say>';
const noInput = { Digits: null, SpeechResult: null };

const gatherCases: Case[] = [
  { name: 'digits go to the action as soon as they are enough', verbs: `<Gather action="/action" numDigits="1">${keys}</Gather><Redirect>/next</Redirect>`, caller: '1', then: '/action', fields: { Digits: '1', FinishedOnKey: '', msg: 'Gather End' }, heard: ['menu'], atSeconds: 4.5 },
  { name: 'digits without a number of them are sent after the timeout', verbs: `<Gather action="/action" timeout="3">${keys}</Gather>`, caller: '12', then: '/action', fields: { Digits: '12' }, atSeconds: 4 + 0.5 + 0.5 + 3 },
  { name: 'too few digits are sent after the timeout', verbs: `<Gather action="/action" numDigits="4" timeout="2">${keys}</Gather>`, caller: '12', then: '/action', fields: { Digits: '12' } },
  { name: 'digits beyond the number are lost', verbs: `<Gather action="/action" numDigits="2">${keys}</Gather>`, caller: '1234', then: '/action', fields: { Digits: '12' } },
  { name: 'the finishing key is # and no digit', verbs: `<Gather action="/action">${keys}</Gather>`, caller: '6225#', then: '/action', fields: { Digits: '6225', FinishedOnKey: '#' } },
  { name: 'another finishing key', verbs: `<Gather action="/action" finishOnKey="*">${keys}</Gather>`, caller: '62#5*', then: '/action', fields: { Digits: '62#5', FinishedOnKey: '*' } },
  { name: 'with no finishing key # is input', verbs: `<Gather action="/action" finishOnKey="" numDigits="1">${keys}</Gather><Redirect>/next</Redirect>`, caller: '#', then: '/action', fields: { Digits: '#' } },
  { name: 'the finishing key as the first falls through with no request', verbs: `<Gather action="/action">${keys}</Gather><Redirect>/next</Redirect>`, caller: '#', then: '/next', fields: noInput, atSeconds: 4.5 },
  { name: 'one digit wanted, # left as the finishing key: # falls through', verbs: `<Gather action="/action" numDigits="1">${keys}</Gather><Redirect>/next</Redirect>`, caller: '#', then: '/next', fields: noInput },
  { name: 'silence falls through after the prompts and five seconds', verbs: `<Gather action="/action">${keys}</Gather><Redirect>/next</Redirect>`, caller: '-', then: '/next', fields: noInput, heard: ['menu'], atSeconds: 9 },
  { name: 'silence falls through after the timeout it has', verbs: `<Gather action="/action" timeout="2">${keys}</Gather><Redirect>/next</Redirect>`, caller: '', then: '/next', atSeconds: 6 },
  { name: 'silence falls through to words', verbs: `<Gather action="/action" timeout="2">${keys}</Gather><Say>again</Say><Redirect>/next</Redirect>`, caller: '', then: '/next', heard: ['menu', 'again'], atSeconds: 11 },
  { name: 'silence at the last verb hangs up', verbs: `<Gather action="/action" timeout="2">${keys}</Gather>`, caller: '', then: null, endedBy: 'flow', atSeconds: 6 },
  { name: 'with actionOnEmptyResult silence goes to the action', verbs: `<Gather action="/action" timeout="2" actionOnEmptyResult="true">${keys}</Gather><Redirect>/next</Redirect>`, caller: '', then: '/action', fields: { Digits: '' } },
  { name: 'with actionOnEmptyResult so does the finishing key', verbs: `<Gather action="/action" actionOnEmptyResult="true">${keys}</Gather>`, caller: '#', then: '/action', fields: { Digits: '', FinishedOnKey: '#' } },
  { name: 'the first key stops the prompt', verbs: `<Gather action="/action" numDigits="1"><Say>a long menu</Say><Say>more</Say></Gather>`, caller: [{ keys: '1', afterSeconds: 3 }], then: '/action', fields: { Digits: '1' }, heard: ['a long menu…'], atSeconds: 3 },
  { name: 'the first key stops the second prompt', verbs: `<Gather action="/action" numDigits="1"><Say>one</Say><Pause length="2"/><Say>second</Say></Gather>`, caller: [{ keys: '1', afterSeconds: 7 }], then: '/action', heard: ['one', 'second…'], atSeconds: 7 },
  { name: 'a key during a pause in the prompts', verbs: `<Gather action="/action" numDigits="1"><Say>one</Say><Pause length="2"/><Say>second</Say></Gather>`, caller: [{ keys: '1', afterSeconds: 4 }], then: '/action', heard: ['one'], atSeconds: 4 },
  { name: 'a key that comes after the timeout is too late', verbs: `<Gather action="/action" timeout="2">${keys}</Gather><Redirect>/next</Redirect>`, caller: [{ keys: '1', afterSeconds: 7 }], then: '/next', fields: noInput },
  { name: 'a caller who ends an entry with the key that ends it', verbs: `<Gather action="/action">${keys}</Gather>`, caller: [{ keys: '62', finish: true }], then: '/action', fields: { Digits: '62', FinishedOnKey: '#' } },
  { name: 'a gather without prompts listens all the same', verbs: `<Gather action="/action" numDigits="1"/><Redirect>/next</Redirect>`, caller: '7', then: '/action', fields: { Digits: '7' } },
  { name: 'speech', verbs: `<Gather action="/action" input="speech" speechTimeout="auto">${keys}</Gather>`, caller: 'say:"余额 多少"', then: '/action', fields: { SpeechResult: '余额 多少', Confidence: '0.9', Digits: null } },
  { name: 'speech where keys are taken too', verbs: `<Gather action="/action" input="dtmf speech">${keys}</Gather>`, caller: 'say:余额', then: '/action', fields: { SpeechResult: '余额' } },
  { name: 'speech where only keys are taken is silence', verbs: `<Gather action="/action" timeout="2">${keys}</Gather><Redirect>/next</Redirect>`, caller: 'say:余额', then: '/next', fields: noInput, atSeconds: 6 },
  { name: 'keys where only speech is taken are silence, and stop no prompt', verbs: `<Gather action="/action" input="speech" timeout="2">${keys}</Gather><Redirect>/next</Redirect>`, caller: [{ keys: '1', afterSeconds: 1 }], then: '/next', fields: noInput, heard: ['menu'], atSeconds: 6 },
  { name: 'a loop of the prompt', verbs: `<Gather action="/action" timeout="1"><Say loop="2">ab</Say></Gather><Redirect>/next</Redirect>`, caller: '', then: '/next', heard: ['ab', 'ab'], atSeconds: 5 },
  { name: 'a relative action', verbs: `<Gather action="turn?n=1" numDigits="1"/>`, caller: '1', then: '/turn' },
  { name: 'two gathers in one document, one token each', verbs: `<Gather action="/action" numDigits="1" timeout="2">${keys}</Gather><Gather action="/second" numDigits="1">${keys}</Gather>`, caller: '- 2', then: '/second', fields: { Digits: '2' } },
];

const interruptCases: Case[] = [
  { name: 'a chance to interrupt takes no token', verbs: `<Gather action="/action" numDigits="1" timeout="1"><Say>terms</Say></Gather><Gather action="/second" numDigits="1">${keys}</Gather>`, caller: '5', then: '/second', fields: { Digits: '5' } },
  { name: 'a timed key interrupts it', verbs: `<Gather action="/action" numDigits="1" timeout="1"><Say>terms</Say></Gather><Redirect>/next</Redirect>`, caller: '5@3', then: '/action', fields: { Digits: '5' }, heard: ['terms…'], atSeconds: 3 },
  { name: 'a timed key counts from the prompt that hears it', verbs: `<Say>hello</Say><Gather action="/action" numDigits="1">${keys}</Gather>`, caller: '1@2', then: '/action', heard: ['hello', 'menu…'], atSeconds: 7 },
  { name: 'a timed key waits for a prompt that hears keys', verbs: `<Say>hello</Say><Redirect>/next</Redirect>`, caller: '1@3', then: '/next', fields: noInput, heard: ['hello'] },
  { name: 'a timed key in the silence after the prompts', verbs: `<Gather action="/action" numDigits="1">${keys}</Gather>`, caller: '1@6', then: '/action', atSeconds: 6 },
];

const hangUpCases: Case[] = [
  { name: 'in the middle of a question', verbs: `<Gather action="/action"><Say>a long menu</Say></Gather>`, caller: 'hangup@2', then: null, heard: ['a long menu…'], endedBy: 'caller', atSeconds: 2 },
  { name: 'in the middle of plain words', verbs: `<Say>read back</Say><Redirect>/next</Redirect>`, caller: 'hangup@2', then: null, heard: ['read back…'], endedBy: 'caller', atSeconds: 2 },
  { name: 'at once', verbs: `<Say>read back</Say>`, caller: 'hangup@0', then: null, heard: ['read back…'], endedBy: 'caller', atSeconds: 0 },
  { name: 'in a pause', verbs: `<Say>a</Say><Pause length="9"/><Redirect>/next</Redirect>`, caller: 'hangup@5', then: null, endedBy: 'caller', atSeconds: 5 },
  { name: 'in the silence after a question', verbs: `<Gather action="/action">${keys}</Gather><Redirect>/next</Redirect>`, caller: 'hangup@8', then: null, heard: ['menu'], endedBy: 'caller', atSeconds: 8 },
  { name: 'in the second question of a document', verbs: `<Gather action="/action" timeout="2">${keys}</Gather><Gather action="/second">${keys}</Gather>`, caller: '- hangup@2', then: null, heard: ['menu', 'menu…'], endedBy: 'caller', atSeconds: 8 },
  { name: 'while a person is called', verbs: `<Say>a</Say><Dial action="/action"><Number>+8610955510</Number></Dial>`, caller: 'hangup@3', then: null, endedBy: 'caller', atSeconds: 3 },
  { name: 'on a person', verbs: `<Say>a</Say><Dial action="/action"><Number>+8610955510</Number></Dial>`, caller: 'hangup@9', then: null, endedBy: 'caller', atSeconds: 9 },
];

const verbCases: Case[] = [
  { name: 'words to the end, then the redirect', verbs: `<Say>read back</Say><Redirect method="POST">/next?reached=heard</Redirect>`, caller: '', then: '/next', fields: { reached: 'heard' }, heard: ['read back'], atSeconds: 9 },
  { name: 'the end of the document hangs up', verbs: `<Say>bye</Say>`, caller: '', then: null, heard: ['bye'], endedBy: 'flow', atSeconds: 3 },
  { name: 'nothing at all hangs up', verbs: '', caller: '', then: null, endedBy: 'flow', atSeconds: 0 },
  { name: 'verbs below a redirect are not reached', verbs: `<Redirect>/next</Redirect><Say>never</Say>`, caller: '', then: '/next', heard: [] },
  { name: 'verbs below a hang-up are not reached', verbs: `<Hangup/><Say>never</Say>`, caller: '', then: null, heard: [], endedBy: 'flow' },
  { name: 'a redirect by GET', verbs: `<Redirect method="GET">/next?a=1</Redirect>`, caller: '', then: '/next', fields: { a: '1', CallStatus: 'ringing' } },
  { name: 'a redirect with blanks around its URL', verbs: `<Redirect>\n  /next\n</Redirect>`, caller: '', then: '/next' },
  { name: 'a pause', verbs: `<Pause length="4"/><Redirect>/next</Redirect>`, caller: '', then: '/next', fields: { CallStatus: 'ringing' }, atSeconds: 4 },
  { name: 'a pause of its usual length', verbs: `<Pause/><Redirect>/next</Redirect>`, caller: '', then: '/next', atSeconds: 1 },
  { name: 'words answer the call', verbs: `<Say>a</Say><Redirect>/next</Redirect>`, caller: '', then: '/next', fields: { CallStatus: 'in-progress' } },
  { name: 'empty words do not', verbs: `<Say> </Say><Redirect>/next</Redirect>`, caller: '', then: '/next', fields: { CallStatus: 'ringing' }, heard: [] },
  { name: 'words in a loop', verbs: `<Say loop="3">a</Say><Redirect>/next</Redirect>`, caller: '', then: '/next', heard: ['a', 'a', 'a'] },
  { name: 'marked words', verbs: `<Say>your <say-as interpret-as="digits">12</say-as> &amp; <![CDATA[<b>&amp;]]> &#20313;</Say><Redirect>/next</Redirect>`, caller: '', then: '/next', heard: ['your 12 & <b>&amp; 余'] },
  { name: 'text that was escaped twice stays escaped once', verbs: `<Say>&amp;lt;</Say>`, caller: '', then: null, heard: ['&lt;'] },
  { name: 'a recording', verbs: `<Play>/a.mp3</Play><Redirect>/next</Redirect>`, caller: '', then: '/next', heard: ['[/a.mp3]'], atSeconds: 5 },
  { name: 'a rejected call', verbs: `<Reject/>`, caller: '', then: null, endedBy: 'flow' },
  { name: 'comments are nothing', verbs: `<!-- one --><Redirect>/next</Redirect><!-- two -->`, caller: '', then: '/next' },
];

describe.each([
  { kind: 'gather', cases: gatherCases },
  { kind: 'a chance to interrupt', cases: interruptCases },
  { kind: 'the caller hangs up', cases: hangUpCases },
  { kind: 'verbs', cases: verbCases },
])('$kind', ({ cases }) => {
  test.each(cases)('$name', async ({ verbs, caller, then, fields = {}, heard, atSeconds, endedBy }) => {
    app = await openVoiceApp({ '/incoming': verbs, '/action': '', '/next': '', '/second': '', '/turn': '' });
    let endedAt = 0;
    let followedAt: number | undefined;
    const clock = createVirtualClock(new Date(0));
    const call = await app.dial(typeof caller === 'string' ? caller : createListedCaller(...caller), {
      clock,
      onEvent(event) {
        if (event.type === 'request_made' && event.request.kind === 'voice' && !event.request.url.endsWith('/incoming')) followedAt ??= clock.now().getTime() / 1000;
        if (event.type === 'call_ended') endedAt = clock.now().getTime() / 1000;
      },
    });
    const [, following] = app.received;
    expect(following?.path ?? null).toBe(then);
    for (const [name, value] of Object.entries(fields)) expect({ [name]: following?.params[name] ?? null }).toEqual({ [name]: value });
    if (heard) expect(call.heard.map(({ text, complete }) => (complete ? text : `${text}…`))).toEqual(heard);
    if (atSeconds !== undefined) expect(followedAt ?? endedAt).toBe(atSeconds);
    if (endedBy) expect(call.endedBy).toBe(endedBy);
    expect(call.errors).toEqual([]);
    expect(app.received.every((request) => request.isSigned)).toBe(true);
  });
});
