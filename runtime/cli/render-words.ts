import type { Reworded } from '../../schemas/answers/reworded.js';
import { diffWords } from '../engine/diff/diff-words.js';
import type { Paint } from '../phone/paint.js';

/** What was expected above what came, with what differs marked: -like this- and +like this+. */
export function renderWords(changes: Reworded['changes'], paint: Paint): string[] {
  return changes.flatMap(({ before, after }) => {
    const pieces = diffWords(before, after ?? '');
    const side = (other: 'gone' | 'new', mark: (text: string) => string): string => pieces.map(({ kind, text }) => (kind === 'same' ? text : kind === other ? mark(text) : '')).join('');
    return [`expected: ${side('gone', (text) => paint.bad(`[-${text}-]`))}`, `came:     ${after === null ? 'nothing in its place' : side('new', (text) => paint.good(`[+${text}+]`))}`];
  });
}
