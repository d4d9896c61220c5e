import { Type, type Static } from '@sinclair/typebox';
import { askByKey, keyOfInput } from '../../ask-by-key.js';
import { againOrLeave, takeKey, unansweredExits, type Choice } from '../../choices.js';
import { defineStep, type CallView } from '../../define-step.js';
import { Key, SavePath, field, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import { LocalizedText } from '../../localized-text.js';
import { QUESTION_ATTEMPTS, answerSecondsField, attemptsField } from '../../question-form.js';
import { keyOfSpeech } from '../../spoken-choice.js';
import { yesNoHints, yesOrNoOfSpeech } from '../../spoken-yes-no.js';

const YES_KEY = '1';
const NO_KEY = '2';

const schema = stepData({
  prompt: field(LocalizedText, {
    title: { 'en-US': 'Question', 'zh-CN': '提示语' },
    help: 'One question that yes or no answers, with the key of each: "for yes, press 1; for no, 2".',
    control: 'prompt',
  }),
  yesKey: Type.Optional(field({ ...Key, default: YES_KEY }, { title: { 'en-US': 'Yes key', 'zh-CN': '“是”的按键' }, help: 'The key that means yes. (Default: 1.)', control: 'key' })),
  noKey: Type.Optional(field({ ...Key, default: NO_KEY }, { title: { 'en-US': 'No key', 'zh-CN': '“否”的按键' }, help: 'The key that means no. (Default: 2.)', control: 'key' })),
  speech: Type.Optional(
    field(Type.Boolean({ default: false }), {
      title: { 'en-US': 'Listen for words', 'zh-CN': '听取语音' },
      help: 'The caller may also say yes or no, in Chinese or English. What is not clearly one of them is asked again. Keys always work.',
      control: 'toggle',
    }),
  ),
  attempts: attemptsField,
  timeoutSeconds: answerSecondsField,
  saveAs: Type.Optional(
    field(SavePath, {
      title: { 'en-US': 'Save the answer as', 'zh-CN': '保存到' },
      help: 'Keeps true or false for later steps, such as caller.travels.',
      control: 'path',
      placeholder: 'caller.travels',
    }),
  ),
});

type Data = Static<typeof schema>;

/** Asks what yes or no answers, by key or by word. It never confirms an order: that is what read_back is for. */
export const yesNo = defineStep({
  type: 'yes_no',
  title: { 'en-US': 'Yes or no', 'zh-CN': '是或否' },
  alsoCalled: { 'en-US': ['confirm', 'question'], 'zh-CN': ['确认', '是否'] },
  summary: { 'en-US': 'Asks a question that yes or no answers.', 'zh-CN': '问一个用“是”或“否”回答的问题。' },
  group: 'ask',
  schema,
  exits: (data) => [
    { id: 'yes', label: { 'en-US': 'Yes', 'zh-CN': '是' }, kind: 'choice', key: data.yesKey ?? YES_KEY },
    { id: 'no', label: { 'en-US': 'No', 'zh-CN': '否' }, kind: 'choice', key: data.noKey ?? NO_KEY },
    ...unansweredExits('failure'),
  ],
  enter: (data, call) => ({
    verbs: askByKey(call, {
      texts: [reproach(call.language, call.visit.again), call.prompt(data.prompt)],
      timeoutSeconds: data.timeoutSeconds,
      hints: data.speech ? yesNoHints(call.language) : undefined,
    }),
    waits: true,
  }),
  answer(data, input, call) {
    const key = keyOfInput(input, data.speech ? (words) => keyOfWords(words, data, call) : undefined);
    if (key === '') return againOrLeave('no_input', data.attempts ?? QUESTION_ATTEMPTS, call);
    const taken = key === null ? null : takeKey(key, choicesOf(data), call);
    if (!taken) return againOrLeave('no_match', data.attempts ?? QUESTION_ATTEMPTS, call);
    const isAnswer = 'exit' in taken && (taken.exit === 'yes' || taken.exit === 'no');
    return isAnswer && data.saveAs ? { exit: taken.exit, values: { [data.saveAs]: taken.exit === 'yes' } } : taken;
  },
  sets: (data) => (data.saveAs ? [data.saveAs] : []),
  samples: (data) => (data.saveAs ? [[data.saveAs, true]] : []),
  examples: [
    {
      title: { 'en-US': 'Is the caller abroad?', 'zh-CN': '是否在境外' },
      data: {
        prompt: { 'zh-CN': '您现在在境外吗？在请按1，不在请按2。', 'en-US': 'Are you abroad now? If you are, press 1. If not, 2.' },
        speech: true,
        saveAs: 'caller.abroad',
      },
    },
  ],
});

function choicesOf(data: Data): Choice[] {
  return [
    { id: 'yes', key: data.yesKey ?? YES_KEY, label: {} },
    { id: 'no', key: data.noKey ?? NO_KEY, label: {} },
  ];
}

/** Yes or no in words, else the name of a key, such as "one" or 二. */
function keyOfWords(words: string, data: Data, call: CallView): string | null {
  const answer = yesOrNoOfSpeech(words);
  if (answer === null) return keyOfSpeech(words, [], call);
  return answer === 'yes' ? (data.yesKey ?? YES_KEY) : (data.noKey ?? NO_KEY);
}
