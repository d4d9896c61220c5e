import { Type, type Static } from '@sinclair/typebox';
import type { CallerInput } from '../../caller-input.js';
import { askByKey, keyOfInput } from '../../ask-by-key.js';
import { againOrLeave, takeKey, unansweredExits } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView, type EnterResult } from '../../define-step.js';
import { SavePath, field, oneOf, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import { LocalizedText } from '../../localized-text.js';
import { answerSecondsField, courtesyAttemptsField, speechField } from '../../question-form.js';
import type { Verb } from '../../verbs.js';
import { ratingHints, readRating, type Rating, type Scale } from './read-rating.js';

const schema = stepData({
  prompt: field(LocalizedText, {
    title: { 'en-US': 'Question', 'zh-CN': '提示语' },
    help: 'One question and its keys: "satisfied, press 1; so-so, 2; not satisfied, 3".',
    control: 'prompt',
  }),
  kind: field(oneOf(['csat', 'nps']), {
    title: { 'en-US': 'Kind', 'zh-CN': '类型' },
    help: 'How satisfied (CSAT), or how likely the caller is to recommend you, from 0 to 10 (NPS). In NPS the key 0 is an answer, and 10 is two keys.',
    control: 'select',
    labels: { csat: { 'en-US': 'Satisfaction (CSAT)', 'zh-CN': '满意度（CSAT）' }, nps: { 'en-US': 'Recommendation (NPS)', 'zh-CN': '推荐度（NPS）' } },
  }),
  points: Type.Optional(
    field(Type.Integer({ minimum: 2, maximum: 7, default: 3 }), { title: { 'en-US': 'Points', 'zh-CN': '档数' }, help: 'Of CSAT: the keys go from 1 to this one. (Default: 3.)', control: 'number' }),
  ),
  best: Type.Optional(
    field(oneOf(['first', 'last'], { default: 'first' }), {
      title: { 'en-US': 'Best answer', 'zh-CN': '最满意的键' },
      help: 'Of CSAT: which key is the best. The score kept is always higher for the better. (Default: 1.)',
      control: 'select',
      labels: { first: { 'en-US': '1 is the best', 'zh-CN': '1 最满意' }, last: { 'en-US': 'the last one is the best', 'zh-CN': '最后一个最满意' } },
    }),
  ),
  requested: Type.Optional(
    field(Type.Boolean({ default: false }), {
      title: { 'en-US': 'The caller asked for it', 'zh-CN': '来电者主动评价' },
      help: 'Asked also of a caller who heard an offer or a survey in this call. (Default: one ask a call, and others leave by "Not asked".)',
      control: 'toggle',
    }),
  ),
  saveAs: Type.Optional(
    field(SavePath, { title: { 'en-US': 'Save the score as', 'zh-CN': '分数保存到' }, help: 'Keeps the score for later steps, such as survey.score. The reports have it all the same.', control: 'path', placeholder: 'survey.score' }),
  ),
  speech: speechField,
  attempts: courtesyAttemptsField,
  timeoutSeconds: answerSecondsField,
});

type Data = Static<typeof schema>;

/** Asks how the call was. Nobody has to answer, and nobody is asked who was asked for something else in this call. */
export const survey = defineStep({
  type: 'survey',
  title: { 'en-US': 'Survey', 'zh-CN': '满意度调查' },
  alsoCalled: { 'en-US': ['rating', 'feedback', 'satisfaction', 'NPS', 'CSAT'], 'zh-CN': ['评分', '满意度', '评价'] },
  summary: { 'en-US': 'Asks how satisfied the caller is, or how likely to recommend.', 'zh-CN': '询问来电者的满意度或推荐意愿。' },
  group: 'ask',
  schema,
  exits: () => [
    { id: 'good', label: { 'en-US': 'Good', 'zh-CN': '好评' }, kind: 'next' },
    { id: 'fair', label: { 'en-US': 'Fair', 'zh-CN': '中评' }, kind: 'next' },
    { id: 'poor', label: { 'en-US': 'Poor', 'zh-CN': '差评' }, kind: 'next' },
    { id: 'not_asked', label: { 'en-US': 'Not asked', 'zh-CN': '不再打扰' }, kind: 'next' },
    ...unansweredExits('next'),
  ],
  enter(data, call): EnterResult {
    const isFirst = call.visit.again === null;
    if (isFirst && !data.requested && wasAskedBefore(call)) return { exit: 'not_asked' };
    const texts = [reproach(call.language, call.visit.again), call.prompt(data.prompt)];
    const verbs = askByKey(call, { texts, timeoutSeconds: data.timeoutSeconds, hints: data.speech ? ratingHints(scaleOf(data), call.language) : undefined });
    return { verbs: data.kind === 'nps' ? verbs.map(takingTen) : verbs, waits: true, facts: isFirst ? [{ type: 'survey_asked', kind: data.kind }] : [] };
  },
  answer(data, input, call) {
    const words = keyOfInput(input, data.speech ? (said) => said : undefined);
    const attempts = data.attempts ?? 1;
    if (words === '') return againOrLeave('no_input', attempts, call);
    const rating = words === null ? null : readRating(words, scaleOf(data));
    if (rating) return keepRating(rating, data, input.kind);
    return (input.kind === 'keys' ? takeKey(input.value, [], call) : null) ?? againOrLeave('no_match', attempts, call);
  },
  sets: (data) => (data.saveAs ? [data.saveAs] : []),
  samples: (data) => (data.saveAs ? [[data.saveAs, 9]] : []),
  examples: [
    {
      title: { 'en-US': 'Three keys', 'zh-CN': '三档满意度' },
      data: { kind: 'csat', prompt: { 'zh-CN': '满意请按1，一般请按2，不满意请按3。', 'en-US': 'Satisfied, press 1. So-so, 2. Not satisfied, 3.' } },
    },
    {
      title: { 'en-US': 'Would you recommend us?', 'zh-CN': '推荐意愿' },
      data: {
        kind: 'nps',
        prompt: { 'zh-CN': '您有多愿意推荐我们？零到十分，请按数字，再按井号键。', 'en-US': 'How likely are you to recommend us, from zero to ten? Press the number, then hash.' },
      },
    },
  ],
});

/** Ten is two keys; the hash key, or a silence, ends a single one. */
function takingTen(verb: Verb): Verb {
  return verb.verb === 'gather' ? { ...verb, digits: 2, finishOnKey: '#' } : verb;
}

/** One ask a call: an offer and a survey never come together, and no survey comes twice. */
function wasAskedBefore(call: CallView): boolean {
  return call.facts.some(({ type }) => type === 'offer_presented' || type === 'survey_asked');
}

function keepRating({ score, outOf, grade }: Rating, data: Data, by: CallerInput['kind']): AnswerResult {
  const facts = [{ type: 'survey_answered', kind: data.kind, score, outOf, grade, by }];
  return { exit: grade, facts, ...(data.saveAs ? { values: { [data.saveAs]: score } } : {}) };
}

function scaleOf(data: Data): Scale {
  return { kind: data.kind, points: data.points ?? 3, best: data.best ?? 'first' };
}
