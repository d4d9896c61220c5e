import { readFile } from 'node:fs/promises';
import { findEncoding, isWorkbook, workbookWords } from '../../schemas/file-text.js';
import { fail } from '../errors.js';

/** The text of a file that a spreadsheet may have written, in whichever encoding. Throws `wrong_usage` where it cannot be read, or is a workbook. */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw fail('wrong_usage', { reason: `${path} cannot be read (${error.code ?? error.message}).` });
  });
  if (isWorkbook(bytes)) throw fail('wrong_usage', { reason: `${path}: ${workbookWords['en-US']}` });
  return new TextDecoder(findEncoding(bytes)).decode(bytes);
}
