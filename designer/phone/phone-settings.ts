import type { Flow } from '../../schemas/documents/flow.js';
import type { Scenario } from '../../schemas/documents/scenario.js';
import type { DialOutcome, RequestAnswers, SimulationRequest } from '../api/simulate.js';

export const dials = ['answered', 'busy', 'no_answer', 'failed'] as const satisfies readonly DialOutcome[];
export const queues = ['answered', 'waits', 'full', 'failed', 'taken_out'] as const;
export const payments = ['success', 'too_many_failed_attempts', 'payment_connector_error', 'caller_interrupted_with_star', 'validation_error', 'internal_error'] as const;
export const bots = ['returned', 'failed'] as const;
export const answers = ['examples', 'service', 'failing', 'slow'] as const satisfies readonly RequestAnswers[];

/** The world a tried call meets. */
export interface PhoneSettings {
  from: string;
  /** `null`: as the flow says. */
  language: string | null;
  /** When the call comes in, as `2026-11-24T10:00` of the flow's time zone; `null`: now. */
  at: string | null;
  dial: DialOutcome;
  queue: (typeof queues)[number];
  payment: (typeof payments)[number];
  bot: (typeof bots)[number];
  answers: RequestAnswers;
  /** By name; one that is not here is not set. */
  switches: Record<string, boolean>;
}

export const usualSettings: PhoneSettings = {
  from: '+8613800000001', language: null, at: null, dial: 'answered', queue: 'answered', payment: 'success', bot: 'returned', answers: 'examples', switches: {},
};

/** Answers to a transfer that rings; a call rarely makes more than this. */
const DIALS = 8;

export function toRequest(document: Flow, tokens: readonly string[], settings: PhoneSettings): SimulationRequest {
  const { from, language, at, dial, queue, payment, bot, answers, switches } = settings;
  return {
    document,
    tokens: tokens.join(' '),
    from,
    ...(language !== null && { language }),
    ...(at !== null && { at: momentOf(at, document.meta.timeZone ?? 'Asia/Shanghai') }),
    dials: Array<DialOutcome>(DIALS).fill(dial),
    queues: [queue],
    payments: [payment],
    bots: [bot],
    answers,
    switches,
    seed: 1,
  };
}

/** The settings under which a scenario calls, as far as the phone can set them. */
export function settingsOf(scenario: Scenario, document: Flow): PhoneSettings {
  const { from, language, at, switches } = scenario;
  return {
    from: from ?? usualSettings.from,
    language: language ?? null,
    at: at === undefined ? null : wallClock(new Date(at), document.meta.timeZone ?? 'Asia/Shanghai'),
    dial: oneOf(dials, scenario.dials?.[0]),
    queue: oneOf(queues, scenario.queues?.[0]),
    payment: oneOf(payments, scenario.payments?.[0]),
    bot: oneOf(bots, scenario.bots?.[0]),
    answers: oneOf(answers, scenario.answers),
    switches: Object.fromEntries(Object.entries(switches ?? {}).map(([name, value]) => [name, value === true])),
  };
}

/** The first where the scenario says nothing, or something that the phone cannot set. */
function oneOf<const Word extends string>(words: readonly Word[], wanted: string | undefined): Word {
  return words.find((word) => word === wanted) ?? words[0]!;
}

/** `2026-11-24T10:00` of a time zone as ISO 8601. The hour that a change of clocks skips becomes the one after it. */
export function momentOf(wall: string, timeZone: string): string {
  const asUtc = new Date(`${wall}:00Z`);
  const first = new Date(asUtc.getTime() - offsetOf(asUtc, timeZone));
  return new Date(asUtc.getTime() - offsetOf(first, timeZone)).toISOString();
}

/** A moment as the clock on the wall of a time zone shows it. */
export function wallClock(moment: Date, timeZone: string): string {
  return new Date(moment.getTime() + offsetOf(moment, timeZone)).toISOString().slice(0, 16);
}

/** Milliseconds ahead of UTC. */
function offsetOf(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' }).formatToParts(moment);
  const figure = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(figure('year'), figure('month') - 1, figure('day'), figure('hour'), figure('minute')) - Math.floor(moment.getTime() / 60_000) * 60_000;
}
