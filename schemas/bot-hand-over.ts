import { Type } from '@sinclair/typebox';
import type { CallerInput } from './caller-input.js';
import type { AnswerResult, CallView, StepExit } from './define-step.js';
import { SavePath, field } from './form-controls.js';

/** What every hand-over to a voice bot asks for. */
export const botFields = {
  url: field(Type.String({ minLength: 1, maxLength: 500 }), {
    title: { 'en-US': 'Address of the bot', 'zh-CN': '机器人地址' },
    help: 'A web socket, as wss://bot.example.com/calls or a template such as {{ settings.botUrl }}.',
    control: 'template',
    placeholder: 'wss://bot.example.com/calls',
    place: 'url',
  }),
  parameters: Type.Optional(
    field(Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$' }), Type.String({ maxLength: 500 }), { maxProperties: 20 }), {
      title: { 'en-US': 'Parameters', 'zh-CN': '参数' },
      help: 'What the bot is told of the call; each may be a template.',
      control: 'headers',
    }),
  ),
  saveAs: Type.Optional(
    field(SavePath, { title: { 'en-US': 'Save what it tells as', 'zh-CN': '结果保存到' }, help: 'Keeps what the bot hands back, such as bot.', control: 'path', placeholder: 'bot' }),
  ),
};

export const botExits: StepExit[] = [
  { id: 'returned', label: { 'en-US': 'Given back', 'zh-CN': '已交回' }, kind: 'next' },
  { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'failure' },
];

/** The address as a web socket over TLS, or `null` where it is none. */
export function socketAddress(text: string): string | null {
  return /^wss:\/\/[A-Za-z0-9.-]+(:\d+)?(\/[^\s#]*)?$/.test(text) ? text : null;
}

export function filledParameters(parameters: Record<string, string> = {}, call: CallView): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, template]) => [name, call.fill(template)]));
}

export const unusableAddress = { exit: 'failed', facts: [{ type: 'bot_failed', why: 'unusable_address' }] };

/** The call comes back by `connected`; the carrier may have told before that the bot was never reached. */
export function takeBack({ saveAs }: { saveAs?: string }, input: CallerInput, call: CallView): AnswerResult {
  const told = call.facts.findLast((fact) => fact.type === 'stream_failed' && fact['visit'] === call.visit.id);
  if (input.kind !== 'connected' || input.failed || told) {
    return { exit: 'failed', facts: [{ type: 'bot_failed', why: input.kind === 'connected' ? (input.problem ?? String(told?.['why'] ?? 'not_reached')) : 'not_reached' }] };
  }
  return { exit: 'returned', values: saveAs && input.data !== null ? { [saveAs]: input.data } : {}, facts: [{ type: 'bot_returned' }] };
}
