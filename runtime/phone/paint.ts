/** Colours of the terminal; plain text where there are none. */
export interface Paint {
  faint(text: string): string;
  key(text: string): string;
  prompt(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  strong(text: string): string;
}

const plain = (text: string): string => text;

const colour = (code: number, end = 39) => (text: string): string => `\u001b[${code}m${text}\u001b[${end}m`;

/** Colours on a terminal only, and none where NO_COLOR is set to anything (no-color.org). */
export function createPaint(output: { isTTY?: boolean }, environment: Record<string, string | undefined>): Paint {
  if (output.isTTY !== true || environment['NO_COLOR'] || environment['TERM'] === 'dumb') {
    return { faint: plain, key: plain, prompt: plain, good: plain, bad: plain, warn: plain, strong: plain };
  }
  return { faint: colour(90), key: colour(36), prompt: colour(36), good: colour(32), bad: colour(31), warn: colour(33), strong: colour(1, 22) };
}
