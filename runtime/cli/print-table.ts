import type { CommandContext } from './command-context.js';

/** Rows under their headings, in columns as wide as their longest entry. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[], { print, paint }: CommandContext): void {
  const widths = headings.map((heading, column) => Math.max(widthOf(heading), ...rows.map((row) => widthOf(row[column] ?? ''))));
  const line = (cells: readonly string[]): string => cells.map((cell, column) => cell + ' '.repeat(column === cells.length - 1 ? 0 : widths[column]! - widthOf(cell))).join('  ');
  print(paint.faint(line(headings)));
  for (const row of rows) print(line(row));
}

/** Columns of a terminal: Chinese characters take two. */
function widthOf(text: string): number {
  const wide = text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu)?.length ?? 0;
  return [...text].length + wide;
}
