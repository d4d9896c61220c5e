import { Type, type Static } from '@sinclair/typebox';
import { choiceExits, unansweredExits } from '../../choices.js';
import { defineStep } from '../../define-step.js';
import { SavePath, field, oneOf, stepData } from '../../form-controls.js';
import { answerEntry, enterEntry, type KeyedEntry } from '../../keyed-entry.js';
import { LocalizedText } from '../../localized-text.js';
import { entryAttemptsField, entrySecondsField, leaveField } from '../../question-form.js';
import { dateFormats, readDateEntry } from './read-date-entry.js';

const schema = stepData({
  prompt: field(LocalizedText, {
    title: { 'en-US': 'Question', 'zh-CN': '提示语' },
    help: 'Say which date, in which order of digits, with an example: "the year, the month and the day, such as two zero two six one two zero five".',
    control: 'prompt',
  }),
  saveAs: field(SavePath, {
    title: { 'en-US': 'Save as', 'zh-CN': '保存到' },
    help: 'Where the date is kept, as 2026-12-05. Read it with {{ … | date }}.',
    control: 'path',
    placeholder: 'caller.date',
  }),
  format: Type.Optional(
    field(oneOf(dateFormats, { default: 'yyyymmdd' }), {
      title: { 'en-US': 'Entered as', 'zh-CN': '输入格式' },
      help: 'The order of the digits. Without the year it is the next such day, or the last one, as "Which year" says. (Default: year, month, day.)',
      control: 'select',
      labels: {
        yyyymmdd: { 'en-US': 'year, month, day', 'zh-CN': '年月日（八位）' },
        ddmmyyyy: { 'en-US': 'day, month, year', 'zh-CN': '日月年（八位）' },
        mmddyyyy: { 'en-US': 'month, day, year', 'zh-CN': '月日年（八位）' },
        mmdd: { 'en-US': 'month, day', 'zh-CN': '月日（四位）' },
        ddmm: { 'en-US': 'day, month', 'zh-CN': '日月（四位）' },
      },
    }),
  ),
  year: Type.Optional(
    field(oneOf(['next', 'last', 'this'], { default: 'next' }), {
      title: { 'en-US': 'Which year', 'zh-CN': '年份' },
      help: 'Of a date entered without its year; today counts as both next and last. (Default: the next such day.)',
      control: 'select',
      labels: { next: { 'en-US': 'the next such day', 'zh-CN': '下一个这样的日子' }, last: { 'en-US': 'the last such day', 'zh-CN': '上一个这样的日子' }, this: { 'en-US': 'this year', 'zh-CN': '今年' } },
    }),
  ),
  earliest: Type.Optional(
    field(Type.String({ minLength: 1, maxLength: 200 }), {
      title: { 'en-US': 'Not before', 'zh-CN': '最早' },
      help: 'A date such as 2026-01-01, today, today+3, today-30, or a template that gives one.',
      control: 'template',
      placeholder: 'today',
    }),
  ),
  latest: Type.Optional(
    field(Type.String({ minLength: 1, maxLength: 200 }), {
      title: { 'en-US': 'Not after', 'zh-CN': '最晚' },
      help: 'Likewise, such as today+90. Both days count as within.',
      control: 'template',
      placeholder: 'today+90',
    }),
  ),
  confirm: Type.Optional(
    field(LocalizedText, {
      title: { 'en-US': 'Read back', 'zh-CN': '复述确认' },
      help: 'Reads the date back, as {{ entry | date }}, and asks: 1 it is right, 2 enter it again.',
      control: 'prompt',
    }),
  ),
  attempts: entryAttemptsField,
  timeoutSeconds: entrySecondsField,
  leave: leaveField,
});

type Data = Static<typeof schema>;

/** Asks for a date: one that is in the calendar, and within bounds. */
export const collectDate = defineStep({
  type: 'collect_date',
  title: { 'en-US': 'Collect date', 'zh-CN': '输入日期' },
  alsoCalled: { 'en-US': ['day', 'birthday'], 'zh-CN': ['日期', '生日'] },
  summary: { 'en-US': 'Asks for a date by keys; only dates that exist are taken.', 'zh-CN': '请来电者用按键输入日期，只接受真实存在的日期。' },
  group: 'ask',
  schema,
  exits: (data) => [{ id: 'done', label: { 'en-US': 'Entered', 'zh-CN': '已输入' }, kind: 'next' }, ...choiceExits(data.leave ?? []), ...unansweredExits('failure')],
  enter: (data, call) => enterEntry(entryOf(data), call),
  answer: (data, input, call) => answerEntry(entryOf(data), input, call),
  sets: (data) => [data.saveAs],
  samples: (data) => [[data.saveAs, '2026-12-05']],
  examples: [
    {
      title: { 'en-US': 'When a journey begins', 'zh-CN': '出行日期' },
      data: {
        prompt: {
          'zh-CN': '请输入出行日期，两位月，两位日，按井号键结束。',
          'en-US': 'Enter the day you leave: two digits for the month, two for the day. Then press hash.',
        },
        saveAs: 'journey.startsOn',
        format: 'mmdd',
        earliest: 'today',
        latest: 'today+180',
        confirm: { 'zh-CN': '{{ entry | date }}，对请按1，重输请按2。', 'en-US': 'On {{ entry | date }}. If right, press 1. To enter it again, 2.' },
      },
    },
    {
      title: { 'en-US': 'Date of birth', 'zh-CN': '出生日期' },
      data: {
        prompt: { 'zh-CN': '请输入八位出生日期，年月日，按井号键结束。', 'en-US': 'Enter your date of birth: four digits for the year, two for the month, two for the day. Then press hash.' },
        saveAs: 'caller.bornOn',
        latest: 'today',
      },
    },
  ],
});

function entryOf(data: Data): KeyedEntry {
  return {
    ...data,
    // The hash key ends it, so that an entry of the wrong length is told as such instead of being cut.
    digits: null,
    read: (keys, call) => readDateEntry(keys, data, call),
    keep: (date) => ({ exit: 'done', values: { [data.saveAs]: date } }),
  };
}
