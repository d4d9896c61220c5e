import { Type, type Static } from '@sinclair/typebox';
import { againOrLeave, choiceExits, takeKey, unansweredExits } from '../../choices.js';
import { defineStep, type AnswerResult, type CallView, type EnterResult } from '../../define-step.js';
import { Choice, SavePath, field, oneOf, seconds, stepData } from '../../form-controls.js';
import { entryReproach, reproach } from '../../house-prompts.js';
import { LocalizedText } from '../../localized-text.js';
import { askForKey, say } from '../../speech.js';

const ATTEMPTS = 2;
const TIMEOUT_SECONDS = 5;

const digits = { 'en-US': 'digits', 'zh-CN': '位' };

const schema = stepData(
  {
    prompt: field(LocalizedText, {
      title: { 'en-US': 'Question', 'zh-CN': '提示语' },
      help: 'Say what to enter, how to finish and how to leave: in a number, 0 is a digit.',
      control: 'prompt',
    }),
    saveAs: field(SavePath, {
      title: { 'en-US': 'Save as', 'zh-CN': '保存到' },
      help: 'Where the digits are kept, such as card.last4. A sensitive entry is kept for this turn only, as secrets with the last part of this name.',
      control: 'path',
      placeholder: 'card.last4',
    }),
    minimumDigits: field(Type.Integer({ minimum: 1, maximum: 32 }), { title: { 'en-US': 'At least', 'zh-CN': '最少' }, help: 'Shorter entries are asked for again.', control: 'number', unit: digits }),
    maximumDigits: field(Type.Integer({ minimum: 1, maximum: 32 }), {
      title: { 'en-US': 'At most', 'zh-CN': '最多' },
      help: 'Longer entries are asked for again; without a finishing key the entry ends by itself at this many.',
      control: 'number',
      unit: digits,
    }),
    finishOnKey: Type.Optional(
      field(oneOf(['#', ''], { default: '#' }), {
        title: { 'en-US': 'Finishing key', 'zh-CN': '结束键' },
        help: 'The key that ends the entry. (Default: #.)',
        control: 'select',
        labels: { '#': { 'en-US': 'hash', 'zh-CN': '井号键' }, '': { 'en-US': 'none: ends at the last digit', 'zh-CN': '无：输满为止' } },
      }),
    ),
    timeoutSeconds: Type.Optional(
      field(Type.Integer({ minimum: 1, maximum: 60, default: TIMEOUT_SECONDS }), {
        title: { 'en-US': 'Wait for a key', 'zh-CN': '等待按键' },
        help: 'Silence that ends the entry. (Default: 5 seconds.)',
        control: 'number',
        unit: seconds,
      }),
    ),
    attempts: Type.Optional(
      field(Type.Integer({ minimum: 1, maximum: 9, default: ATTEMPTS }), {
        title: { 'en-US': 'Attempts', 'zh-CN': '尝试次数' },
        help: 'How often the entry is asked for. (Default: 2.)',
        control: 'number',
        unit: { 'en-US': 'times', 'zh-CN': '次' },
      }),
    ),
    sensitive: Type.Optional(
      field(Type.Boolean({ default: false }), {
        title: { 'en-US': 'Sensitive', 'zh-CN': '敏感信息' },
        help: 'A PIN or the like: never stored, logged or spoken. Later steps of the same turn read it as secrets.',
        control: 'toggle',
      }),
    ),
    confirm: Type.Optional(
      field(LocalizedText, {
        title: { 'en-US': 'Read back', 'zh-CN': '复述确认' },
        help: 'Reads the entry back, as {{ entry | digits }}, and asks: 1 it is right, 2 enter it again. Not for sensitive entries.',
        control: 'prompt',
      }),
    ),
    leave: Type.Optional(
      field(Type.Array(stepData({ ...Choice.properties, key: field(Type.String({ pattern: '^[*#]$' }), { title: { 'en-US': 'Key', 'zh-CN': '按键' }, help: 'Pressed alone it takes this exit; no digit can.', control: 'key' }) }), { maxItems: 2 }), {
        title: { 'en-US': 'Ways to leave', 'zh-CN': '退出键' },
        help: 'A key that, pressed alone, leaves the entry, such as * for the main menu.',
        control: 'choices',
      }),
    ),
  },
  { not: { required: ['sensitive', 'confirm'], properties: { sensitive: { const: true } } } },
);

type Data = Static<typeof schema>;

/** An entry that waits for the caller's yes. `since`: the attempt at which it was made. */
type Unconfirmed = { entry: string; since: number };

/** Asks for a number. */
export const collectDigits = defineStep({
  type: 'collect_digits',
  title: { 'en-US': 'Collect digits', 'zh-CN': '输入号码' },
  alsoCalled: { 'en-US': ['input', 'number', 'password', 'PIN', 'DTMF'], 'zh-CN': ['按键输入', '密码', '身份证号', '数字'] },
  summary: { 'en-US': 'Asks for a number, such as a card ending or a PIN.', 'zh-CN': '请来电者输入号码，比如卡号后四位或密码。' },
  group: 'ask',
  schema,
  exits: (data) => [
    { id: 'done', label: { 'en-US': 'Entered', 'zh-CN': '已输入' }, kind: 'next' },
    ...choiceExits(data.leave ?? []),
    ...unansweredExits('failure'),
  ],
  enter(data, call) {
    const unconfirmed = unconfirmedOf(data, call);
    return unconfirmed ? askWhetherRight(data, unconfirmed, call) : askForEntry(data, call);
  },
  answer(data, input, call) {
    const keys = input.kind === 'keys' ? input.value : '';
    const unconfirmed = unconfirmedOf(data, call);
    return unconfirmed ? takeConfirmation(data, unconfirmed, keys, call) : takeEntry(data, keys, call);
  },
  sets: (data) => [data.sensitive ? `secrets.${secretName(data)}` : data.saveAs],
  samples: (data) => (data.sensitive ? [] : [[data.saveAs, '4321']]),
  examples: [
    {
      title: { 'en-US': 'The last four digits of a card', 'zh-CN': '卡号后四位' },
      data: {
        prompt: { 'zh-CN': '请输入卡号后四位。返回请按星号键。', 'en-US': 'Enter the last four digits of your card. To go back, press star.' },
        saveAs: 'card.last4',
        minimumDigits: 4,
        maximumDigits: 4,
        finishOnKey: '',
        leave: [{ id: 'main_menu', key: '*', label: { 'zh-CN': '主菜单', 'en-US': 'Main menu' } }],
      },
    },
    {
      title: { 'en-US': 'A PIN', 'zh-CN': '查询密码' },
      data: {
        prompt: { 'zh-CN': '请输入六位电话查询密码，按井号键结束。', 'en-US': 'Enter your six-digit phone PIN, then press hash.' },
        saveAs: 'caller.pin',
        minimumDigits: 6,
        maximumDigits: 6,
        sensitive: true,
      },
    },
  ],
});

function askForEntry(data: Data, call: CallView): EnterResult {
  const finishOnKey = data.finishOnKey ?? '#';
  const prompts = say(call, entryReproach(call.language, call.visit.again), call.prompt(data.prompt));
  const question = askForKey(call, prompts, data.timeoutSeconds ?? TIMEOUT_SECONDS);
  // With a finishing key nothing ends the entry early: a seventh digit shows, and the key is not left over for the next question.
  return { verbs: [{ ...question, digits: finishOnKey === '' ? data.maximumDigits : null, finishOnKey }, { verb: 'redirect', reached: 'silence' }], waits: true };
}

function askWhetherRight(data: Data, { entry }: Unconfirmed, call: CallView): EnterResult {
  const prompts = say(call, reproach(call.language, call.visit.again), call.prompt(data.confirm, { entry }));
  return { verbs: [askForKey(call, prompts, data.timeoutSeconds ?? TIMEOUT_SECONDS), { verb: 'redirect', reached: 'silence' }], waits: true };
}

function takeEntry(data: Data, keys: string, call: CallView): AnswerResult {
  const leaving = data.leave?.find((choice) => choice.key === keys);
  if (leaving) return { exit: leaving.id };
  if (keys === '') return failing(againOrLeave('no_input', data.attempts ?? ATTEMPTS, call));
  const fits = /^\d+$/.test(keys) && keys.length >= data.minimumDigits && keys.length <= data.maximumDigits;
  if (!fits) return failing(againOrLeave('no_match', data.attempts ?? ATTEMPTS, call));
  if (data.sensitive) return { exit: 'done', secrets: { [secretName(data)]: keys } };
  return data.confirm ? { again: 'stage', memory: { entry: keys, since: call.visit.attempt } } : { exit: 'done', values: { [data.saveAs]: keys } };
}

/** The read-back has attempts of its own: a slip in the entry takes none away from it. */
function takeConfirmation(data: Data, { entry, since }: Unconfirmed, keys: string, call: CallView): AnswerResult {
  if (keys === '1') return { exit: 'done', values: { [data.saveAs]: entry } };
  if (keys === '2') return { again: 'repeat', memory: null };
  const taken = keys === '' ? null : takeKey(keys, data.leave ?? [], call);
  return taken ?? failing(againOrLeave(keys === '' ? 'no_input' : 'no_match', (data.attempts ?? ATTEMPTS) + since - 1, call));
}

/** A caller who fails an entry is not sold to: the record says that it happened. */
function failing(result: ReturnType<typeof againOrLeave>): AnswerResult {
  return 'exit' in result ? { ...result, facts: [{ type: 'entry_failed' }] } : result;
}

function unconfirmedOf(data: Data, call: CallView): Unconfirmed | null {
  return data.sensitive ? null : (call.visit.memory as Unconfirmed | null);
}

function secretName(data: Data): string {
  return data.saveAs.split('.').at(-1)!;
}
