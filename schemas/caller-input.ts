/** Caller input: what one webhook tells, after the carrier's own words are taken off. */
export type CallerInput =
  /** Keys pressed, the finishing key excluded. */
  | { kind: 'keys'; value: string }
  /** Words heard; `confidence` from 0 to 1 where the carrier gives it. */
  | { kind: 'speech'; value: string; confidence: number | null }
  /** The caller was asked and said nothing. */
  | { kind: 'silence' }
  /** Everything spoken was played to its end. */
  | { kind: 'heard' }
  /** A dial came to its end. `bridged`: a person spoke with the caller. */
  | { kind: 'dialed'; result: DialResult; bridged: boolean; seconds: number }
  /** The caller was held during a slow effect; the effect's exit is looked up, not given. */
  | { kind: 'held' }
  | { kind: 'hang_up' };

export type DialResult = 'completed' | 'busy' | 'no_answer' | 'failed' | 'canceled';
