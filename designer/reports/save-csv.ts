import { saveFile } from '../app/save-file.js';

/** Lets the browser keep lines of CSV as a file. The mark at its beginning tells spreadsheets that it is UTF-8, or Chinese would come out garbled. */
export function saveCsv(name: string, lines: readonly string[]): void {
  saveFile(name, new Blob(['\ufeff', lines.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' }));
}
