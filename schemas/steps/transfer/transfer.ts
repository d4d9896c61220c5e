import { Type, type Static } from '@sinclair/typebox';
import type { CallerInput } from '../../caller-input.js';
import { defineStep, type CallView } from '../../define-step.js';
import { field, oneOf, seconds, stepData } from '../../form-controls.js';

const TIMEOUT_SECONDS = 30;

const schema = stepData({
  number: field(Type.String({ minLength: 1, maxLength: 200 }), {
    title: { 'en-US': 'Number', 'zh-CN': '号码' },
    help: 'Whom to call, as +861012345678 or a template such as {{ settings.personNumber }}.',
    control: 'template',
    placeholder: '{{ settings.personNumber }}',
  }),
  reason: Type.Optional(
    field(oneOf(['as_came', 'requested', 'by_design'], { default: 'as_came' }), {
      title: { 'en-US': 'Why a person', 'zh-CN': '转人工原因' },
      help: 'How the reports count a caller who reaches the person. (Default: by the way the caller came: by choice, or after a failure.)',
      control: 'select',
      labels: {
        as_came: { 'en-US': 'By the way the caller came', 'zh-CN': '按来路' },
        requested: { 'en-US': 'The caller asked for it', 'zh-CN': '客户要求' },
        by_design: { 'en-US': 'The flow leads here', 'zh-CN': '按设计' },
      },
    }),
  ),
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
    }),
  ),
});

/** Connects the caller to a person. */
export const transfer = defineStep({
  type: 'transfer',
  title: { 'en-US': 'Transfer', 'zh-CN': '转接' },
  summary: { 'en-US': 'Connects the caller to a person.', 'zh-CN': '转接人工。' },
  group: 'connect',
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
    const number = dialable(call.fill(data.number));
    if (number === null) return { exit: 'failed', facts: [{ type: 'transfer_failed', why: 'unusable_number' }] };
    const callerId = data.callerId ? dialable(call.fill(data.callerId)) : null;
    return {
      verbs: [{ verb: 'dial', number, timeoutSeconds: data.timeoutSeconds ?? TIMEOUT_SECONDS, callerId }],
      waits: true,
      facts: [{ type: 'transfer_started', reason: reasonOf(data, call), number }],
    };
  },
  answer(_data, input) {
    const { result, bridged, seconds } = endingOf(input);
    return { exit: bridged ? 'answered' : exitOf[result], facts: [{ type: 'transfer_ended', result, bridged, seconds }] };
  },
  examples: [
    { title: { 'en-US': 'To a person', 'zh-CN': '转人工' }, data: { number: '{{ settings.personNumber }}' } },
    { title: { 'en-US': 'To the lost-card desk', 'zh-CN': '转挂失专席' }, data: { number: '+861055550001', reason: 'by_design', timeoutSeconds: 20 } },
  ],
});

type Dialed = Extract<CallerInput, { kind: 'dialed' }>;

const exitOf: Record<Dialed['result'], string> = { completed: 'no_answer', canceled: 'no_answer', no_answer: 'no_answer', busy: 'busy', failed: 'failed' };

/** Anything but the end of a dial says that there was no dial. */
function endingOf(input: CallerInput): Pick<Dialed, 'result' | 'bridged' | 'seconds'> {
  return input.kind === 'dialed' ? input : { result: 'failed', bridged: false, seconds: 0 };
}

function reasonOf(data: Static<typeof schema>, call: CallView): 'requested' | 'by_design' | 'failed' {
  const reason = data.reason ?? 'as_came';
  return reason === 'as_came' ? (call.personReason ?? 'by_design') : reason;
}

/** The number as E.164, or `null` where it is none. */
function dialable(text: string): string | null {
  const number = text.replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
}
