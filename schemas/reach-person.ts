import type { CallView } from './define-step.js';
import { field, oneOf } from './form-controls.js';

/** Why a caller who comes to this step reaches a person; how the reports count it. */
export type PersonReason = 'requested' | 'by_design' | 'failed';

const words = ['as_came', 'requested', 'by_design'] as const;

/** The property `reason` of every step that leads to a person. */
export const Reason = field(oneOf(words, { default: 'as_came' }), {
  title: { 'en-US': 'Why a person', 'zh-CN': '转人工原因' },
  help: 'How the reports count a caller who reaches the person. (Default: by the way the caller came: by choice, or after a failure.)',
  control: 'select',
  labels: {
    as_came: { 'en-US': 'By the way the caller came', 'zh-CN': '按来路' },
    requested: { 'en-US': 'The caller asked for it', 'zh-CN': '客户要求' },
    by_design: { 'en-US': 'The flow leads here', 'zh-CN': '按设计' },
  },
});

export function reasonOf({ reason = 'as_came' }: { reason?: (typeof words)[number] }, call: CallView): PersonReason {
  return reason === 'as_came' ? (call.personReason ?? 'by_design') : reason;
}

/** The number as E.164, or `null` where it is none. */
export function dialable(text: string): string | null {
  const number = text.replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
}

export type AddressKind = 'number' | 'sip' | 'client' | 'queue';

/** The address of each kind as the carrier takes it, or `null` where it is none. */
export const readAddress: Record<AddressKind, (text: string) => string | null> = {
  number: dialable,
  sip: (text) => (/^sips?:[^\s@?]+@[^\s@?]+$/i.test(text) ? text : null),
  client: (text) => (/^[A-Za-z0-9_.+@-]{1,121}$/.test(text) ? text : null),
  queue: (text) => (text.length > 0 && text.length <= 64 ? text : null),
};
