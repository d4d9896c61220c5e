import { Type } from '@sinclair/typebox';
import { Choice, field, seconds, stepData } from './form-controls.js';
import { LocalizedText } from './localized-text.js';

/** What questions of every kind have in their forms, said in the same words everywhere. */

export const QUESTION_ATTEMPTS = 3;
export const ENTRY_ATTEMPTS = 2;
export const ANSWER_SECONDS = 5;

export const attemptsField = Type.Optional(
  field(Type.Integer({ minimum: 1, maximum: 9, default: QUESTION_ATTEMPTS }), {
    title: { 'en-US': 'Attempts', 'zh-CN': '尝试次数' },
    help: 'How often the question is asked before the call leaves by "No answer" or "Wrong key". (Default: 3.)',
    control: 'number',
    unit: { 'en-US': 'times', 'zh-CN': '次' },
  }),
);

/** Of a question that nobody has to answer, such as a survey. */
export const courtesyAttemptsField = Type.Optional(
  field(Type.Integer({ minimum: 1, maximum: 9, default: 1 }), {
    title: { 'en-US': 'Attempts', 'zh-CN': '尝试次数' },
    help: 'How often the question is asked. (Default: once, since nobody has to answer.)',
    control: 'number',
    unit: { 'en-US': 'times', 'zh-CN': '次' },
  }),
);

export const entryAttemptsField = Type.Optional(
  field(Type.Integer({ minimum: 1, maximum: 9, default: ENTRY_ATTEMPTS }), {
    title: { 'en-US': 'Attempts', 'zh-CN': '尝试次数' },
    help: 'How often the entry is asked for. (Default: 2.)',
    control: 'number',
    unit: { 'en-US': 'times', 'zh-CN': '次' },
  }),
);

export const answerSecondsField = Type.Optional(
  field(Type.Integer({ minimum: 1, maximum: 60, default: ANSWER_SECONDS }), {
    title: { 'en-US': 'Wait for a key', 'zh-CN': '等待按键' },
    help: 'Silence after the question that counts as no answer. (Default: 5 seconds.)',
    control: 'number',
    unit: seconds,
  }),
);

export const entrySecondsField = Type.Optional(
  field(Type.Integer({ minimum: 1, maximum: 60, default: ANSWER_SECONDS }), {
    title: { 'en-US': 'Wait for a key', 'zh-CN': '等待按键' },
    help: 'Silence that ends the entry. (Default: 5 seconds.)',
    control: 'number',
    unit: seconds,
  }),
);

export const speechField = Type.Optional(
  field(Type.Boolean({ default: false }), {
    title: { 'en-US': 'Listen for words', 'zh-CN': '听取语音' },
    help: 'The caller may also say a choice. Keys always work.',
    control: 'toggle',
  }),
);

export const leaveField = Type.Optional(
  field(
    Type.Array(
      stepData({ ...Choice.properties, key: field(Type.String({ pattern: '^[*#]$' }), { title: { 'en-US': 'Key', 'zh-CN': '按键' }, help: 'Pressed alone it takes this exit; no digit can.', control: 'key' }) }),
      { maxItems: 2 },
    ),
    { title: { 'en-US': 'Ways to leave', 'zh-CN': '退出键' }, help: 'A key that, pressed alone, leaves the entry, such as * for the main menu.', control: 'choices' },
  ),
);

export const spokenWordsField = Type.Optional(
  field(LocalizedText, {
    title: { 'en-US': 'Spoken words', 'zh-CN': '口语说法' },
    help: 'What a caller may say for this choice besides its label, separated by commas.',
    control: 'prompt',
  }),
);
