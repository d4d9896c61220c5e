import { createStore } from 'zustand/vanilla';
import type { Problem } from '../../runtime/engine/check/problem.js';
import type { SaveState } from './autosave.js';

export type Panel = 'step' | 'flow' | 'problems' | 'json' | 'history';

/** One step of the way a tried call took. */
export interface Passed {
  step: string;
  /** The exit it left by, where that is known. */
  exit: string | null;
}

/** What is looked at, as against what is worked on: not saved, not undone. */
export interface View {
  selected: string[];
  panel: Panel | null;
  phoneOpen: boolean;
  paletteOpen: boolean;
  /** An exit that was dragged into the empty space: the step chosen next is put there (in pixels of the screen) and connected. */
  adding: { step: string; exit: string; at: { x: number; y: number } } | null;
  /** The language whose prompts the cards show. */
  language: string;
  problems: Problem[];
  /** The way of the call that is tried on the phone, and where it is now. */
  passed: Passed[];
  lit: string | null;
  /** A field that a problem leads to: the pointer it stands at. */
  wanted: string | null;
  /** A step the canvas shall move to; the number makes the same step a new wish. */
  shown: { step: string; wish: number } | null;
  save: SaveState;
}

export type ViewStore = ReturnType<typeof createViewStore>;

export function createViewStore(language: string) {
  return createStore<View & { look(change: Partial<View>): void; select(step: string | null): void; goTo(step: string, pointer?: string): void }>()((set) => ({
    selected: [],
    panel: null,
    phoneOpen: false,
    paletteOpen: false,
    adding: null,
    language,
    problems: [],
    passed: [],
    lit: null,
    wanted: null,
    shown: null,
    save: { state: 'saved' },
    look: (change) => set(change),
    select: (step) => set((view) => ({ selected: step ? [step] : [], wanted: null, panel: step ? 'step' : view.panel === 'step' ? null : view.panel })),
    goTo: (step, pointer) => set((view) => ({ selected: [step], panel: 'step', wanted: pointer ?? null, shown: { step, wish: (view.shown?.wish ?? 0) + 1 } })),
  }));
}
