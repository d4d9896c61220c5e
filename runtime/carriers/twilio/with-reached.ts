import type { Reached } from './read-caller-input.js';

/** A URL whose query says how the carrier came to ask for it; `readReached` reads it. */
export function withReached(url: string, reached: Reached): string {
  return `${url}${url.includes('?') ? '&' : '?'}reached=${reached}`;
}
