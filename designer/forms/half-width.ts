/**
 * The signs of a full-width keyboard that figures are written with, as plain ones: digits, colon, plus, minus, point, slash, star, hash,
 * brackets and spaces. Letters and the commas of a Chinese sentence stay.
 */
export function toHalfWidth(text: string): string {
  return text.replace(/[０-９：＋－．／＊＃（）　]/gu, (sign) => sign.normalize('NFKC'));
}

/** Whether a text has such signs. */
export function hasFullWidth(text: string): boolean {
  return toHalfWidth(text) !== text;
}
