import { botExits, botFields, filledParameters, socketAddress, takeBack, unusableAddress } from '../../bot-hand-over.js';
import { defineStep } from '../../define-step.js';
import { stepData } from '../../form-controls.js';

/** Hands the caller over to a voice bot that takes the sound of the call, and takes the call back when the bot closes the line. */
export const connectStream = defineStep({
  type: 'connect_stream',
  title: { 'en-US': 'Voice bot (sound)', 'zh-CN': '语音机器人（音频流）' },
  alsoCalled: { 'en-US': ['bot', 'AI', 'websocket'], 'zh-CN': ['机器人', '语音流'] },
  summary: {
    'en-US': 'Hands the caller over to a bot that takes the sound of the call, and takes the call back when it is done.',
    'zh-CN': '把通话音频交给语音机器人，结束后收回通话。',
  },
  group: 'connect',
  schema: stepData(botFields),
  exits: () => botExits,
  enter(data, call) {
    const url = socketAddress(call.fill(data.url));
    // The carrier refuses a query: what the bot needs to know goes as parameters.
    if (url === null || url.includes('?')) return unusableAddress;
    return { verbs: [{ verb: 'connect_stream', url, parameters: filledParameters(data.parameters, call) }], waits: true, facts: [{ type: 'bot_started', url }] };
  },
  answer: takeBack,
  sets: (data) => (data.saveAs ? [data.saveAs] : []),
  examples: [
    {
      title: { 'en-US': 'A bot of our own', 'zh-CN': '自建机器人' },
      data: { url: 'wss://bot.example.com/calls', parameters: { call: '{{ call.id }}', language: '{{ language }}' } },
    },
  ],
});
