import type { NoteColor } from '../../schemas/documents/flow.js';

/** What notes and frames can be painted in. */
export const colorNames = ['yellow', 'green', 'blue', 'pink', 'grey'] as const satisfies readonly NoteColor[];
