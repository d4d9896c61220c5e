/**
 * What the bytes of a file that a spreadsheet wrote are, for the server, the command line and the browser alike: text in one of the
 * encodings spreadsheets write, or a workbook, which nothing here can read.
 */
export function findEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Spreadsheets in China write GB 18030, or GBK, which is a part of it.
  return isUtf8(bytes) ? 'utf-8' : 'gb18030';
}

/** Whether the bytes begin as a workbook does: `.xlsx` and its like are ZIP archives, `.xls` is a compound file. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return workbookMarks.some((mark) => mark.every((byte, at) => bytes[at] === byte));
}

export const workbookWords = {
  'en-US': 'This file is a spreadsheet workbook, such as .xlsx or .xls, and only text can be read. Open it in your spreadsheet, choose File → Save As → CSV UTF-8 (Comma delimited) (*.csv), and take the file that this makes.',
  'zh-CN': '这是表格工作簿（如 .xlsx 或 .xls），只能读取文本文件。请用 Excel 或 WPS 打开，选择“文件 → 另存为 → CSV UTF-8（逗号分隔）(*.csv)”，再选用另存的文件。',
};

const workbookMarks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/** What may follow a first byte, by RFC 3629: how many bytes, and the range of the first of them. */
function tailOf(first: number): { length: number; from: number; to: number } | null {
  if (first >= 0xc2 && first <= 0xdf) return { length: 1, from: 0x80, to: 0xbf };
  if (first >= 0xe0 && first <= 0xef) return { length: 2, from: first === 0xe0 ? 0xa0 : 0x80, to: first === 0xed ? 0x9f : 0xbf };
  if (first >= 0xf0 && first <= 0xf4) return { length: 3, from: first === 0xf0 ? 0x90 : 0x80, to: first === 0xf4 ? 0x8f : 0xbf };
  return null;
}

/** The end may be cut within a character: what is looked at may be the first piece of a file. */
function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at]! < 0x80) continue;
    const tail = tailOf(bytes[at]!);
    if (!tail) return false;
    for (let next = 1; next <= tail.length && at + next < bytes.length; next += 1) {
      const byte = bytes[at + next]!;
      if (byte < (next === 1 ? tail.from : 0x80) || byte > (next === 1 ? tail.to : 0xbf)) return false;
    }
    at += tail.length;
  }
  return true;
}
