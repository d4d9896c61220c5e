import type { DraftState } from '../drafts/draft-store.js';
import type { View } from '../drafts/view-store.js';

/** A stop of the tour: what it shows, and what tells that the reader has done it. */
export interface TourStop {
  id: 'cards' | 'words' | 'exits' | 'phone' | 'keys' | 'problems' | 'publish';
  /** Marked while the stop is shown; nothing where it is not there. */
  place: string;
  /** `null`: there is nothing to do but to read. */
  isDone: ((now: TourMoment, start: TourMoment) => boolean) | null;
  /** Until this holds the stop has not begun, whatever happens. (Default: at once.) */
  begins?: (now: TourMoment) => boolean;
}

export interface TourMoment {
  view: View;
  draft: DraftState;
}

/** In the order of a first change: see, edit, connect, try, mend, publish. About five minutes. */
export const tourStops: readonly TourStop[] = [
  { id: 'cards', place: '.react-flow__node', isDone: ({ view }) => view.panel === 'step' },
  { id: 'words', place: 'aside[aria-label]', isDone: (now, start) => now.draft.document !== start.draft.document },
  { id: 'exits', place: '.react-flow__node.selected, .react-flow__node', isDone: null },
  { id: 'phone', place: '[data-tour="try"]', isDone: ({ view }) => view.phoneOpen },
  { id: 'keys', place: '[data-dials]', isDone: (now, start) => now.view.passed.length > start.view.passed.length, begins: ({ view }) => view.passed.length > 0 },
  { id: 'problems', place: '[data-opens-panel="problems"]', isDone: null },
  { id: 'publish', place: '[data-tour="publish"]', isDone: null },
];
