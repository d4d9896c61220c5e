/** Lets the browser keep lines of CSV as a file. The mark at its beginning tells spreadsheets that it is UTF-8, or Chinese would come out garbled. */
export function saveCsv(name: string, lines: readonly string[]): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\ufeff', lines.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  // The download has begun; what it reads from stays until then.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
