import { Type } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { field, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';
import { say as speak } from '../../speech.js';

/** Speaks. What the caller came for is spoken so that it is known to be heard to its end. */
export const say = defineStep({
  type: 'say',
  title: { 'en-US': 'Say', 'zh-CN': '播报' },
  alsoCalled: { 'en-US': ['greeting', 'welcome', 'announcement', 'speak', 'message', 'text to speech', 'TTS'], 'zh-CN': ['欢迎', '欢迎语', '问候', '公告', '播报', '朗读', '语音播放'] },
  summary: { 'en-US': 'Speaks a text and goes on.', 'zh-CN': '播报一段话，然后继续。' },
  group: 'speak',
  schema: stepData({
    prompt: field(LocalizedText, { title: { 'en-US': 'Text', 'zh-CN': '内容' }, help: 'What the caller hears.', control: 'prompt' }),
    answer: Type.Optional(
      field(Type.Boolean({ default: false }), {
        title: { 'en-US': 'This is the answer', 'zh-CN': '这是来电要的答案' },
        help: 'The caller came for this: no key cuts it short, and a caller who heard it to the end counts as informed.',
        control: 'toggle',
      }),
    ),
    completes: Type.Optional(
      field(Type.Boolean({ default: false }), {
        title: { 'en-US': 'The task is done', 'zh-CN': '业务已办成' },
        help: 'Said when what the caller wanted is done: the call counts as completed, even when the caller hangs up at once.',
        control: 'toggle',
      }),
    ),
  }),
  exits: () => [{ id: 'next', label: { 'en-US': 'Next', 'zh-CN': '下一步' }, kind: 'next' }],
  enter(data, call) {
    const spoken = speak(call, call.prompt(data.prompt));
    const done = data.completes ? [{ type: 'task_completed' }] : [];
    if (data.answer) return { verbs: [...spoken, { verb: 'redirect', reached: 'heard' }], waits: true, facts: done };
    return { verbs: spoken.map((verb) => ({ ...verb, interruptible: true })), exit: 'next', facts: done };
  },
  answer: (_data, input) => (input.kind === 'heard' ? { exit: 'next', facts: [{ type: 'answer_delivered' }] } : { again: 'repeat' }),
  examples: [
    {
      title: { 'en-US': 'Before a transfer', 'zh-CN': '转接之前' },
      data: { prompt: { 'zh-CN': '正在转人工，通话会录音。', 'en-US': "I'm putting you through. The call is recorded." } },
    },
    {
      title: { 'en-US': 'The bill', 'zh-CN': '账单' },
      data: { prompt: { 'zh-CN': '本期账单{{ bill.amount | money }}。', 'en-US': 'Your bill is {{ bill.amount | money }}.' }, answer: true },
    },
  ],
});
