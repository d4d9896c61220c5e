/** What the caller did, as a token of `trunkline call --keys`. */
export function speechToken(words: string): string {
  const plain = words.replaceAll('"', '').trim();
  return /\s/.test(plain) ? `say:"${plain}"` : `say:${plain}`;
}

/** The tokens of a script; words in quotes stay together. */
export function splitTokens(script: string): string[] {
  return script.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
}

export const SILENCE = '-';

/** Hangs up at once. */
export const HANG_UP = 'hangup@0';
