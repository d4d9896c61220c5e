import { Type, type Static } from '@sinclair/typebox';
import type { CallerInput } from '../../caller-input.js';
import { againOrLeave, choiceExits, takeKey, unansweredExits } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView } from '../../define-step.js';
import { Choice, SavePath, field, seconds, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import type { Json } from '../../json.js';
import { LocalizedText } from '../../localized-text.js';
import { askForKey, say } from '../../speech.js';
import { LOWEST_CONFIDENCE, keyOfSpeech, speechHints } from '../../spoken-choice.js';

const ATTEMPTS = 3;
const TIMEOUT_SECONDS = 5;

const schema = stepData({
  prompt: field(LocalizedText, {
    title: { 'en-US': 'Question', 'zh-CN': '提示语' },
    help: 'Name the action first and its key last: "for your bill, press 2". At most seven.',
    control: 'prompt',
  }),
  choices: field(
    Type.Array(
      stepData({
        ...Choice.properties,
        words: Type.Optional(
          field(LocalizedText, {
            title: { 'en-US': 'Spoken words', 'zh-CN': '口语说法' },
            help: 'What a caller may say for this choice besides its label, separated by commas.',
            control: 'prompt',
          }),
        ),
      }),
      { minItems: 1, maxItems: 12 },
    ),
    { title: { 'en-US': 'Choices', 'zh-CN': '选项' }, help: 'Each choice is an exit. Keys that are not here do what the whole flow says they do.', control: 'choices' },
  ),
  attempts: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 9, default: ATTEMPTS }), {
      title: { 'en-US': 'Attempts', 'zh-CN': '尝试次数' },
      help: 'How often the question is asked before the call leaves by "No answer" or "Wrong key". (Default: 3.)',
      control: 'number',
      unit: { 'en-US': 'times', 'zh-CN': '次' },
    }),
  ),
  timeoutSeconds: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 60, default: TIMEOUT_SECONDS }), {
      title: { 'en-US': 'Wait for a key', 'zh-CN': '等待按键' },
      help: 'Silence after the question that counts as no answer. (Default: 5 seconds.)',
      control: 'number',
      unit: seconds,
    }),
  ),
  speech: Type.Optional(
    field(Type.Boolean({ default: false }), {
      title: { 'en-US': 'Listen for words', 'zh-CN': '听取语音' },
      help: 'The caller may also say a choice. Keys always work.',
      control: 'toggle',
    }),
  ),
  saveAs: Type.Optional(
    field(SavePath, {
      title: { 'en-US': 'Save the choice as', 'zh-CN': '保存到' },
      help: 'Keeps the id of the choice for later steps, such as caller.task.',
      control: 'path',
      placeholder: 'caller.task',
    }),
  ),
});

/** Asks the caller to choose by key, or by word where it listens. */
export const menu = defineStep({
  type: 'menu',
  title: { 'en-US': 'Menu', 'zh-CN': '菜单' },
  alsoCalled: { 'en-US': ['choice', 'options', 'keys', 'press 1'], 'zh-CN': ['选项', '选择', '按键'] },
  summary: { 'en-US': 'Asks the caller to choose.', 'zh-CN': '请来电者选择。' },
  group: 'ask',
  schema,
  exits: (data) => [...choiceExits(data.choices), ...unansweredExits('failure')],
  enter(data, call) {
    const prompts = say(call, reproach(call.language, call.visit.again), call.prompt(data.prompt));
    const gather = askForKey(call, prompts, data.timeoutSeconds ?? TIMEOUT_SECONDS);
    if (data.speech) Object.assign(gather, { input: ['keys', 'speech'], hints: speechHints(data.choices, call) });
    return { verbs: [gather, { verb: 'redirect', reached: 'silence' }], waits: true };
  },
  answer(data, input, call) {
    const key = keyOf(data, input, call);
    if (key === '') return againOrLeave('no_input', data.attempts ?? ATTEMPTS, call);
    const taken = key === null ? null : takeKey(key, data.choices, call);
    return taken ? keepChoice(data, taken) : againOrLeave('no_match', data.attempts ?? ATTEMPTS, call);
  },
  sets: (data) => (data.saveAs ? [data.saveAs] : []),
  samples: (data) => (data.saveAs ? data.choices.map(({ id }): [string, Json] => [data.saveAs!, id]) : []),
  examples: [
    {
      title: { 'en-US': 'Main menu', 'zh-CN': '主菜单' },
      data: {
        prompt: { 'zh-CN': '挂失请按1，查账单请按2。', 'en-US': 'Lost card, press 1. Your bill, 2.' },
        choices: [
          { id: 'lost_card', key: '1', label: { 'zh-CN': '挂失', 'en-US': 'Lost card' } },
          { id: 'bill', key: '2', label: { 'zh-CN': '查账单', 'en-US': 'Bill' }, words: { 'zh-CN': '账单，还款', 'en-US': 'my bill, payment' } },
        ],
        speech: true,
      },
    },
  ],
});

/** The key the caller means; empty where nothing was said or pressed, `null` where it is not understood. */
function keyOf(data: Static<typeof schema>, input: CallerInput, call: CallView): string | null {
  if (input.kind === 'keys') return input.value;
  if (input.kind !== 'speech') return '';
  if (input.confidence !== null && input.confidence < LOWEST_CONFIDENCE) return null;
  return keyOfSpeech(input.value, data.choices, call);
}

function keepChoice(data: Static<typeof schema>, taken: { exit: string } | { again: 'repeat' }): AnswerResult {
  const isOwn = 'exit' in taken && data.choices.some((choice) => choice.id === taken.exit);
  return isOwn && data.saveAs ? { exit: taken.exit, values: { [data.saveAs]: taken.exit } } : taken;
}
