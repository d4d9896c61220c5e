import type { FlowDiff } from '../../runtime/engine/diff/flow-diff.js';
import { diffFlows } from '../../runtime/engine/diff/diff-flows.js';
import type { MergeConflict } from '../../runtime/engine/merge/merge-flows.js';
import { ApiError } from '../api/client.js';
import { flowsApi } from '../api/flows.js';
import type { Draft, DraftStore } from './draft-store.js';
import type { Unsaved } from './unsaved-drafts.js';
import { keepEqual, mergeDrafts, shareEqualParts } from './merge-drafts.js';

/** What two people changed in different ways. `merged` has mine at every conflict; without conflicts the two could not be brought together at all. */
export interface DraftConflict {
  by: string;
  at: string;
  merged: Draft;
  conflicts: MergeConflict[];
}

/** `conflict`: nothing is written until a person has chosen. `failed` is tried again, `signedOut` too: somebody signs in in another tab. */
export type SaveState = { state: 'saved' | 'changed' | 'saving' | 'signedOut' } | { state: 'failed'; error: ApiError } | { state: 'conflict'; conflict: DraftConflict };

/** Somebody else's changes came in without a conflict. `diff` is `null` where only boxes moved or it cannot be told. */
export interface Merged {
  by: string;
  diff: FlowDiff | null;
  /** Steps of ours under the ids they have now. */
  renamed: Record<string, string>;
}

export interface Autosave {
  /** Writes what is not yet written, and answers the revision it has then. Throws where it cannot be saved. */
  flush(): Promise<number>;
  /** Somebody may have saved: takes in what is newer than ours. */
  follow(revision: number): Promise<void>;
  /** Takes in what an earlier visit could not save: merged with what stands now, and where both differ, chosen by a person. */
  takeIn(unsaved: Unsaved, standing: { by: string; at: string }): void;
  /** Goes on from a conflict with the draft that a person has chosen. */
  resolve(draft: Draft): void;
  stop(): void;
}

export interface AutosaveListener {
  tell(state: SaveState): void;
  merged(merged: Merged): void;
  /** What could not be saved so far, for the next visit. */
  keep(unsaved: Unsaved): void;
  /** All is saved: there is nothing left to keep. */
  forget(): void;
}

const PAUSE_MILLISECONDS = 700;
const RETRY_MILLISECONDS = 4000;

/**
 * Saves the draft a moment after each change: one request at a time, each on the revision the one before has made. Where somebody else was
 * faster, theirs is merged in and the result saved; what both changed in different ways waits for a person.
 */
export function startAutosave(store: DraftStore, flow: string, revision: number, { tell, merged, keep, forget }: AutosaveListener): Autosave {
  let saved: Draft = pick(store.getState());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let halted: { theirs: Draft; revision: number } | null = null;
  let stopped = false;
  /** The last attempt failed, or a person must choose: a reload would lose what is not kept. */
  let unsaved: 'failed' | 'signedOut' | 'conflict' | null = null;
  let kept = false;

  const keepUnsaved = (): void => {
    if (isSaved()) return;
    kept = true;
    keep({ revision, base: saved, mine: pick(store.getState()), at: new Date().toISOString() });
  };
  const isSaved = (): boolean => saved.document === store.getState().document && saved.layout === store.getState().layout;
  const later = (milliseconds: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void save().catch(() => undefined), milliseconds);
  };

  async function write(): Promise<void> {
    const draft = pick(store.getState());
    // Who is signed out keeps reading so until it is over.
    if (unsaved !== 'signedOut') tell({ state: 'saving' });
    try {
      revision = (await flowsApi.save(flow, { ...draft, revision })).revision;
      saved = draft;
      unsaved = null;
    } catch (error) {
      const refused = error as ApiError;
      if (refused.status === 409) await takeTheirs();
      else fail(refused);
    }
    settle();
  }

  function fail(error: ApiError): never {
    later(RETRY_MILLISECONDS);
    unsaved = error.status === 401 ? 'signedOut' : 'failed';
    keepUnsaved();
    tell(unsaved === 'signedOut' ? { state: 'signedOut' } : { state: 'failed', error });
    throw error;
  }

  function settle(): void {
    if (halted) return keepUnsaved();
    unsaved = null;
    tell({ state: isSaved() ? 'saved' : 'changed' });
    if (!isSaved()) return later(PAUSE_MILLISECONDS);
    if (kept) forget();
    kept = false;
  }

  async function takeTheirs(): Promise<void> {
    const answer = await flowsApi.draft(flow).catch((error: unknown) => fail(error as ApiError));
    if (answer.revision <= revision) return;
    const base = saved;
    const theirs = shareEqualParts(base, { document: answer.document, layout: answer.layout ?? base.layout });
    const found = tryMerge(base, pick(store.getState()), theirs);
    if (!found || found.conflicts.length > 0) {
      halted = { theirs, revision: answer.revision };
      tell({ state: 'conflict', conflict: { by: answer.updatedBy, at: answer.updatedAt, merged: found?.draft ?? theirs, conflicts: found?.conflicts ?? [] } });
      return;
    }
    goOn(found.draft, base, theirs, answer.revision);
    merged({ by: answer.updatedBy, diff: tryDiff(base, theirs), renamed: found.renamed });
  }

  /** From here on ours is built on theirs, and so is every step of undo: taking a change back never takes theirs back. */
  function goOn(draft: Draft, base: Draft, theirs: Draft, newer: number): void {
    const rebase = (step: Partial<Draft>): Partial<Draft> => tryMerge(base, { ...base, ...step }, theirs)?.draft ?? step;
    const { pastStates, futureStates, pause, resume } = store.temporal.getState();
    store.temporal.setState({ pastStates: pastStates.map(rebase), futureStates: futureStates.map(rebase) });
    pause();
    store.setState(draft);
    resume();
    revision = newer;
    saved = { document: keepEqual(draft.document, theirs.document), layout: keepEqual(draft.layout, theirs.layout) };
  }

  async function save(): Promise<void> {
    while (running) await running.catch(() => undefined);
    if (halted || isSaved()) return;
    running = write().finally(() => (running = null));
    await running;
  }

  const unsubscribe = store.subscribe(() => {
    if (unsaved || halted) keepUnsaved();
    if (halted || running) return;
    clearTimeout(timer);
    // A change that was taken back before it was written leaves nothing to write.
    if (isSaved()) {
      if (kept) forget();
      kept = false;
      return tell({ state: 'saved' });
    }
    if (unsaved !== 'signedOut') tell({ state: 'changed' });
    later(PAUSE_MILLISECONDS);
  });
  // Whatever closes the page: what is on its way may not arrive.
  const leaving = (): void => keepUnsaved();
  globalThis.addEventListener?.('pagehide', leaving);

  return {
    async flush() {
      clearTimeout(timer);
      while (running || !isSaved()) {
        if (halted) throw new ApiError(409, 'draft_conflict', null);
        await save();
      }
      return revision;
    },
    async follow(newer) {
      while (running) await running.catch(() => undefined);
      if (halted || stopped || newer <= revision) return;
      running = takeTheirs().then(settle).finally(() => (running = null));
      await running.catch(() => undefined);
    },
    takeIn({ base, mine }, standing) {
      const theirs = saved;
      const found = tryMerge(shareEqualParts(theirs, base), shareEqualParts(theirs, mine), theirs);
      kept = true;
      if (found && found.conflicts.length === 0) return store.getState().edit(() => found.draft);
      halted = { theirs, revision };
      tell({ state: 'conflict', conflict: { ...standing, merged: found?.draft ?? theirs, conflicts: found?.conflicts ?? [] } });
    },
    resolve(draft) {
      if (!halted) return;
      const { theirs, revision: newer } = halted;
      halted = null;
      const before = saved;
      goOn(draft, before, theirs, newer);
      settle();
    },
    stop() {
      stopped = true;
      unsubscribe();
      clearTimeout(timer);
      const done = (): void => globalThis.removeEventListener?.('pagehide', leaving);
      if (halted || isSaved()) return done();
      void save().catch(() => undefined).finally(done);
    },
  };

  function pick({ document, layout }: Draft): Draft {
    return { document, layout };
  }
}

/** A draft may be half written; what cannot be merged is for a person to look at. */
function tryMerge(base: Draft, mine: Draft, theirs: Draft): ReturnType<typeof mergeDrafts> | null {
  try {
    return mergeDrafts(base, mine, theirs);
  } catch {
    return null;
  }
}

function tryDiff(base: Draft, theirs: Draft): FlowDiff | null {
  try {
    const diff = diffFlows(base.document, theirs.document);
    return diff.isSame ? null : diff;
  } catch {
    return null;
  }
}
