export const callbackStatuses = ['open', 'done', 'failed', 'cancelled'] as const;

export type CallbackStatus = (typeof callbackStatuses)[number];

/** Somebody who wants to be called. */
export interface Callback {
  callId: string;
  callbackId: string;
  /** E.164. */
  phone: string;
  customerId: string | null;
  queue: string;
  /** What the flow calls the step that asked for it, by language; `null` where it has no title of its own or stands in a subflow. */
  stepTitle: Record<string, string> | null;
  /** The hours asked for; both `null`: as soon as somebody is free. */
  from: string | null;
  until: string | null;
  reason: string | null;
  language: string;
  status: CallbackStatus;
  /** Of an open one: not yet, now, or past the hours that were asked for. `null` once it is settled. */
  due: 'later' | 'now' | 'overdue' | null;
  attempts: number;
  /** Not before this, after nobody answered. */
  nextTryAt: string | null;
  takenBy: string | null;
  takenAt: string | null;
  note: string;
  test: boolean;
  requestedAt: string;
  settledAt: string | null;
  settledBy: string | null;
}
