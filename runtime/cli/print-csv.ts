import { renderCsv, type CsvCell } from '../../schemas/answers/render-csv.js';
import type { CommandContext } from './command-context.js';

/** Rows as CSV with their headings first. */
export function printCsv(headings: readonly string[], rows: readonly (readonly CsvCell[])[], { print }: CommandContext): void {
  for (const line of renderCsv([headings, ...rows])) print(line);
}
