/**
 * Text without the characters that XML 1.0 forbids or that no voice can say: control characters but tab and line feed,
 * the two non-characters, and halves of surrogate pairs. Line ends become line feeds. Escaping is left to whoever writes the XML.
 */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(FORBIDDEN, '');
}

// In a `u` pattern, \p{Surrogate} meets only halves that stand alone.
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/gu;
