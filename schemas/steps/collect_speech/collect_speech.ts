import { Type, type Static } from '@sinclair/typebox';
import type { CallerInput } from '../../caller-input.js';
import { againOrLeave, choiceExits, takeKey, unansweredExits } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView } from '../../define-step.js';
import { lineWords } from '../../line-words.js';
import { Choice, SavePath, field, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import { LocalizedText } from '../../localized-text.js';
import { askByKey } from '../../ask-by-key.js';
import { ENTRY_ATTEMPTS, answerSecondsField, entryAttemptsField } from '../../question-form.js';
import { LOWEST_CONFIDENCE } from '../../spoken-choice.js';
import { yesNoHints, yesOrNoOfSpeech } from '../../spoken-yes-no.js';
import { withoutLongNumbers } from '../../without-long-numbers.js';

/** Half a minute of speech. */
const MOST_CHARACTERS = 300;

const schema = stepData(
  {
    prompt: field(LocalizedText, {
      title: { 'en-US': 'Question', 'zh-CN': '提示语' },
      help: 'Say what to tell, with an example, and which key leaves: speech fails in a noisy street.',
      control: 'prompt',
    }),
    saveAs: field(SavePath, {
      title: { 'en-US': 'Save as', 'zh-CN': '保存到' },
      help: 'Where the words are kept, such as caller.question. Numbers as long as that of a card become stars.',
      control: 'path',
      placeholder: 'caller.question',
    }),
    hints: Type.Optional(
      field(LocalizedText, {
        title: { 'en-US': 'Expected words', 'zh-CN': '预期词语' },
        help: 'Words the recogniser should expect, separated by commas: names of products, places, people.',
        control: 'prompt',
      }),
    ),
    choices: Type.Optional(
      field(Type.Array(Choice, { maxItems: 10 }), { title: { 'en-US': 'Keys', 'zh-CN': '按键选项' }, help: 'Keys that do something else, such as 1 to choose from a menu instead.', control: 'choices' }),
    ),
    confirm: Type.Optional(
      field(LocalizedText, {
        title: { 'en-US': 'Read back', 'zh-CN': '复述确认' },
        help: 'Reads the words back, as {{ entry }}, and asks: 1 or yes it is right, 2 or no say it again. Not for what is said in confidence.',
        control: 'prompt',
      }),
    ),
    sensitive: Type.Optional(
      field(Type.Boolean({ default: false }), {
        title: { 'en-US': 'Sensitive', 'zh-CN': '敏感信息' },
        help: 'What is said in confidence: never stored, logged or spoken. Later steps of the same turn read it as secrets.',
        control: 'toggle',
      }),
    ),
    attempts: entryAttemptsField,
    timeoutSeconds: answerSecondsField,
  },
  { not: { required: ['sensitive', 'confirm'], properties: { sensitive: { const: true } } } },
);

type Data = Static<typeof schema>;

/** `told`: why it is asked again. `entry`: words that wait for the caller's yes; `since`: the attempt at which they were said. */
type Memory = { told: 'not_heard' | 'not_understood' } | { entry: string; since: number } | null;

/** Asks for words in the caller's own way. */
export const collectSpeech = defineStep({
  type: 'collect_speech',
  title: { 'en-US': 'Collect speech', 'zh-CN': '收集语音' },
  alsoCalled: { 'en-US': ['speech recognition', 'voice input', 'ASR'], 'zh-CN': ['语音识别', '说话'] },
  summary: { 'en-US': 'Asks for words, such as a name or a question.', 'zh-CN': '请来电者说话，比如姓名或问题。' },
  group: 'ask',
  schema,
  exits: (data) => [{ id: 'done', label: { 'en-US': 'Said', 'zh-CN': '已说' }, kind: 'next' }, ...choiceExits(data.choices ?? []), ...unansweredExits('failure')],
  enter(data, call) {
    const memory = call.visit.memory as Memory;
    const { timeoutSeconds } = data;
    if (memory && 'entry' in memory) {
      const texts = [reproach(call.language, call.visit.again), call.prompt(data.confirm, { entry: memory.entry })];
      return { verbs: askByKey(call, { texts, timeoutSeconds, hints: yesNoHints(call.language) }), waits: true };
    }
    const told = memory ? lineWords(call, memory.told) : '';
    return { verbs: askByKey(call, { texts: [told, call.prompt(data.prompt)], timeoutSeconds, hints: hintsOf(data, call) }), waits: true };
  },
  answer(data, input, call) {
    const memory = call.visit.memory as Memory;
    return memory && 'entry' in memory ? takeConfirmation(data, memory, input, call) : takeWords(data, input, call);
  },
  sets: (data) => [data.sensitive ? `secrets.${secretName(data)}` : data.saveAs],
  examples: [
    {
      title: { 'en-US': 'What the call is about', 'zh-CN': '来电原因' },
      data: {
        prompt: { 'zh-CN': '请说出您要办的事，比如：调整额度。听菜单请按1。', 'en-US': 'Tell me what it is about, such as: raise my limit. For a menu, press 1.' },
        saveAs: 'caller.question',
        hints: { 'zh-CN': '额度，年费，分期', 'en-US': 'limit, annual fee, instalments' },
        choices: [{ id: 'menu', key: '1', label: { 'zh-CN': '听菜单', 'en-US': 'Menu' } }],
      },
    },
  ],
});

function hintsOf(data: Data, call: CallView): string[] {
  return call.prompt(data.hints).split(/[,，、;；]/u).map((hint) => hint.trim()).filter((hint) => hint !== '');
}

function takeWords(data: Data, input: CallerInput, call: CallView): AnswerResult {
  if (input.kind === 'keys' && input.value !== '') return takeKey(input.value, data.choices ?? [], call) ?? askAgain('no_match', data, call);
  if (input.kind !== 'speech' || !/[\p{L}\p{N}]/u.test(input.value)) return askAgain('no_input', data, call);
  if (input.confidence !== null && input.confidence < LOWEST_CONFIDENCE) return askAgain('no_match', data, call);
  if (data.sensitive) return { exit: 'done', secrets: { [secretName(data)]: input.value.trim().slice(0, MOST_CHARACTERS) } };
  const entry = withoutLongNumbers(input.value, MOST_CHARACTERS);
  return data.confirm ? { again: 'stage', memory: { entry, since: call.visit.attempt } } : { exit: 'done', values: { [data.saveAs]: entry } };
}

function askAgain(why: 'no_input' | 'no_match', data: Data, call: CallView): AnswerResult {
  const result = againOrLeave(why, data.attempts ?? ENTRY_ATTEMPTS, call);
  return 'exit' in result ? result : { ...result, memory: { told: why === 'no_input' ? 'not_heard' : 'not_understood' } };
}

/** The read-back has attempts of its own: a slip before it takes none away from it. */
function takeConfirmation(data: Data, { entry, since }: Extract<Memory, { entry: string }>, input: CallerInput, call: CallView): AnswerResult {
  const spoken = input.kind === 'speech' ? yesOrNoOfSpeech(input.value) : null;
  const key = input.kind === 'keys' ? input.value : '';
  if (key === '1' || spoken === 'yes') return { exit: 'done', values: { [data.saveAs]: entry } };
  if (key === '2' || spoken === 'no') return { again: 'repeat', memory: null };
  const taken = key === '' ? null : takeKey(key, data.choices ?? [], call);
  const isSilent = key === '' && (input.kind !== 'speech' || input.value.trim() === '');
  return taken ?? againOrLeave(isSilent ? 'no_input' : 'no_match', (data.attempts ?? ENTRY_ATTEMPTS) + since - 1, call);
}

function secretName(data: Data): string {
  return data.saveAs.split('.').at(-1)!;
}
