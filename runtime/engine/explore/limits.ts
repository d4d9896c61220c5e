/** More states than any real flow has; past it the walk stops, and what was not refuted by then is not known. */
export const MAX_STATES = 300_000;

/** A step that keeps a memory without end, such as a counter, would go on for ever. */
export const MAX_STATES_PER_STEP = 4_000;

/** More attempts than any step allows. A caller who of their own will begins an entry anew is not followed through more. */
export const MAX_ATTEMPTS = 12;

/** The caller hears something at least this often. (Default of `quietSeconds`.) Past it many think that the line is dead. */
export const MAX_QUIET_SECONDS = 10;

/** A person is reachable from every question within this many keys. (Default of `personKeys`.) */
export const MAX_PERSON_KEYS = 3;

/** Between two keys of an entry. */
export const KEY_SECONDS = 0.5;

/** Until somebody answers. */
export const RING_SECONDS = 5;

/** Until somebody takes the caller from a queue. */
export const QUEUE_SECONDS = 30;

/** A card and its codes, entered by keys. */
export const PAYMENT_SECONDS = 40;

/** A talk with a voice bot. */
export const BOT_SECONDS = 30;

/** A message, longer than any that is taken for none. */
export const MESSAGE_SECONDS = 12;

/** An effect that is slower lets the caller hear a short message. */
export const EFFECT_HOLD_SECONDS = 2;

/** An effect that is slower has failed. */
export const EFFECT_LIMIT_SECONDS = 8;

/** A recording, whose length is not known here. */
export const RECORDING_SECONDS = 5;

/** Failures of one property that are told, each with its script. */
export const MAX_FAILURES_TOLD = 20;

/** What the caller does in one written scenario, at most: longer ones are hard to read. */
export const MAX_SCENARIO_TOKENS = 40;

/** Steps that one written scenario passes, at most: far below the visits a call may make. */
export const MAX_SCENARIO_VISITS = 120;
