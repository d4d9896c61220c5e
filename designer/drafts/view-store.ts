import { createStore } from 'zustand/vanilla';
import type { Problem } from '../../runtime/engine/check/problem.js';
import type { MergeConflict } from '../../runtime/engine/merge/merge-flows.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Merged, SaveState } from './autosave.js';
import type { HalfWrittenFields } from './half-written.js';

export type Panel = 'step' | 'flow' | 'problems' | 'json' | 'history' | 'find';

/** One step of the way a tried call took. */
export interface Passed {
  step: string;
  /** The exit it left by, where that is known. */
  exit: string | null;
}

/** What no scenario passed at the last run, while that is shown. Exits are named `step.exit`, those of the whole flow `*.exit`. */
export interface Uncovered {
  steps: ReadonlySet<string>;
  exits: ReadonlySet<string>;
}

/**
 * After an exit: the new step is put behind it, and before whatever it led to. `at` is a point of the screen it was dragged to, or where
 * its line was pressed (`onLine`).
 * Instead of a step: that one becomes of the chosen type.
 */
export type Adding = { step: string; exit: string | null; at: { x: number; y: number } | null; onLine?: boolean } | { replaces: string };

export type MenuSubject = { node: string } | { exit: { step: string; exit: string } } | { canvas: true };

/** The flow written as JSON, as long as it is not applied. */
export interface WrittenFlow {
  text: string;
  /** The flow as it was when the writing began. */
  from: Flow;
  /** Where the text stands against what came in meanwhile. */
  clashes: MergeConflict[];
}

export interface StepFigures {
  days: number;
  calls: Record<string, number>;
}

/** What is looked at, as against what is worked on: not saved, not undone. */
export interface View {
  selected: string[];
  panel: Panel | null;
  phoneOpen: boolean;
  paletteOpen: boolean;
  /** What the step type chosen next is for; `null`: a step of its own. */
  adding: Adding | null;
  /** The card the arrow keys go on from. It has the focus, or gets it when the canvas does. */
  active: string | null;
  /** The menu of what can be done, and where on the screen it opens. */
  menu: { x: number; y: number; on: MenuSubject } | null;
  /** A step whose exit is led to another one from a list. */
  connecting: { step: string } | null;
  /** Steps that are about to become a flow of their own. */
  extracting: string[] | null;
  /** What the JSON panel keeps while it is closed. */
  written: WrittenFlow | null;
  keysShown: boolean;
  /** The tour of the designer is under way. */
  touring: boolean;
  /** Dragging on the empty canvas draws a box around steps instead of moving the view. */
  boxing: boolean;
  /** How many calls went through each step lately; `null` until known. */
  figures: StepFigures | null;
  /** What a screen reader is told of what just happened. */
  said: string;
  /** The language whose prompts the cards show. */
  language: string;
  problems: Problem[];
  /** What callers are on: ids in it have a history, and stay. `null`: nothing is live, or it is not known yet. */
  live: Flow | null;
  /** The way of the call that is tried on the phone, and where it is now. */
  passed: Passed[];
  lit: string | null;
  /** The same of the other flows the call was in, by flow. */
  elsewhere: Record<string, { passed: Passed[]; lit: string | null }>;
  uncovered: Uncovered | null;
  /** A field that a problem leads to: the pointer it stands at. */
  wanted: string | null;
  /** A step the canvas shall move to; the number makes the same step a new wish. */
  shown: { step: string; wish: number } | null;
  save: SaveState;
  /** What was typed and is no JSON yet, by the pointer of its field. */
  halfWritten: HalfWrittenFields;
  /** Who else has the flow open, and which step they have selected. */
  others: { editor: string; name: string; step: string | null }[];
  /** What came in from somebody else last. */
  merged: Merged | null;
  /** Two versions side by side on the canvas: `draft`, or the name of a version. */
  comparing: { before: string; after: string } | null;
}

export type ViewStore = ReturnType<typeof createViewStore>;

export function createViewStore(language: string) {
  return createStore<View & { look(change: Partial<View>): void; select(step: string | null): void; goTo(step: string, pointer?: string): void; showStep(step: string): void }>()((set) => ({
    selected: [],
    panel: null,
    phoneOpen: false,
    paletteOpen: false,
    adding: null,
    active: null,
    menu: null,
    connecting: null,
    extracting: null,
    written: null,
    keysShown: false,
    touring: false,
    boxing: false,
    figures: null,
    said: '',
    language,
    problems: [],
    live: null,
    passed: [],
    lit: null,
    elsewhere: {},
    uncovered: null,
    wanted: null,
    shown: null,
    save: { state: 'saved' },
    halfWritten: {},
    others: [],
    merged: null,
    comparing: null,
    look: (change) => set(change),
    select: (step) => set((view) => ({ selected: step ? [step] : [], active: step ?? view.active, wanted: null, panel: step ? 'step' : view.panel === 'step' ? null : view.panel })),
    goTo: (step, pointer) => set((view) => ({ selected: [step], active: step, panel: 'step', wanted: pointer ?? null, shown: { step, wish: (view.shown?.wish ?? 0) + 1 } })),
    showStep: (step) => set((view) => ({ selected: [step], active: step, shown: { step, wish: (view.shown?.wish ?? 0) + 1 } })),
  }));
}
