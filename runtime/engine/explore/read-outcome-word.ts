/** One visit's outcome as it is written: an exit, `exit@8` where it takes eight seconds, or `null` where the visit decides for itself. */
export type OutcomeWord = string | null;

/** At the end of a list: the one before it, from here on. */
export const AND_SO_ON = '...';

export function readOutcomeWord(word: string): { exit: string; seconds: number } {
  const [exit = '', seconds = '0'] = word.split('@');
  return { exit, seconds: Number(seconds) };
}

/** The outcome of a visit, counted from 0. */
export function outcomeAt(words: readonly OutcomeWord[], visit: number): OutcomeWord {
  const given = words.at(-1) === AND_SO_ON ? words.slice(0, -1) : words;
  return given[visit] ?? (given.length < words.length ? (given.at(-1) ?? null) : null);
}
