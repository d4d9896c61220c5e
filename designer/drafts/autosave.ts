import type { FlowDiff } from '../../runtime/engine/diff/flow-diff.js';
import { diffFlows } from '../../runtime/engine/diff/diff-flows.js';
import type { MergeConflict } from '../../runtime/engine/merge/merge-flows.js';
import { ApiError } from '../api/client.js';
import { flowsApi } from '../api/flows.js';
import { chooseSides } from './choose-side.js';
import type { Draft, DraftStore } from './draft-store.js';
import type { LeftBehind } from './editor.js';
import type { Unsaved } from './unsaved-drafts.js';
import { keepEqual, mergeDrafts, shareEqualParts } from './merge-drafts.js';

/** What two people changed in different ways. `merged` has mine at every conflict; without conflicts the two could not be brought together at all. */
export interface DraftConflict {
  by: string;
  at: string;
  merged: Draft;
  conflicts: MergeConflict[];
  /** What an earlier visit could not save is taken in only by choosing. */
  isOfEarlierVisit: boolean;
}

/** `conflict`: nothing is written until a person has chosen. `failed` is tried again, `signedOut` too: somebody signs in in another tab. `refused` would be refused again: it waits for another change, or for whoever asks. */
export type SaveState = { state: 'saved' | 'changed' | 'saving' | 'signedOut' } | { state: 'failed' | 'refused'; error: ApiError } | { state: 'conflict'; conflict: DraftConflict };

/** Somebody else's changes came in without a conflict. `diff` is `null` where only boxes moved or it cannot be told. */
export interface Merged {
  by: string;
  diff: FlowDiff | null;
  /** Steps of ours under the ids they have now. */
  renamed: Record<string, string>;
}

/** What somebody else has saved since. */
interface Newer {
  theirs: Draft;
  revision: number;
  by: string;
  at: string;
}

export interface Autosave {
  /** Writes what is not yet written, and answers the revision it has then. Throws where it cannot be saved. */
  flush(): Promise<number>;
  /** Somebody may have saved: takes in what is newer than ours. */
  follow(revision: number): Promise<void>;
  /** Takes in what an earlier visit could not save: merged with what stands now, and where both differ, chosen by a person. */
  takeIn(left: LeftBehind): void;
  /** What was taken in or kept for the next visit is not wanted any more. */
  letGo(): void;
  /** Looks again at what both changed, with what was typed and saved since the conflict came up: a person is about to choose. */
  reconsider(): Promise<void>;
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
  let halted: Newer | null = null;
  let stopped = false;
  /** The last attempt failed, or a person must choose: a reload would lose what is not kept. */
  let unsaved: 'failed' | 'refused' | 'forbidden' | 'signedOut' | 'conflict' | null = null;
  let kept = false;
  let takenIn: LeftBehind[] = [];

  const letGo = (): void => {
    if (kept) forget();
    kept = false;
    for (const left of takenIn) left.drop();
    takenIn = [];
  };
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
    unsaved = readFailure(error);
    if (unsaved === 'failed' || unsaved === 'signedOut') later(RETRY_MILLISECONDS);
    keepUnsaved();
    tell(unsaved === 'signedOut' ? { state: 'signedOut' } : { state: unsaved === 'failed' ? 'failed' : 'refused', error });
    throw error;
  }

  function settle(): void {
    if (halted) return keepUnsaved();
    unsaved = null;
    tell({ state: isSaved() ? 'saved' : 'changed' });
    if (!isSaved()) return later(PAUSE_MILLISECONDS);
    letGo();
  }

  async function takeTheirs(): Promise<void> {
    const newer = await readNewest().catch((error: unknown) => fail(error as ApiError));
    if (newer.revision > revision) meet(newer);
  }

  async function readNewest(): Promise<Newer> {
    const { document, layout, revision: at, updatedBy, updatedAt } = await flowsApi.draft(flow);
    return { theirs: shareEqualParts(saved, { document, layout: layout ?? saved.layout }), revision: at, by: updatedBy, at: updatedAt };
  }

  /** Brings theirs and what stands here now together, or waits for a person. */
  function meet(newer: Newer): void {
    const base = saved;
    const { theirs, by, at } = newer;
    const found = tryMerge(base, pick(store.getState()), theirs);
    if (!found || found.conflicts.length > 0) {
      halted = newer;
      return tell({ state: 'conflict', conflict: { by, at, merged: found?.draft ?? theirs, conflicts: found?.conflicts ?? [], isOfEarlierVisit: false } });
    }
    halted = null;
    goOn(found.draft, base, theirs, newer.revision);
    merged({ by, diff: tryDiff(base, theirs), renamed: found.renamed });
  }

  /**
   * From here on ours is built on theirs, and so is every step of undo: taking a change back never takes theirs back. Where they changed what
   * a step of undo would change, theirs stands, and a step that has nothing else to take back is none any more.
   */
  function goOn(draft: Draft, base: Draft, theirs: Draft, newer: number): void {
    const { pastStates, futureStates, pause, resume } = store.temporal.getState();
    store.temporal.setState({ pastStates: rebaseSteps(pastStates, draft, base, theirs), futureStates: rebaseSteps(futureStates, draft, base, theirs) });
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
      letGo();
      return tell({ state: 'saved' });
    }
    // Whoever may not save has not got leave by another change.
    if (unsaved === 'forbidden') return;
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
    takeIn(left) {
      const { unsaved: { base, mine }, standing } = left;
      const now = pick(store.getState());
      const found = tryMerge(shareEqualParts(now, base), shareEqualParts(now, mine), now);
      takenIn.push(left);
      if (found && found.conflicts.length === 0) return store.getState().edit(() => found.draft);
      halted = { theirs: saved, revision, ...standing };
      tell({ state: 'conflict', conflict: { ...standing, merged: found?.draft ?? now, conflicts: found?.conflicts ?? [], isOfEarlierVisit: true } });
    },
    letGo,
    async reconsider() {
      const known = halted;
      if (!known || known.revision <= revision) return;
      // Without a connection what is known of theirs has to do.
      const newest = await readNewest().catch(() => known);
      if (halted !== known) return;
      meet(newest.revision > known.revision ? newest : known);
      settle();
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

/** Steps of undo, the nearest last, built on theirs. */
function rebaseSteps(steps: Partial<Draft>[], now: Draft, base: Draft, theirs: Draft): Partial<Draft>[] {
  let after = now;
  return steps.reduceRight<Partial<Draft>[]>((kept, step) => {
    const found = tryMerge(base, { ...base, ...step }, theirs);
    if (!found) return [step, ...kept];
    const document = chooseSides(found.draft.document, found.conflicts, found.conflicts.map(() => 'theirs'));
    const isNothing = found.conflicts.length > 0 && keepEqual(after.document, document) === after.document && keepEqual(after.layout, found.draft.layout) === after.layout;
    if (isNothing) return kept;
    after = { document, layout: found.draft.layout };
    return [after, ...kept];
  }, []);
}

/** What the server does not take as it is, or from this person, it does not take a second time either; what merely did not arrive, it may. */
function readFailure({ status }: ApiError): 'failed' | 'refused' | 'forbidden' | 'signedOut' {
  if (status === 401) return 'signedOut';
  if (status === 403) return 'forbidden';
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'failed';
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
