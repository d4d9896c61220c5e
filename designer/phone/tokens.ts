/** What the caller did, as a token of `trunkline call --keys`. */
export function speechToken(words: string): string {
  const plain = words.replaceAll('"', '').trim();
  return /\s/.test(plain) ? `say:"${plain}"` : `say:${plain}`;
}

export const SILENCE = '-';

/** Hangs up at once. */
export const HANG_UP = 'hangup@0';
