/**
 * Where the step stands. `interest` and `when` ask, `read` says what is noted and to whom it goes, `ask` takes the consent, `agreed` lets the
 * effect write it. `since`: the attempt at which the stage began. The number is in none of it: a caller who hangs up here leaves no lead and no number.
 */
export type LeadMemory = {
  stage: 'interest' | 'no_interest' | 'when' | 'read' | 'ask' | 'agreed';
  since: number;
  interest: { id: string; label: string } | null;
  when: { id: string; label: string } | null;
  /** As they were spoken: the read-back and the consent. */
  texts: string[];
  /** ISO 8601. */
  heardAt?: string;
  language?: string;
  /** The key that agreed. */
  input?: string;
  agreedAt?: string;
};
