import { Type } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { SavePath, field, seconds, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';
import { say } from '../../speech.js';

const MAX_SECONDS = 120;
const SILENCE_SECONDS = 5;
const MIN_SECONDS = 2;
const FINISH_ON_KEY = '#';

const schema = stepData({
  prompt: field(LocalizedText, { title: { 'en-US': 'Invitation', 'zh-CN': '留言提示' }, help: 'What to say and how to finish: "leave a message after the tone and press the hash key".', control: 'prompt' }),
  beep: Type.Optional(field(Type.Boolean({ default: true }), { title: { 'en-US': 'Beep', 'zh-CN': '提示音' }, help: 'A tone tells when to speak. (Default: yes.)', control: 'toggle' })),
  maxSeconds: Type.Optional(
    field(Type.Integer({ minimum: 5, maximum: 3600, default: MAX_SECONDS }), { title: { 'en-US': 'At most', 'zh-CN': '最长' }, help: 'The message ends by itself after this long. (Default: 120 seconds.)', control: 'number', unit: seconds }),
  ),
  silenceSeconds: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 60, default: SILENCE_SECONDS }), { title: { 'en-US': 'Silence that ends it', 'zh-CN': '静默结束' }, help: 'The message ends after this much silence. (Default: 5 seconds.)', control: 'number', unit: seconds }),
  ),
  minSeconds: Type.Optional(
    field(Type.Integer({ minimum: 1, maximum: 60, default: MIN_SECONDS }), { title: { 'en-US': 'At least', 'zh-CN': '最短' }, help: 'What is shorter is no message. (Default: 2 seconds.)', control: 'number', unit: seconds }),
  ),
  finishOnKey: Type.Optional(
    field(Type.String({ pattern: '^[0-9*#]{0,12}$', default: FINISH_ON_KEY }), { title: { 'en-US': 'Finishing keys', 'zh-CN': '结束键' }, help: 'Keys that end the message. (Default: #.)', control: 'text' }),
  ),
  saveAs: Type.Optional(
    field(SavePath, { title: { 'en-US': 'Save the message as', 'zh-CN': '留言保存到' }, help: 'Keeps its recordingId, url and seconds for later steps, such as a request to the CRM.', control: 'path', placeholder: 'message' }),
  ),
});

/** Records a message. A caller who hangs up to end it has left it all the same. */
export const voicemail = defineStep({
  type: 'voicemail',
  title: { 'en-US': 'Voicemail', 'zh-CN': '语音留言' },
  alsoCalled: { 'en-US': ['record', 'message', 'mailbox', 'answering machine'], 'zh-CN': ['语音信箱', '留言', '信箱'] },
  summary: { 'en-US': 'Records a message of the caller.', 'zh-CN': '录下来电者的留言。' },
  group: 'ask',
  schema,
  exits: () => [
    { id: 'recorded', label: { 'en-US': 'Message left', 'zh-CN': '已留言' }, kind: 'next' },
    { id: 'no_input', label: { 'en-US': 'Nothing said', 'zh-CN': '没有留言' }, kind: 'failure' },
    { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'failure' },
  ],
  enter(data, call) {
    const { beep = true, maxSeconds = MAX_SECONDS, silenceSeconds = SILENCE_SECONDS, finishOnKey = FINISH_ON_KEY } = data;
    return { verbs: [...say(call, call.prompt(data.prompt)), { verb: 'record', beep, maxSeconds, timeoutSeconds: silenceSeconds, finishOnKey }], waits: true };
  },
  answer(data, input) {
    if (input.kind !== 'recorded' || input.url === '') return { exit: 'failed', facts: [{ type: 'message_failed', why: 'not_recorded' }] };
    const { recordingId, url, seconds: length } = input;
    if (length < (data.minSeconds ?? MIN_SECONDS)) return { exit: 'no_input' };
    const message = { recordingId, url, seconds: length };
    return { exit: 'recorded', values: data.saveAs ? { [data.saveAs]: message } : {}, facts: [{ type: 'message_left', ...message }] };
  },
  sets: (data) => (data.saveAs ? [data.saveAs] : []),
  samples: (data) => (data.saveAs ? [[data.saveAs, { recordingId: 'RE1', url: 'https://example.com/RE1', seconds: 12 }]] : []),
  examples: [
    {
      title: { 'en-US': 'After hours', 'zh-CN': '下班留言' },
      data: { prompt: { 'zh-CN': '请在提示音后留言，按井号键结束。', 'en-US': 'Please leave a message after the tone and press the hash key.' }, saveAs: 'message' },
    },
  ],
});
