import { Type } from '@sinclair/typebox';
import { botExits, botFields, filledParameters, socketAddress, takeBack, unusableAddress } from '../../bot-hand-over.js';
import { defineStep } from '../../define-step.js';
import { field, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';

/** Hands the caller over to a bot that reads and writes text while the carrier listens and speaks, and takes the call back. */
export const connectRelay = defineStep({
  type: 'connect_relay',
  title: { 'en-US': 'Voice bot (text)', 'zh-CN': '语音机器人（文本）' },
  alsoCalled: { 'en-US': ['bot', 'AI', 'assistant'], 'zh-CN': ['机器人', '智能客服', '大模型'] },
  summary: {
    'en-US': 'Hands the caller over to a bot that reads and writes text, and takes the call back when it is done.',
    'zh-CN': '由运营商识别和播报，把文本交给机器人处理，结束后收回通话。',
  },
  group: 'connect',
  schema: stepData({
    ...botFields,
    greeting: Type.Optional(field(LocalizedText, { title: { 'en-US': 'Greeting', 'zh-CN': '开场白' }, help: 'Spoken as soon as the bot is there.', control: 'prompt' })),
    interruptible: Type.Optional(
      field(Type.Boolean({ default: true }), { title: { 'en-US': 'The caller may cut in', 'zh-CN': '可打断' }, help: 'The caller can talk while the bot speaks. (Default: yes.)', control: 'toggle' }),
    ),
    keys: Type.Optional(field(Type.Boolean({ default: true }), { title: { 'en-US': 'Pass keys on', 'zh-CN': '传递按键' }, help: 'The bot is told of keys that are pressed. (Default: yes.)', control: 'toggle' })),
  }),
  exits: () => botExits,
  enter(data, call) {
    const url = socketAddress(call.fill(data.url));
    if (url === null) return unusableAddress;
    const { interruptible = true, keys = true } = data;
    const greeting = call.prompt(data.greeting);
    return {
      verbs: [{ verb: 'connect_relay', url, parameters: filledParameters(data.parameters, call), greeting, language: call.language, interruptible, keys }],
      waits: true,
      facts: [{ type: 'bot_started', url }],
    };
  },
  answer: takeBack,
  sets: (data) => (data.saveAs ? [data.saveAs] : []),
  examples: [
    {
      title: { 'en-US': 'Questions about products', 'zh-CN': '产品咨询' },
      data: {
        url: 'wss://bot.example.com/relay',
        parameters: { call: '{{ call.id }}' },
        greeting: { 'zh-CN': '您好，请问想了解什么？', 'en-US': 'Hello, what would you like to know?' },
        saveAs: 'bot',
      },
    },
  ],
});
