import { Type, type Static } from '@sinclair/typebox';
import { askByKey, keyOfInput } from '../../ask-by-key.js';
import type { CallerInput } from '../../caller-input.js';
import { againOrLeave, choiceExits, takeKey, unansweredExits } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView, type EnterResult, type Fact } from '../../define-step.js';
import { Choice, Key, field, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import { lineWords } from '../../line-words.js';
import { LocalizedText } from '../../localized-text.js';
import { ENTRY_ATTEMPTS, answerSecondsField, entryAttemptsField } from '../../question-form.js';
import { askForKey, say } from '../../speech.js';
import { LOWEST_CONFIDENCE } from '../../spoken-choice.js';
import { yesNoHints, yesOrNoOfSpeech } from '../../spoken-yes-no.js';
import { withoutLongNumbers } from '../../without-long-numbers.js';
import type { KnowledgeMemory } from './knowledge-memory.js';

const YES_KEY = '1';
const NO_KEY = '2';

/** What is kept of a question, so that editors can see what nobody could answer. */
const MOST_CHARACTERS = 200;

const schema = stepData({
  prompt: field(LocalizedText, {
    title: { 'en-US': 'Question', 'zh-CN': '提示语' },
    help: 'Ask what the caller wants to know, with an example and the keys of the topics.',
    control: 'prompt',
  }),
  topics: Type.Optional(
    field(
      Type.Array(
        stepData({
          key: field(Key, { title: { 'en-US': 'Key', 'zh-CN': '按键' }, help: 'The key that asks this.', control: 'key' }),
          words: field(LocalizedText, { title: { 'en-US': 'Asks for', 'zh-CN': '查询内容' }, help: 'What is searched for, as a caller would say it.', control: 'prompt' }),
        }),
        { maxItems: 9 },
      ),
      { title: { 'en-US': 'Topics by key', 'zh-CN': '按键主题' }, help: 'For callers who cannot or will not speak.', control: 'rows' },
    ),
  ),
  helped: Type.Optional(
    field(LocalizedText, {
      title: { 'en-US': 'Did it help?', 'zh-CN': '是否解决' },
      help: 'Asked after the article: 1 or yes it did, 2 or no it did not. (Default: words of the line itself.)',
      control: 'prompt',
    }),
  ),
  most: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 3, default: 2 }), { title: { 'en-US': 'Articles read', 'zh-CN': '最多播报' }, help: 'Who is not helped by the first hears the next, up to this many. (Default: 2.)', control: 'number' }),
  ),
  choices: Type.Optional(
    field(Type.Array(Choice, { maxItems: 5 }), { title: { 'en-US': 'Keys', 'zh-CN': '按键选项' }, help: 'Keys that do something else.', control: 'choices' }),
  ),
  attempts: entryAttemptsField,
  timeoutSeconds: answerSecondsField,
});

export type KnowledgeAnswerData = Static<typeof schema>;

type Data = KnowledgeAnswerData;
type Reading = Extract<KnowledgeMemory, { hits: unknown }>;

/** Answers a question from the articles, asks whether it helped, and counts what could not be answered. */
export const knowledgeAnswer = defineStep({
  type: 'knowledge_answer',
  title: { 'en-US': 'Answer from knowledge', 'zh-CN': '知识问答' },
  alsoCalled: { 'en-US': ['FAQ', 'question', 'AI'], 'zh-CN': ['知识库', '常见问题', '问答'] },
  summary: { 'en-US': 'Searches the articles for what the caller asks and reads the best.', 'zh-CN': '按来电者的问题查找知识文章，播报最合适的一篇。' },
  group: 'ask',
  schema,
  exits: (data) => [
    { id: 'answered', label: { 'en-US': 'It helped', 'zh-CN': '已解决' }, kind: 'next' },
    { id: 'heard', label: { 'en-US': 'Heard, not rated', 'zh-CN': '已播报未评价' }, kind: 'next' },
    // A person reached from here is one the line could not spare.
    { id: 'unanswered', label: { 'en-US': 'No answer found', 'zh-CN': '没有答案' }, kind: 'failure' },
    ...choiceExits(data.choices ?? []),
    ...unansweredExits('failure'),
    { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'failure' },
  ],
  enter(data, call): EnterResult {
    const memory = call.visit.memory as KnowledgeMemory;
    if (memory?.stage === 'search') return { effect: true };
    if (memory?.stage === 'read') return read(memory, call);
    if (memory?.stage === 'rate') return rate(data, call);
    const told = memory?.stage === 'told' ? lineWords(call, memory.why) : '';
    return { verbs: askByKey(call, { texts: [told, call.prompt(data.prompt)], timeoutSeconds: data.timeoutSeconds, hints: topicHints(data, call) }), waits: true };
  },
  answer(data, input, call) {
    const memory = call.visit.memory as KnowledgeMemory;
    if (memory?.stage === 'read') return takeReading(data, memory, input, call);
    return memory?.stage === 'rate' ? takeRating(data, memory, input, call) : takeQuestion(data, input, call);
  },
  examples: [
    {
      title: { 'en-US': 'Questions about cards', 'zh-CN': '用卡问题' },
      data: {
        prompt: { 'zh-CN': '请说出问题，比如：年费减免。年费请按1，额度请按2。', 'en-US': 'Say your question, such as: annual fee waiver. Annual fee, press 1. Your limit, 2.' },
        topics: [
          { key: '1', words: { 'zh-CN': '年费减免', 'en-US': 'annual fee waiver' } },
          { key: '2', words: { 'zh-CN': '调整额度', 'en-US': 'raise my limit' } },
        ],
      },
    },
  ],
});

function topicHints(data: Data, call: CallView): string[] {
  return (data.topics ?? []).map(({ words }) => call.prompt(words));
}

function takeQuestion(data: Data, input: CallerInput, call: CallView): AnswerResult {
  if (input.kind === 'keys' && input.value !== '') {
    const topic = data.topics?.find(({ key }) => key === input.value);
    if (topic) return search(call.prompt(topic.words), 'keys');
    return takeKey(input.value, data.choices ?? [], call) ?? askAgain('no_match', data, call);
  }
  if (input.kind !== 'speech' || !/[\p{L}\p{N}]/u.test(input.value)) return askAgain('no_input', data, call);
  const isGuess = input.confidence !== null && input.confidence < LOWEST_CONFIDENCE;
  return isGuess ? askAgain('no_match', data, call) : search(withoutLongNumbers(input.value, MOST_CHARACTERS), 'speech');
}

function search(query: string, by: 'keys' | 'speech'): AnswerResult {
  return { again: 'stage', memory: { stage: 'search', query, by } satisfies KnowledgeMemory };
}

function askAgain(why: 'no_input' | 'no_match', data: Data, call: CallView): AnswerResult {
  const result = againOrLeave(why, data.attempts ?? ENTRY_ATTEMPTS, call);
  return 'exit' in result ? result : { ...result, memory: { stage: 'told', why: why === 'no_input' ? 'not_heard' : 'not_understood' } satisfies KnowledgeMemory };
}

/** A key may cut the article short: whoever knows enough need not hear the rest. Without one, all of it was heard. */
function read({ hits, at }: Reading, call: CallView): EnterResult {
  const bridge = at > 0 && call.visit.again !== 'repeat' ? lineWords(call, 'another_answer') : '';
  const text = call.prompt({ [call.language]: hits[at]!.text });
  return { verbs: [askForKey(call, say(call, bridge, text), 1), { verb: 'redirect', reached: 'heard' }], waits: true };
}

function rate(data: Data, call: CallView): EnterResult {
  const question = data.helped ? call.prompt(data.helped) : lineWords(call, 'did_it_help');
  return { verbs: askByKey(call, { texts: [reproach(call.language, call.visit.again), question], timeoutSeconds: data.timeoutSeconds, hints: yesNoHints(call.language) }), waits: true };
}

function takeReading(data: Data, memory: Reading, input: CallerInput, call: CallView): AnswerResult {
  const since = call.visit.attempt;
  if (input.kind !== 'keys' || input.value === '') return { again: 'stage', memory: { ...memory, stage: 'rate', since }, facts: [{ type: 'answer_delivered' }] };
  return takeVerdict(input.value, data, memory, call) ?? { again: 'stage', memory: { ...memory, stage: 'rate', since } };
}

function takeRating(data: Data, memory: Reading, input: CallerInput, call: CallView): AnswerResult {
  const key = keyOfInput(input, keyOfVerdict);
  const taken = key ? takeVerdict(key, data, memory, call) : null;
  if (taken) return taken;
  const result = againOrLeave(key === '' ? 'no_input' : 'no_match', (data.attempts ?? ENTRY_ATTEMPTS) + memory.since - 1, call);
  return 'exit' in result ? { exit: 'heard' } : result;
}

function keyOfVerdict(words: string): string | null {
  const verdict = yesOrNoOfSpeech(words);
  return verdict === null ? null : verdict === 'yes' ? YES_KEY : NO_KEY;
}

function takeVerdict(key: string, data: Data, memory: Reading, call: CallView): AnswerResult | null {
  const { hits, at, query } = memory;
  const article = hits[at]!.article;
  if (key === YES_KEY) return { exit: 'answered', facts: [{ type: 'knowledge_answered', article, query }] };
  if (key === NO_KEY) return next(memory, article);
  const taken = takeKey(key, data.choices ?? [], call);
  // Whoever wants it again wants the article, not the question after it.
  return taken && 'again' in taken ? { ...taken, memory: { ...memory, stage: 'read' } } : taken;
}

function next(memory: Reading, article: string): AnswerResult {
  const refused: Fact = { type: 'knowledge_refused', article, query: memory.query };
  if (memory.at + 1 < memory.hits.length) return { again: 'stage', memory: { ...memory, stage: 'read', at: memory.at + 1 }, facts: [refused] };
  return { exit: 'unanswered', facts: [refused, { type: 'knowledge_unanswered', query: memory.query, why: 'not_helpful' }] };
}
