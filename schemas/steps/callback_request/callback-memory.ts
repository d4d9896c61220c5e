/**
 * Where the step stands. `when`: which time; `which`: this number or another; `number`: the other one; `confirm`: the read-back; `book`: the
 * effect writes it. `since`: the attempt at which the stage began. `told`: what was wrong with the last answer.
 */
export type CallbackMemory = {
  stage: 'when' | 'which' | 'number' | 'no_number' | 'confirm' | 'book';
  since: number;
  told: string;
  /** `from` and `until`: ISO 8601; `day`: ISO date. `null`: as soon as somebody is free. */
  window: { id: string; label: string; from: string; until: string; day: string } | null;
  /** E.164. */
  phone: string | null;
};
