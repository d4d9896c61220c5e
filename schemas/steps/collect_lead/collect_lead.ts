import { Type, type Static } from '@sinclair/typebox';
import { askByKey, keyOfInput } from '../../ask-by-key.js';
import type { CallerInput } from '../../caller-input.js';
import { againOrLeave, takeKey, unansweredExits, type Choice as KeyChoice } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView, type EnterResult } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { Key, field, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import type { JsonObject } from '../../json.js';
import { LocalizedText } from '../../localized-text.js';
import { readPhoneNumber, spokenPhoneNumber } from '../../phone-number.js';
import { ENTRY_ATTEMPTS, answerSecondsField, entryAttemptsField, speechField, spokenWordsField } from '../../question-form.js';
import { say } from '../../speech.js';
import { keyOfSpeech, speechHints } from '../../spoken-choice.js';
import type { LeadMemory } from './lead-memory.js';

const CONFIRM_KEY = '5';
const DECLINE_KEY = '2';

/** How long the number and the interest are kept, unless the step says otherwise. */
export const KEEP_DAYS = 30;

const Answer = stepData({
  id: field(Id, { title: { 'en-US': 'Name', 'zh-CN': '编号' }, help: 'What is kept and counted. Once callers have answered it, keep it, or the figures begin anew.', control: 'text' }),
  key: field(Key, { title: { 'en-US': 'Key', 'zh-CN': '按键' }, help: 'The key that takes it.', control: 'key' }),
  label: field(LocalizedText, { title: { 'en-US': 'Label', 'zh-CN': '名称' }, help: 'What the caller hears it called in the read-back.', control: 'prompt' }),
  words: spokenWordsField,
});

const schema = stepData({
  interest: Type.Optional(
    field(Type.String({ minLength: 1, maxLength: 200 }), {
      title: { 'en-US': 'Interest', 'zh-CN': '意向' },
      help: 'What is known of it already, as a template such as {{ caller.topic }}. Where it gives nothing, the caller is asked.',
      control: 'template',
      placeholder: '{{ caller.topic }}',
    }),
  ),
  askInterest: Type.Optional(field(LocalizedText, { title: { 'en-US': 'What about?', 'zh-CN': '询问意向' }, help: 'Asks for one of the interests below.', control: 'prompt' })),
  interests: Type.Optional(field(Type.Array(Answer, { maxItems: 9 }), { title: { 'en-US': 'Interests', 'zh-CN': '意向选项' }, help: 'What can be asked about, with its key. Also says what an interest is called that is known already.', control: 'rows' })),
  when: Type.Optional(
    field(Type.String({ minLength: 1, maxLength: 200 }), { title: { 'en-US': 'When', 'zh-CN': '联系时间' }, help: 'When to call, where it is known already, as a template such as {{ caller.when }}.', control: 'template', placeholder: '{{ caller.when }}' }),
  ),
  askWhen: Type.Optional(field(LocalizedText, { title: { 'en-US': 'When?', 'zh-CN': '询问时间' }, help: 'Asks for one of the times below. Who does not answer may be called at any time.', control: 'prompt' })),
  times: Type.Optional(field(Type.Array(Answer, { maxItems: 6 }), { title: { 'en-US': 'Times', 'zh-CN': '时间选项' }, help: 'When the branch may call, with its key.', control: 'rows' })),
  branch: field(Type.String({ minLength: 1, maxLength: 200 }), {
    title: { 'en-US': 'Owning branch', 'zh-CN': '归属网点' },
    help: 'Whom the lead belongs to, as a template such as {{ branch.id }}. Where it gives nothing, the head office.',
    control: 'template',
    placeholder: '{{ branch.id }}',
  }),
  branchName: Type.Optional(
    field(LocalizedText, { title: { 'en-US': 'Name of the branch', 'zh-CN': '网点名称' }, help: 'How the read-back calls it, as {{ lead.branch }}: {{ branch.name }}, say.', control: 'prompt' }),
  ),
  phone: Type.Optional(
    field(Type.String({ minLength: 1, maxLength: 200, default: '{{ call.from }}' }), { title: { 'en-US': 'Number', 'zh-CN': '号码' }, help: 'The number to call. (Default: {{ call.from }}.)', control: 'template' }),
  ),
  country: Type.Optional(
    field(Type.String({ pattern: '^[A-Z]{2}$', default: 'CN' }), { title: { 'en-US': 'Country', 'zh-CN': '国家' }, help: 'Of numbers entered without +, as two letters. (Default: CN.)', control: 'text', placeholder: 'CN' }),
  ),
  what: field(LocalizedText, {
    title: { 'en-US': 'Read-back', 'zh-CN': '核对内容' },
    help: 'What is noted: {{ lead.interest }}, {{ lead.branch }}, {{ lead.when }}, {{ lead.phone | digits }}. No key cuts it short.',
    control: 'prompt',
  }),
  consent: field(LocalizedText, {
    title: { 'en-US': 'Consent', 'zh-CN': '授权说明' },
    help: 'To whom the number goes, for what, and for how long. The caller must hear it to the end before agreeing.',
    control: 'prompt',
  }),
  ask: field(LocalizedText, { title: { 'en-US': 'Question', 'zh-CN': '确认提问' }, help: 'Which key agrees and which does not.', control: 'prompt' }),
  confirmKey: Type.Optional(field({ ...Key, default: CONFIRM_KEY }, { title: { 'en-US': 'Agree key', 'zh-CN': '同意键' }, help: 'Another key than those that choose, so that a habit agrees to nothing. (Default: 5.)', control: 'key' })),
  declineKey: Type.Optional(field({ ...Key, default: DECLINE_KEY }, { title: { 'en-US': 'Decline key', 'zh-CN': '不同意键' }, help: 'Stops here. (Default: 2.)', control: 'key' })),
  keepDays: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 730, default: KEEP_DAYS }), {
      title: { 'en-US': 'Keep for', 'zh-CN': '保存期限' },
      help: 'After this the lead is deleted. Say the same in the consent. (Default: 30 days.)',
      control: 'number',
      unit: { 'en-US': 'days', 'zh-CN': '天' },
    }),
  ),
  speech: speechField,
  attempts: entryAttemptsField,
  timeoutSeconds: answerSecondsField,
});

export type CollectLeadData = Static<typeof schema>;

type Data = CollectLeadData;

/** Notes what a caller is interested in, for the branch that owns it, with the consent to be called. Without that consent nothing is kept. */
export const collectLead = defineStep({
  type: 'collect_lead',
  title: { 'en-US': 'Note interest', 'zh-CN': '登记意向' },
  alsoCalled: { 'en-US': ['contact', 'prospect'], 'zh-CN': ['线索', '意向客户', '登记'] },
  summary: { 'en-US': 'Notes an interest for a branch, with the consent to be called.', 'zh-CN': '为网点登记客户意向，并取得回电授权。' },
  group: 'sell',
  schema,
  exits: () => [
    { id: 'noted', label: { 'en-US': 'Noted', 'zh-CN': '已登记' }, kind: 'next' },
    { id: 'declined', label: { 'en-US': 'Declined', 'zh-CN': '不同意' }, kind: 'choice' },
    { id: 'no_number', label: { 'en-US': 'No number to call', 'zh-CN': '没有可联系的号码' }, kind: 'next' },
    ...unansweredExits('next'),
    { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'failure' },
  ],
  enter(data, call): EnterResult {
    const phone = phoneOf(data, call);
    if (phone === null) return { exit: 'no_number' };
    const memory = (call.visit.memory as LeadMemory | null) ?? begin(data, call);
    if (memory.stage === 'agreed') return { effect: true };
    if (memory.stage === 'no_interest') return { exit: 'failed', facts: [{ type: 'lead_failed', why: 'no_interest' }] };
    if (memory.stage === 'read') return { verbs: [...say(call, ...memory.texts), { verb: 'redirect', reached: 'heard' }], waits: true, memory };
    const { prompt, choices } = questionOf(data, memory);
    const texts = [reproach(call.language, call.visit.again), call.prompt(prompt, { lead: viewOf(memory, phone, data, call) })];
    return { verbs: askByKey(call, { texts, timeoutSeconds: data.timeoutSeconds, hints: data.speech && memory.stage !== 'ask' ? speechHints(choices, call) : undefined }), waits: true, memory };
  },
  answer(data, input, call) {
    const memory = call.visit.memory as LeadMemory;
    if (memory.stage === 'read') return takeHeard(memory, input, call);
    return memory.stage === 'ask' ? takeConsent(data, memory, input, call) : takeAnswer(data, memory, input, call);
  },
  examples: [
    {
      title: { 'en-US': 'Interest in an investment, for the branch', 'zh-CN': '理财意向转网点' },
      data: {
        askInterest: { 'zh-CN': '基金请按1，投资顾问请按3。', 'en-US': 'Funds, press 1. An adviser, 3.' },
        interests: [
          { id: 'funds', key: '1', label: { 'zh-CN': '基金', 'en-US': 'funds' } },
          { id: 'adviser', key: '3', label: { 'zh-CN': '投资顾问', 'en-US': 'an adviser' } },
        ],
        askWhen: { 'zh-CN': '什么时候方便？上午请按1，下午请按2。', 'en-US': 'When suits you? Morning, press 1. Afternoon, 2.' },
        times: [
          { id: 'morning', key: '1', label: { 'zh-CN': '上午', 'en-US': 'in the morning' } },
          { id: 'afternoon', key: '2', label: { 'zh-CN': '下午', 'en-US': 'in the afternoon' } },
        ],
        branch: '{{ branch.id }}',
        branchName: { 'zh-CN': '{{ branch.name | default: "总部" }}', 'en-US': '{{ branch.name | default: "our head office" }}' },
        what: { 'zh-CN': '请您核对：想了解{{ lead.interest }}，{{ lead.branch }}{{ lead.when }}联系您。', 'en-US': 'Please check: you want to know about {{ lead.interest }}, and {{ lead.branch }} will call you {{ lead.when }}.' },
        consent: {
          'zh-CN': '您的号码和意向，只给这家营业部用来联系您，三十天后删除。',
          'en-US': 'Your number and interest go to this branch only, to call you, and are deleted after thirty days.',
        },
        ask: { 'zh-CN': '同意请按5，不同意请按2。', 'en-US': 'To agree, press 5. No, 2.' },
      },
    },
  ],
});

type Answer = Static<typeof Answer>;

export function phoneOf(data: Data, call: CallView): string | null {
  return readPhoneNumber(call.fill(data.phone ?? '{{ call.from }}').trim(), data.country ?? 'CN');
}

/** What is known already is not asked for. */
function begin(data: Data, call: CallView): LeadMemory {
  const interest = known(data.interest, data.interests, call);
  const when = known(data.when, data.times, call);
  return advance({ stage: 'interest', since: 1, interest, when, texts: [] }, data, call);
}

function known(template: string | undefined, answers: Answer[] | undefined, call: CallView): LeadMemory['interest'] {
  const id = template ? call.fill(template).trim() : '';
  const answer = answers?.find((candidate) => candidate.id === id);
  return id === '' ? null : { id, label: answer ? call.prompt(answer.label) : id };
}

/** The next stage that has something to ask or to say. */
function advance(memory: LeadMemory, data: Data, call: CallView): LeadMemory {
  const since = call.visit.attempt;
  if (memory.stage === 'interest') {
    if (memory.interest) return advance({ ...memory, stage: 'when' }, data, call);
    return { ...memory, stage: data.interests?.length ? 'interest' : 'no_interest', since };
  }
  if (memory.stage === 'when' && !memory.when && data.times?.length) return { ...memory, since };
  const lead = viewOf(memory, phoneOf(data, call) ?? '', data, call);
  return { ...memory, stage: 'read', since, texts: [data.what, data.consent].map((text) => call.prompt(text, { lead })) };
}

function viewOf({ interest, when }: LeadMemory, phone: string, data: Data, call: CallView): JsonObject {
  return { interest: interest?.label ?? '', when: when?.label ?? '', branch: call.prompt(data.branchName), phone: spokenPhoneNumber(phone, data.country ?? 'CN') };
}

function questionOf(data: Data, { stage }: LeadMemory): { prompt: LocalizedText | undefined; choices: Answer[] } {
  if (stage === 'interest') return { prompt: data.askInterest, choices: data.interests ?? [] };
  return stage === 'when' ? { prompt: data.askWhen, choices: data.times ?? [] } : { prompt: data.ask, choices: [] };
}

function takeAnswer(data: Data, memory: LeadMemory, input: CallerInput, call: CallView): AnswerResult {
  const { choices } = questionOf(data, memory);
  const key = keyOfInput(input, data.speech ? (words) => keyOfSpeech(words, choices, call) : undefined);
  const own = choices.find((choice) => choice.key === key);
  if (own) return goOn({ ...memory, [memory.stage]: { id: own.id, label: call.prompt(own.label) } }, data, call);
  const taken = key ? takeKey(key, [], call) : null;
  if (taken) return taken;
  const result = againOrLeave(key === '' ? 'no_input' : 'no_match', (data.attempts ?? ENTRY_ATTEMPTS) + memory.since - 1, call);
  // A time is a wish: who names none may be called at any time.
  return 'exit' in result && memory.stage === 'when' ? goOn(memory, data, call) : result;
}

function goOn(memory: LeadMemory, data: Data, call: CallView): AnswerResult {
  return { again: 'stage', memory: memory.stage === 'when' ? advance({ ...memory, stage: 'read' }, data, call) : advance(memory, data, call) };
}

/** That the carrier came back is its own fact that all of it was heard. */
function takeHeard(memory: LeadMemory, input: CallerInput, call: CallView): AnswerResult {
  if (input.kind !== 'heard') return { again: 'stage' };
  return { again: 'stage', memory: { ...memory, stage: 'ask', since: call.visit.attempt, heardAt: call.now, language: call.language } };
}

/** Keys only: consent is not left to a recogniser. */
function takeConsent(data: Data, memory: LeadMemory, input: CallerInput, call: CallView): AnswerResult {
  const key = input.kind === 'keys' ? input.value : '';
  if (key !== '' && key === (data.confirmKey ?? CONFIRM_KEY)) return { again: 'stage', memory: { ...memory, stage: 'agreed', input: key, agreedAt: call.now } };
  const taken = key === '' ? null : takeKey(key, [declineChoice(data)], call);
  // Again means all of it, from the read-back on.
  if (taken) return 'again' in taken ? { ...taken, memory: { ...memory, stage: 'read' } } : { ...taken, ...(taken.exit === 'declined' ? { facts: [{ type: 'lead_declined', input: key }] } : {}) };
  const result = againOrLeave(key === '' ? 'no_input' : 'no_match', ENTRY_ATTEMPTS + memory.since - 1, call);
  return 'exit' in result ? { ...result, facts: [{ type: 'lead_not_confirmed', input: key === '' ? 'silence' : key }] } : result;
}

function declineChoice(data: Data): KeyChoice {
  return { id: 'declined', key: data.declineKey ?? DECLINE_KEY, label: {} };
}
