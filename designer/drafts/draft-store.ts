import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import type { Flow, FlowLayout } from '../../schemas/documents/flow.js';

/** What a person works on: the flow, and apart from it where its boxes stand. Both are undone together. */
export interface Draft {
  document: Flow;
  layout: FlowLayout;
}

export interface DraftState extends Draft {
  /**
   * Changes the draft. Changes with the same `group` that follow each other closely are one step of undo, so that a word typed is
   * taken back as a word and not letter by letter. (Default: a step of its own.)
   */
  edit(change: (draft: Draft) => Draft, group?: string): void;
}

export type DraftStore = ReturnType<typeof createDraftStore>;

/** A pause longer than this starts a new step of undo. */
export const GROUP_PAUSE_MILLISECONDS = 1200;

/** Undo reaches back this far; a draft of 500 steps then costs a few megabytes, since unchanged steps are shared. */
export const UNDO_LIMIT = 300;

export function createDraftStore(draft: Draft) {
  const grouping = createGrouping();
  return createStore<DraftState>()(
    temporal<DraftState, [], [], Draft>(
      (set) => ({
        ...draft,
        edit(change, group) {
          grouping.next(group ?? null);
          set((state) => pickDraft(change(pickDraft(state))));
        },
      }),
      {
        limit: UNDO_LIMIT,
        partialize: pickDraft,
        equality: (past, current) => past.document === current.document && past.layout === current.layout,
        handleSet: (record) => (past, replace, current, delta) => {
          if (grouping.startsStep()) (record as (...args: unknown[]) => void)(past, replace, current, delta);
        },
      },
    ),
  );
}

function pickDraft({ document, layout }: Draft): Draft {
  return { document, layout };
}

/** Says whether the change being made starts a step of undo or belongs to the one before. */
function createGrouping() {
  let current: { group: string | null; at: number } = { group: null, at: 0 };
  let starts = true;
  return {
    next(group: string | null): void {
      const at = Date.now();
      starts = group === null || group !== current.group || at - current.at > GROUP_PAUSE_MILLISECONDS;
      current = { group, at };
    },
    startsStep: () => starts,
  };
}
