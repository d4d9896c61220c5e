import { saveFile } from './save-file.js';

/** Hands a JSON document to the reader as a file. */
export function saveJson(name: string, document: object): void {
  saveFile(name, new Blob([`${JSON.stringify(document, null, 2)}\n`], { type: 'application/json' }));
}
