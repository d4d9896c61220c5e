/** Of the benchmark's own servers; nothing real. */
export const authToken = '0123456789abcdef0123456789abcdef';
export const accountSid = `AC${'0'.repeat(32)}`;

/** Requests under way at once. */
export const IN_FLIGHT = 64;

/** Turns of one call, the first included. */
export const TURNS_PER_CALL = 10;
