import { Type, type Static } from '@sinclair/typebox';
import { askByKey, keyOfInput } from '../../ask-by-key.js';
import { nextWindow } from '../../callback-window.js';
import type { CallerInput } from '../../caller-input.js';
import { againOrLeave, choiceExits, takeKey, unansweredExits, type Choice as KeyChoice } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView, type EnterResult, type StepExit } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { Key, field, stepData } from '../../form-controls.js';
import { reproach } from '../../house-prompts.js';
import { lineWords } from '../../line-words.js';
import { LocalizedText } from '../../localized-text.js';
import { readPhoneNumber, spokenPhoneNumber } from '../../phone-number.js';
import { ENTRY_ATTEMPTS, answerSecondsField, entryAttemptsField, leaveField, speechField, spokenWordsField } from '../../question-form.js';
import { askForKey, say } from '../../speech.js';
import { keyOfSpeech, speechHints, type SpokenChoice } from '../../spoken-choice.js';
import type { CallbackMemory } from './callback-memory.js';

const YES_KEY = '1';
const NO_KEY = '2';
const Clock = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const IsoDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });

const schema = stepData({
  queue: field(Type.String({ minLength: 1, maxLength: 64 }), { title: { 'en-US': 'Queue', 'zh-CN': '队列' }, help: 'Whose people call back, such as cards, or a template.', control: 'template', placeholder: 'cards', place: 'queue' }),
  reason: Type.Optional(field(Type.String({ maxLength: 200 }), { title: { 'en-US': 'Reason', 'zh-CN': '事由' }, help: 'What whoever calls back should know, as a template such as {{ caller.task }}.', control: 'template', placeholder: '{{ caller.task }}' })),
  askWhen: Type.Optional(field(LocalizedText, { title: { 'en-US': 'When?', 'zh-CN': '询问时间' }, help: 'Asks for one of the times below. Without times somebody calls as soon as they are free.', control: 'prompt' })),
  windows: Type.Optional(
    field(
      Type.Array(
        stepData({
          id: field(Id, { title: { 'en-US': 'Name', 'zh-CN': '编号' }, help: 'Its name in the reports. Once callers have chosen it, keep it, or the figures begin anew.', control: 'text' }),
          key: field(Key, { title: { 'en-US': 'Key', 'zh-CN': '按键' }, help: 'The key that takes it.', control: 'key' }),
          label: field(LocalizedText, { title: { 'en-US': 'Label', 'zh-CN': '名称' }, help: 'What it is called, also to the caller as {{ callback.when }}.', control: 'prompt' }),
          words: spokenWordsField,
          from: field(Clock, { title: { 'en-US': 'From', 'zh-CN': '从' }, help: 'When it begins, such as 09:00.', control: 'text', placeholder: '09:00' }),
          to: field(Clock, { title: { 'en-US': 'To', 'zh-CN': '到' }, help: 'When it ends, such as 12:00. What is over today, or nearly, is meant for the next working day.', control: 'text', placeholder: '12:00' }),
        }),
        { maxItems: 6 },
      ),
      { title: { 'en-US': 'Times', 'zh-CN': '时间段' }, help: 'Parts of the day in which somebody can call back.', control: 'rows' },
    ),
  ),
  days: Type.Optional(
    field(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }), {
      title: { 'en-US': 'Days', 'zh-CN': '星期' },
      help: 'Days of the week on which somebody calls back; 1 is Monday. (Default: Monday to Friday.)',
      control: 'json',
    }),
  ),
  closedOn: Type.Optional(field(Type.Array(IsoDate, { maxItems: 400 }), { title: { 'en-US': 'Closed on', 'zh-CN': '休息日' }, help: 'Dates such as holidays, on which nobody calls back.', control: 'dates' })),
  openOn: Type.Optional(field(Type.Array(IsoDate, { maxItems: 400 }), { title: { 'en-US': 'Also open on', 'zh-CN': '调休上班日' }, help: 'Dates that are worked all the same, such as make-up Saturdays.', control: 'dates' })),
  askNumber: Type.Optional(
    field(LocalizedText, {
      title: { 'en-US': 'This number?', 'zh-CN': '是否本机' },
      help: 'Asks whether to call the number the caller calls from: 1 yes, 2 another. (Default: it is not asked about.)',
      control: 'prompt',
    }),
  ),
  enterNumber: Type.Optional(
    field(LocalizedText, { title: { 'en-US': 'Which number?', 'zh-CN': '输入号码' }, help: 'Asks for another number, ended by hash; also asked where the number of the caller is withheld.', control: 'prompt' }),
  ),
  country: Type.Optional(
    field(Type.String({ pattern: '^[A-Z]{2}$', default: 'CN' }), { title: { 'en-US': 'Country', 'zh-CN': '国家' }, help: 'Of numbers entered without +, as two letters. (Default: CN.)', control: 'text', placeholder: 'CN' }),
  ),
  confirm: Type.Optional(
    field(LocalizedText, {
      title: { 'en-US': 'Read back', 'zh-CN': '复述确认' },
      help: 'Reads it back, as {{ callback.day | date }}, {{ callback.when }} and {{ callback.phone | digits }}, and asks: 1 book it, 2 do not.',
      control: 'prompt',
    }),
  ),
  speech: speechField,
  leave: leaveField,
  attempts: entryAttemptsField,
  timeoutSeconds: answerSecondsField,
});

export type CallbackRequestData = Static<typeof schema>;

type Data = CallbackRequestData;

/** Books a call back: when, to which number, and for which people. Nothing is kept before the caller has said all of it. */
export const callbackRequest = defineStep({
  type: 'callback_request',
  title: { 'en-US': 'Call back', 'zh-CN': '预约回电' },
  alsoCalled: { 'en-US': ['call back', 'ring back'], 'zh-CN': ['回拨', '回电', '预约回电'] },
  summary: { 'en-US': 'Books a call back at a time and a number the caller chooses.', 'zh-CN': '按来电者选择的时间和号码预约回电。' },
  group: 'ask',
  schema,
  exits: (data): StepExit[] => [
    { id: 'booked', label: { 'en-US': 'Booked', 'zh-CN': '已预约' }, kind: 'next' },
    ...(data.confirm ? [{ id: 'declined', label: { 'en-US': 'Not wanted', 'zh-CN': '不预约' }, kind: 'choice' as const }] : []),
    ...(data.enterNumber ? [] : [{ id: 'no_number', label: { 'en-US': 'No number to call', 'zh-CN': '没有可回拨的号码' }, kind: 'next' as const }]),
    ...choiceExits(data.leave ?? []),
    ...unansweredExits('failure'),
    { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'failure' },
  ],
  enter(data, call): EnterResult {
    const memory = memoryOf(data, call);
    const { stage } = memory;
    if (stage === 'book') return { effect: true };
    if (stage === 'no_number') return { exit: 'no_number' };
    return { verbs: verbsOf(data, memory, call), waits: true, memory };
  },
  answer(data, input, call) {
    const memory = call.visit.memory as CallbackMemory;
    if (memory.stage === 'number') return takeNumber(data, memory, input, call);
    const choices = choicesOf(data, memory);
    const key = keyOfInput(input, data.speech ? (words) => keyOfSpeech(words, choices, call) : undefined);
    if (key === '') return askAgain('no_input', data, memory, call);
    const own = choices.find((choice) => choice.key === key);
    if (own) return takeChoice(own.id, data, memory, call);
    return (key === null ? null : takeKey(key, data.leave ?? [], call)) ?? askAgain('no_match', data, memory, call);
  },
  sets: () => ['callback'],
  examples: [
    {
      title: { 'en-US': 'Three times, and another number', 'zh-CN': '选时间、可换号码' },
      data: {
        queue: 'cards',
        askWhen: { 'zh-CN': '什么时候方便？上午请按1，下午请按2。', 'en-US': 'When suits you? Morning, press 1. Afternoon, 2.' },
        windows: [
          { id: 'morning', key: '1', label: { 'zh-CN': '上午', 'en-US': 'in the morning' }, from: '09:00', to: '12:00' },
          { id: 'afternoon', key: '2', label: { 'zh-CN': '下午', 'en-US': 'in the afternoon' }, from: '13:30', to: '17:00' },
        ],
        askNumber: { 'zh-CN': '打您现在这个号码请按1，换号码请按2。', 'en-US': 'To be called on this number, press 1. On another, 2.' },
        enterNumber: { 'zh-CN': '请输入电话号码，按井号键结束。', 'en-US': 'Enter the number, then press hash.' },
        confirm: {
          'zh-CN': '{{ callback.day | date }}{{ callback.when }}，打{{ callback.phone | digits }}。预约请按1，不用请按2。',
          'en-US': 'On {{ callback.day | date }}, {{ callback.when }}, on {{ callback.phone | digits }}. To book it, press 1. If not, 2.',
        },
      },
    },
    { title: { 'en-US': 'As soon as somebody is free', 'zh-CN': '尽快回电' }, data: { queue: 'cards' } },
  ],
});

/** Where a visit begins: at the first thing that must be asked. */
function memoryOf(data: Data, call: CallView): CallbackMemory {
  return (call.visit.memory as CallbackMemory | null) ?? advance({ stage: 'when', since: 1, window: null, phone: null, told: '' }, data, call);
}

/** The next stage that has something to ask; `book` at the end. */
function advance(memory: CallbackMemory, data: Data, call: CallView): CallbackMemory {
  const since = call.visit.attempt;
  if (memory.stage === 'when') return data.windows?.length ? { ...memory, since } : advance({ ...memory, stage: 'which' }, data, call);
  if (memory.stage === 'which') {
    const own = readPhoneNumber(call.from, data.country ?? 'CN');
    if (own === null) return { ...memory, stage: data.enterNumber ? 'number' : 'no_number', since };
    return data.askNumber && data.enterNumber ? { ...memory, phone: own, since } : advance({ ...memory, stage: 'confirm', phone: own }, data, call);
  }
  return { ...memory, stage: data.confirm ? 'confirm' : 'book', since };
}

function verbsOf(data: Data, memory: CallbackMemory, call: CallView): Extract<EnterResult, { waits: true }>['verbs'] {
  const told = memory.told || reproach(call.language, call.visit.again);
  const { timeoutSeconds } = data;
  if (memory.stage === 'number') {
    const question = askForKey(call, say(call, told, call.prompt(data.enterNumber)), timeoutSeconds ?? 5);
    return [{ ...question, digits: null, finishOnKey: '#' }, { verb: 'redirect', reached: 'silence' }];
  }
  const text = { when: data.askWhen, which: data.askNumber }[memory.stage as 'when'] ?? data.confirm;
  const choices = choicesOf(data, memory);
  return askByKey(call, { texts: [told, call.prompt(text, { callback: viewOf(memory, data) })], timeoutSeconds, hints: data.speech ? speechHints(choices, call) : undefined });
}

/** What the read-back and later steps know of it. */
export function viewOf({ window, phone }: CallbackMemory, { country = 'CN' }: Data): { when: string; day: string; from: string; until: string; phone: string } {
  return { when: window?.label ?? '', day: window?.day ?? '', from: window?.from ?? '', until: window?.until ?? '', phone: phone ? spokenPhoneNumber(phone, country) : '' };
}

const yesAndNo: (SpokenChoice & KeyChoice)[] = [
  { id: 'yes', key: YES_KEY, label: { 'zh-CN': '是', 'en-US': 'yes' }, words: { 'zh-CN': '是的，对，好，好的，可以', 'en-US': 'this one, right, ok, this number' } },
  { id: 'no', key: NO_KEY, label: { 'zh-CN': '不', 'en-US': 'no' }, words: { 'zh-CN': '不是，不对，不用，不要，不可以，不好，换号码，换一个', 'en-US': 'another, another one, another number, no thank you' } },
];

function choicesOf(data: Data, { stage }: CallbackMemory): SpokenChoice[] {
  return stage === 'when' ? (data.windows ?? []) : yesAndNo;
}

function takeChoice(id: string, data: Data, memory: CallbackMemory, call: CallView): AnswerResult {
  if (memory.stage === 'when') return takeWindow(id, data, memory, call);
  if (memory.stage === 'which') return takeOwnNumber(id === 'yes', data, memory, call);
  return id === 'yes' ? { again: 'stage', memory: { ...memory, stage: 'book' } } : { exit: 'declined' };
}

function takeWindow(id: string, data: Data, memory: CallbackMemory, call: CallView): AnswerResult {
  const window = data.windows!.find((candidate) => candidate.id === id)!;
  const next = nextWindow(window, data, call.now, call.timeZone);
  // No day is open for two months: a calendar somebody forgot. A person can still be reached.
  if (!next) return { exit: 'failed', facts: [{ type: 'callback_failed', why: 'no_open_day' }] };
  return { again: 'stage', memory: advance({ ...memory, stage: 'which', told: '', window: { id, label: call.prompt(window.label), ...next } }, data, call) };
}

function takeOwnNumber(isOwn: boolean, data: Data, memory: CallbackMemory, call: CallView): AnswerResult {
  if (isOwn) return { again: 'stage', memory: advance({ ...memory, stage: 'confirm', told: '' }, data, call) };
  return { again: 'stage', memory: { ...memory, stage: 'number', told: '', phone: null, since: call.visit.attempt } };
}

function takeNumber(data: Data, memory: CallbackMemory, input: CallerInput, call: CallView): AnswerResult {
  const keys = input.kind === 'keys' ? input.value : '';
  const leaving = data.leave?.find((choice) => choice.key === keys);
  if (leaving) return { exit: leaving.id };
  if (keys === '') return askAgain('no_input', data, memory, call);
  const phone = readPhoneNumber(keys, data.country ?? 'CN');
  if (phone === null) return askAgain('no_match', data, memory, call, lineWords(call, 'no_such_number'));
  return { again: 'stage', memory: advance({ ...memory, stage: 'confirm', told: '', phone }, data, call) };
}

/** Each question has attempts of its own. */
function askAgain(why: 'no_input' | 'no_match', data: Data, memory: CallbackMemory, call: CallView, told = ''): AnswerResult {
  const result = againOrLeave(why, (data.attempts ?? ENTRY_ATTEMPTS) + memory.since - 1, call);
  return 'exit' in result ? result : { ...result, memory: { ...memory, told } };
}
