import type { CommandContext } from './command-context.js';

/** Rows as CSV (RFC 4180) with their headings first, for a spreadsheet or another program. */
export function printCsv(headings: readonly string[], rows: readonly (readonly (string | number | boolean | null)[])[], { print }: CommandContext): void {
  for (const row of [headings, ...rows]) print(row.map(cellOf).join(','));
}

/** What a spreadsheet would run as a formula is text by an apostrophe; a number of a telephone is none. */
function cellOf(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  const isFormula = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !/^\+[\d*]+$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
