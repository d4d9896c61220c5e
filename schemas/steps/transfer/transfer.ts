import { Type, type Static } from '@sinclair/typebox';
import type { CallerInput } from '../../caller-input.js';
import { defineStep, type CallView } from '../../define-step.js';
import { field, oneOf, seconds, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';
import { Reason, dialable, readAddress, reasonOf, type AddressKind } from '../../reach-person.js';
import { say } from '../../speech.js';
import type { DialVerb } from '../../verbs.js';

const TIMEOUT_SECONDS = 30;

const schema = stepData({
  number: field(Type.String({ minLength: 1, maxLength: 200 }), {
    title: { 'en-US': 'Number', 'zh-CN': '号码' },
    help: 'Whom to call: a number with its country, such as +861088886666, or a template such as {{ settings.personNumber }}, which FLOW_SETTINGS gives its number on the server; else a SIP address, a client or a queue.',
    control: 'template',
    placeholder: '+861088886666',
    place: { by: 'kind', is: { queue: 'queue' }, else: 'number' },
  }),
  kind: Type.Optional(
    field(oneOf(['number', 'sip', 'client', 'queue'], { default: 'number' }), {
      title: { 'en-US': 'Kind', 'zh-CN': '类型' },
      help: 'What the number above is. (Default: a telephone number.)',
      control: 'select',
      labels: {
        number: { 'en-US': 'Telephone number', 'zh-CN': '电话号码' },
        sip: { 'en-US': 'SIP address', 'zh-CN': 'SIP 地址' },
        client: { 'en-US': 'Client (a browser or an app)', 'zh-CN': '网页或应用坐席' },
        queue: { 'en-US': 'First caller of a queue', 'zh-CN': '队列首位来电' },
      },
    }),
  ),
  whisper: Type.Optional(
    field(LocalizedText, { title: { 'en-US': 'Whisper', 'zh-CN': '坐席提示' }, help: 'Said to the person alone, before they hear the caller. Not for a queue.', control: 'prompt' }),
  ),
  context: Type.Optional(
    field(Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,59}$' }), Type.String({ maxLength: 300 }), { maxProperties: 20 }), {
      title: { 'en-US': 'Context', 'zh-CN': '随路数据' },
      help: 'Sent along with the call: headers of a SIP call (X- is put before their names) or parameters of a client; each may be a template.',
      control: 'headers',
    }),
  ),
  reason: Type.Optional(Reason),
  timeoutSeconds: Type.Optional(
    field(Type.Integer({ minimum: 5, maximum: 600, default: TIMEOUT_SECONDS }), {
      title: { 'en-US': 'Let it ring for', 'zh-CN': '振铃时间' },
      help: 'After this long without an answer the call leaves by "No answer". (Default: 30 seconds.)',
      control: 'number',
      unit: seconds,
    }),
  ),
  callerId: Type.Optional(
    field(Type.String({ maxLength: 200 }), {
      title: { 'en-US': 'Number shown', 'zh-CN': '显示号码' },
      help: 'The number the person sees, which must be one of yours. (Default: the line that was called.)',
      control: 'template',
      place: 'number',
    }),
  ),
});

/** Connects the caller to a person. */
export const transfer = defineStep({
  type: 'transfer',
  title: { 'en-US': 'Transfer', 'zh-CN': '转接' },
  alsoCalled: { 'en-US': ['agent', 'person', 'human', 'operator', 'forward'], 'zh-CN': ['人工', '转人工', '客服', '坐席'] },
  summary: { 'en-US': 'Connects the caller to a person.', 'zh-CN': '转接人工。' },
  group: 'connect',
  reachesPerson: true,
  schema,
  // Busy and no answer are no fault of the line: whoever asked for a person and goes on to another desk still asked for one.
  exits: () => [
    { id: 'answered', label: { 'en-US': 'Answered', 'zh-CN': '已接通' }, kind: 'next' },
    { id: 'busy', label: { 'en-US': 'Busy', 'zh-CN': '占线' }, kind: 'next' },
    { id: 'no_answer', label: { 'en-US': 'No answer', 'zh-CN': '无人接听' }, kind: 'next' },
    // Whoever answers in the end, the caller is there for the reason they came: a failed dial does not change it.
    { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'next' },
  ],
  enter(data, call) {
    const kind = data.kind ?? 'number';
    const number = readAddress[kind](call.fill(data.number).trim());
    if (number === null) return { exit: 'failed', facts: [{ type: 'transfer_failed', why: kind === 'number' ? 'unusable_number' : 'unusable_address' }] };
    const callerId = data.callerId ? dialable(call.fill(data.callerId)) : null;
    const dial: DialVerb = { verb: 'dial', number, timeoutSeconds: data.timeoutSeconds ?? TIMEOUT_SECONDS, callerId, ...extrasOf(data, kind, call) };
    return { verbs: [dial], waits: true, facts: [{ type: 'transfer_started', reason: reasonOf(data, call), number }] };
  },
  answer(_data, input) {
    const { result, bridged, seconds } = endingOf(input);
    return { exit: bridged ? 'answered' : exitOf[result], facts: [{ type: 'transfer_ended', result, bridged, seconds }] };
  },
  examples: [
    { title: { 'en-US': 'To a person', 'zh-CN': '转人工' }, data: { number: '+861055550000' } },
    {
      title: { 'en-US': 'To a desk behind SIP, with what is known', 'zh-CN': '转 SIP 坐席并带随路数据' },
      data: {
        number: 'sip:cards@pbx.example.com', kind: 'sip', whisper: { 'zh-CN': '信用卡来电。', 'en-US': 'A card caller.' },
        context: { Customer: '{{ customer.id }}', Journey: '{{ settings.publicUrl }}/calls/{{ call.id }}' },
      },
    },
    { title: { 'en-US': 'To the lost-card desk', 'zh-CN': '转挂失专席' }, data: { number: '+861055550001', reason: 'by_design', timeoutSeconds: 20 } },
    { title: { 'en-US': 'To a number that each installation sets', 'zh-CN': '转到各环境自行设置的号码' }, data: { number: '{{ settings.personNumber }}' } },
  ],
});

type Dialed = Extract<CallerInput, { kind: 'dialed' }>;

const exitOf: Record<Dialed['result'], string> = { completed: 'no_answer', canceled: 'no_answer', no_answer: 'no_answer', busy: 'busy', failed: 'failed' };

/** Anything but the end of a dial says that there was no dial. */
function endingOf(input: CallerInput): Pick<Dialed, 'result' | 'bridged' | 'seconds'> {
  return input.kind === 'dialed' ? input : { result: 'failed', bridged: false, seconds: 0 };
}

/** What goes with the call beside the address; a plain number takes no context. */
function extrasOf(data: Static<typeof schema>, kind: AddressKind, call: CallView): Partial<DialVerb> {
  const whisper = kind === 'queue' ? [] : say(call, call.prompt(data.whisper));
  const context = kind === 'sip' || kind === 'client' ? contextOf(data.context ?? {}, kind, call) : {};
  return { ...(kind !== 'number' && { kind }), ...(whisper.length > 0 && { whisper }), ...(Object.keys(context).length > 0 && { context }) };
}

function contextOf(templates: Record<string, string>, kind: AddressKind, call: CallView): Record<string, string> {
  const named = (name: string): string => (kind === 'sip' && !/^x-/i.test(name) ? `X-${name}` : name);
  return Object.fromEntries(Object.entries(templates).map(([name, template]) => [named(name), call.fill(template)]));
}
