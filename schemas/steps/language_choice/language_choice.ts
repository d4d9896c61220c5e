import { Type, type Static } from '@sinclair/typebox';
import { askSpokenByKey, keyOfInput } from '../../ask-by-key.js';
import { againOrLeave, takeKey, unansweredExits } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView } from '../../define-step.js';
import { Key, field, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import { LocalizedText } from '../../localized-text.js';
import { answerSecondsField, courtesyAttemptsField } from '../../question-form.js';
import { say } from '../../speech.js';
import { stepFault } from '../../step-fault.js';
import type { SayVerb } from '../../verbs.js';

const schema = stepData({
  greeting: Type.Optional(
    field(LocalizedText, { title: { 'en-US': 'Before it', 'zh-CN': '开场' }, help: "Spoken first, in the call's language, such as a greeting.", control: 'prompt' }),
  ),
  options: field(
    Type.Array(
      stepData({
        language: field(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }), {
          title: { 'en-US': 'Language', 'zh-CN': '语言' },
          help: 'One of the languages of the flow, such as en-US.',
          control: 'text',
          placeholder: 'en-US',
        }),
        key: field(Key, { title: { 'en-US': 'Key', 'zh-CN': '按键' }, help: 'The key that takes it.', control: 'key' }),
        text: field(Type.String({ minLength: 1, maxLength: 200 }), {
          title: { 'en-US': 'Said in that language', 'zh-CN': '用该语言说' },
          help: 'In the words and the voice of that language: "For English, press 9."',
          control: 'text',
          placeholder: 'For English, press 9.',
        }),
      }),
      { minItems: 1, maxItems: 6 },
    ),
    { title: { 'en-US': 'Languages', 'zh-CN': '可选语言' }, help: 'Each is offered in its own language, in this order.', control: 'rows' },
  ),
  attempts: courtesyAttemptsField,
  timeoutSeconds: answerSecondsField,
});

type Data = Static<typeof schema>;

/**
 * Asks which language to speak, each in its own language and voice. Keys only: a recogniser listens in one language, and this question is
 * asked before it is known which. Who says nothing goes on in the language the call has.
 */
export const languageChoice = defineStep({
  type: 'language_choice',
  title: { 'en-US': 'Choose language', 'zh-CN': '选择语言' },
  alsoCalled: { 'en-US': ['languages', 'Chinese or English'], 'zh-CN': ['语种', '中英文'] },
  summary: { 'en-US': 'Asks which language to speak, each in its own language.', 'zh-CN': '用各自的语言请来电者选择语言。' },
  group: 'ask',
  schema,
  exits: () => [{ id: 'chosen', label: { 'en-US': 'Chosen', 'zh-CN': '已选择' }, kind: 'next' }, ...unansweredExits('next')],
  enter(data, call) {
    const prompts = [...say(call, reproach(call.language, call.visit.again), call.prompt(data.greeting)), ...data.options.map((option) => sayIn(option, call))];
    return { verbs: askSpokenByKey(call, prompts, { timeoutSeconds: data.timeoutSeconds }), waits: true };
  },
  answer(data, input, call) {
    const key = keyOfInput(input);
    const option = data.options.find((candidate) => candidate.key === key);
    if (option) return choose(option.language, call);
    const taken = key ? takeKey(key, [], call) : null;
    return taken ?? againOrLeave(key === '' ? 'no_input' : 'no_match', data.attempts ?? 1, call);
  },
  examples: [
    {
      title: { 'en-US': 'Chinese or English', 'zh-CN': '中文或英文' },
      data: {
        greeting: { 'zh-CN': '您好，示例银行。', 'en-US': 'Hello, Example Bank.' },
        options: [
          { language: 'zh-CN', key: '1', text: '普通话请按一。' },
          { language: 'en-US', key: '9', text: 'For English, press 9.' },
        ],
        timeoutSeconds: 3,
      },
    },
  ],
});

function sayIn({ language, text }: Data['options'][number], call: CallView): SayVerb {
  return { verb: 'say', text: call.prompt({ [call.language]: text }), language };
}

function choose(language: string, call: CallView): AnswerResult {
  if (!call.languages.includes(language)) {
    throw stepFault('invalid_flow', `Step "${call.visit.step}" offers ${language}, which is not a language of the flow. Add it to the flow's languages, or choose one of ${call.languages.join(', ')}.`);
  }
  return { exit: 'chosen', values: { language }, facts: [{ type: 'language_chosen', language }] };
}
