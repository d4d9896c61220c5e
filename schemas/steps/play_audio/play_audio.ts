import { Type } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { field, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';
import type { PlayVerb } from '../../verbs.js';

/** Plays an uploaded recording in the caller's language; where there is none, its words are spoken by the voice of the line. */
export const playAudio = defineStep({
  type: 'play_audio',
  title: { 'en-US': 'Play recording', 'zh-CN': '播放录音' },
  alsoCalled: { 'en-US': ['music', 'sound', 'recording', 'file'], 'zh-CN': ['音乐', '音频', '录音'] },
  summary: { 'en-US': 'Plays a recording in the language of the caller.', 'zh-CN': '按来电者的语言播放录音。' },
  group: 'speak',
  schema: stepData({
    recording: field(Id, {
      title: { 'en-US': 'Recording', 'zh-CN': '录音' },
      help: 'Which recording of the library is played. Each language has its own variant.',
      control: 'recording',
      placeholder: 'welcome',
      place: 'recording',
    }),
    text: field(LocalizedText, { title: { 'en-US': 'Its words', 'zh-CN': '录音文字' }, help: 'What the recording says: the transcript, and what is spoken where there is no such recording.', control: 'prompt' }),
    answer: Type.Optional(
      field(Type.Boolean({ default: false }), {
        title: { 'en-US': 'This is the answer', 'zh-CN': '这是来电要的答案' },
        help: 'The caller came for this: no key cuts it short, and a caller who heard it to the end counts as informed.',
        control: 'toggle',
      }),
    ),
  }),
  exits: () => [{ id: 'next', label: { 'en-US': 'Next', 'zh-CN': '下一步' }, kind: 'next' }],
  enter(data, call) {
    const played: PlayVerb = { verb: 'play', url: `recording:${data.recording}`, text: call.prompt(data.text), language: call.language, languages: call.languages };
    if (data.answer) return { verbs: [played, { verb: 'redirect', reached: 'heard' }], waits: true };
    return { verbs: [{ ...played, interruptible: true }], exit: 'next' };
  },
  answer: (_data, input) => (input.kind === 'heard' ? { exit: 'next', facts: [{ type: 'answer_delivered' }] } : { again: 'repeat' }),
  examples: [
    { title: { 'en-US': 'Welcome', 'zh-CN': '欢迎语' }, data: { recording: 'welcome', text: { 'zh-CN': '欢迎致电示例银行。', 'en-US': 'Welcome to Example Bank.' } } },
  ],
});
