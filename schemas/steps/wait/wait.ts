import { Type } from '@sinclair/typebox';
import { askSpokenByKey, keyOfInput } from '../../ask-by-key.js';
import { takeKey } from '../../choices.js';
import { defineStep } from '../../define-step.js';
import { field, seconds, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';
import { say } from '../../speech.js';

/** Longer silences make callers think that the line is dead. */
const MOST_SECONDS = 60;

/** Lets time pass: until a text has arrived, say, or another system is done. What follows runs when the time is over, not before. */
export const wait = defineStep({
  type: 'wait',
  title: { 'en-US': 'Wait', 'zh-CN': '等待' },
  alsoCalled: { 'en-US': ['pause', 'delay', 'silence'], 'zh-CN': ['暂停', '停顿', '等待'] },
  summary: { 'en-US': 'Lets some seconds pass.', 'zh-CN': '等待几秒。' },
  group: 'speak',
  schema: stepData({
    seconds: field(Type.Integer({ minimum: 1, maximum: MOST_SECONDS }), {
      title: { 'en-US': 'Wait for', 'zh-CN': '等待时间' },
      help: 'Silence after the words. A caller who hears nothing for more than ten seconds thinks that the line is dead.',
      control: 'number',
      unit: seconds,
    }),
    prompt: Type.Optional(field(LocalizedText, { title: { 'en-US': 'Said first', 'zh-CN': '先播报' }, help: 'Tells the caller what the wait is for.', control: 'prompt' })),
    interruptible: Type.Optional(
      field(Type.Boolean({ default: false }), {
        title: { 'en-US': 'A key ends it', 'zh-CN': '按键可中断' },
        help: 'Any key ends the words and the wait and leaves by "Key pressed"; keys of the whole flow do what they always do.',
        control: 'toggle',
      }),
    ),
  }),
  exits: (data) => [
    { id: 'next', label: { 'en-US': 'Time is over', 'zh-CN': '时间到' }, kind: 'next' },
    ...(data.interruptible ? [{ id: 'interrupted', label: { 'en-US': 'Key pressed', 'zh-CN': '有按键' }, kind: 'choice' as const }] : []),
  ],
  asks: (data) => data.interruptible === true,
  enter(data, call) {
    const spoken = say(call, call.prompt(data.prompt));
    if (data.interruptible) return { verbs: askSpokenByKey(call, spoken, { timeoutSeconds: data.seconds }), waits: true };
    return { verbs: [...spoken, { verb: 'pause', seconds: data.seconds }, { verb: 'redirect', reached: 'heard' }], waits: true };
  },
  answer(data, input, call) {
    const key = data.interruptible ? keyOfInput(input) : '';
    return key ? (takeKey(key, [], call) ?? { exit: 'interrupted' }) : { exit: 'next' };
  },
  examples: [
    { title: { 'en-US': 'Until the text is there', 'zh-CN': '等短信到达' }, data: { seconds: 5, prompt: { 'zh-CN': '短信正在发送，请稍等。', 'en-US': 'The text is on its way. One moment.' } } },
    {
      title: { 'en-US': 'To look something up', 'zh-CN': '等客户找资料' },
      data: { seconds: 30, interruptible: true, prompt: { 'zh-CN': '请准备好卡片，准备好了请按1。', 'en-US': 'Please get your card. When you have it, press 1.' } },
    },
  ],
});
