export type CsvCell = string | number | boolean | null;

/** Rows as lines of CSV (RFC 4180), for a spreadsheet or another program. */
export function renderCsv(rows: readonly (readonly CsvCell[])[]): string[] {
  return rows.map((row) => row.map(renderCell).join(','));
}

/** What a spreadsheet would run as a formula is text by an apostrophe; a number of a telephone is none. */
function renderCell(value: CsvCell): string {
  const text = value === null ? '' : String(value);
  const isFormula = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !/^\+[\d*]+$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
