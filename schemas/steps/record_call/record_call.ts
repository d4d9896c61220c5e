import { Type } from '@sinclair/typebox';
import { choiceExits, takeKey, type Choice } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView, type Fact } from '../../define-step.js';
import { field, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import { LocalizedText } from '../../localized-text.js';
import { askForKey, say } from '../../speech.js';

const TIMEOUT_SECONDS = 5;
const choices: Choice[] = [
  { id: 'recording', key: '1', label: { 'en-US': 'Recording', 'zh-CN': '录音中' } },
  { id: 'declined', key: '2', label: { 'en-US': 'Declined', 'zh-CN': '不同意录音' } },
];

/** What the visit remembers between the caller's yes and the start. */
const AGREED = 'agreed';

/** Records the call from here on, after the caller was told of it to the end or has agreed by a key. Silence is no. */
export const recordCall = defineStep({
  type: 'record_call',
  title: { 'en-US': 'Record call', 'zh-CN': '通话录音' },
  alsoCalled: { 'en-US': ['record', 'recording'], 'zh-CN': ['录音', '通话录音'] },
  summary: { 'en-US': 'Says that the call is recorded, and records it from here on.', 'zh-CN': '告知并开始全程录音。' },
  group: 'speak',
  schema: stepData({
    prompt: field(LocalizedText, {
      title: { 'en-US': 'Announcement', 'zh-CN': '录音告知' },
      help: 'Says that the call is recorded and why. Where the caller is asked, name the keys: 1 to agree, 2 not to.',
      control: 'prompt',
    }),
    asks: Type.Optional(
      field(Type.Boolean({ default: false }), {
        title: { 'en-US': 'Ask the caller', 'zh-CN': '征求同意' },
        help: 'Recorded only after key 1. Key 2 and silence are no. (Default: the caller is told and not asked.)',
        control: 'toggle',
      }),
    ),
  }),
  exits: (data) => (data.asks ? choiceExits(choices) : choiceExits(choices.slice(0, 1)).map(({ key: _key, ...exit }) => exit)).map((exit) => ({ ...exit, kind: 'next' })),
  enter(data, call) {
    const text = call.prompt(data.prompt);
    const how = data.asks ? 'asked' : 'announced';
    if (call.visit.memory === AGREED) return { verbs: [{ verb: 'start_recording' }], exit: 'recording', facts: startFacts(call, text, how) };
    if (!data.asks) return { verbs: [...say(call, text), { verb: 'redirect', reached: 'heard' }], waits: true };
    return { verbs: [askForKey(call, say(call, reproach(call.language, call.visit.again), text), TIMEOUT_SECONDS), { verb: 'redirect', reached: 'silence' }], waits: true };
  },
  answer(data, input, call) {
    if (!data.asks) return input.kind === 'heard' ? { again: 'stage', memory: AGREED } : { again: 'repeat' };
    if (input.kind !== 'keys') return declined(input.kind);
    const taken = takeKey(input.value, choices, call);
    if (taken === null) return call.visit.attempt === 1 ? { again: 'no_match' } : declined('wrong_key');
    if ('again' in taken) return taken;
    return taken.exit === 'recording' ? { again: 'stage', memory: AGREED } : taken.exit === 'declined' ? declined('keys') : taken;
  },
  examples: [
    { title: { 'en-US': 'Before a sale', 'zh-CN': '办理之前' }, data: { prompt: { 'zh-CN': '以下通话将被录音。', 'en-US': 'The rest of this call is recorded.' } } },
    {
      title: { 'en-US': 'With consent', 'zh-CN': '征求同意' },
      data: { prompt: { 'zh-CN': '以下通话将被录音，同意请按1，不同意请按2。', 'en-US': 'We would like to record this call. To agree, press 1; if not, press 2.' }, asks: true },
    },
  ],
});

function declined(how: string): AnswerResult {
  return { exit: 'declined', facts: [{ type: 'recording_declined', how }] };
}

function startFacts(call: CallView, text: string, how: 'asked' | 'announced'): Fact[] {
  return [{ type: 'recording_consent', how, text, language: call.language }, { type: 'recording_started' }];
}
