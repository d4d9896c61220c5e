import type { Migration } from '../migrate.js';

/** Every migration, in order. One that is released is never changed: add another. */
export const migrations: readonly Migration[] = [];
