/** Rows of an import that were refused, as CSV to be mended: the file's own columns, then line and fix. */
export function renderInvalidRows({ columns, invalid, problems }: InvalidRows, language: 'en-US' | 'zh-CN'): string {
  const [lineWord, fixWord] = language === 'zh-CN' ? ['行', '如何修改'] : ['line', 'how to mend it'];
  const head = [...columns.map(({ column }) => column), lineWord, fixWord];
  const rows = invalid.map(({ line, cells }) => {
    const fixes = problems.filter((problem) => problem.line === line).map(({ column, messages }) => (column ? `${column}: ${messages[language]}` : messages[language]));
    return [...columns.map((_, at) => cells[at] ?? ''), String(line), fixes.join(' ')];
  });
  // With a mark, since spreadsheets take UTF-8 for something else without one.
  return `\uFEFF${[head, ...rows].map((cells) => cells.map(renderCell).join(',')).join('\r\n')}\r\n`;
}

export interface InvalidRows {
  columns: { column: string }[];
  invalid: { line: number; cells: string[] }[];
  problems: { line: number; column: string; messages: { 'en-US': string; 'zh-CN': string } }[];
}

/** A text that a spreadsheet would run as a formula is written as a text. */
function renderCell(text: string): string {
  const safe = /^[=@\t\r]|^[+-](?![\d\s()]+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
