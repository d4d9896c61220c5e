/**
 * A value that cannot be read aloud as the figure it should be. The message names the fix and never the value,
 * because values are callers' data and messages end in logs.
 */
export class UnreadableValueError extends Error {
  readonly code = 'unreadable_value';

  constructor(
    /** What it should have been read as: `money`, `date`, … */
    readonly figure: string,
    fix: string,
  ) {
    super(`Cannot read ${figure}: ${fix}`);
    this.name = 'UnreadableValueError';
  }
}

/** What kind of value it is, for a message, without what is in it. */
export function describeKind(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return value.trim() === '' ? 'an empty text' : `a text of ${value.length} characters`;
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : 'a number that is not finite';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
