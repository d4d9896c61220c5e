import { ApiError } from '../api/client.js';
import { flowsApi, type ConflictDetails } from '../api/flows.js';
import type { Draft, DraftStore } from './draft-store.js';

/** `conflict`: somebody else saved meanwhile; nothing is written until a person has chosen. `failed` is tried again. */
export type SaveState = { state: 'saved' | 'changed' | 'saving' } | { state: 'failed'; error: ApiError } | { state: 'conflict'; details: ConflictDetails };

export interface Autosave {
  /** Writes what is not yet written, and answers the revision it has then. Throws where it cannot be saved. */
  flush(): Promise<number>;
  stop(): void;
}

const PAUSE_MILLISECONDS = 700;
const RETRY_MILLISECONDS = 4000;

/** Saves the draft a moment after each change: one request at a time, each on the revision the one before has made. */
export function startAutosave(store: DraftStore, flow: string, revision: number, tell: (state: SaveState) => void): Autosave {
  let saved: Draft = pick(store.getState());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let halted = false;

  const isSaved = (): boolean => saved.document === store.getState().document && saved.layout === store.getState().layout;
  const later = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void save().catch(() => undefined), milliseconds);
  };

  async function write(): Promise<void> {
    const draft = pick(store.getState());
    tell({ state: 'saving' });
    try {
      revision = (await flowsApi.save(flow, { ...draft, revision })).revision;
      saved = draft;
      tell({ state: isSaved() ? 'saved' : 'changed' });
    } catch (error) {
      const refused = error as ApiError;
      halted = refused.status === 409;
      if (!halted) later(RETRY_MILLISECONDS);
      tell(halted ? { state: 'conflict', details: refused.details as unknown as ConflictDetails } : { state: 'failed', error: refused });
      throw error;
    }
  }

  async function save(): Promise<void> {
    while (running) await running.catch(() => undefined);
    if (halted || isSaved()) return;
    running = write().finally(() => (running = null));
    await running;
  }

  const unsubscribe = store.subscribe(() => {
    if (halted || isSaved()) return;
    tell({ state: 'changed' });
    later(PAUSE_MILLISECONDS);
  });

  return {
    async flush() {
      clearTimeout(timer);
      while (!isSaved()) {
        if (halted) throw new ApiError(409, 'draft_conflict', '', {});
        await save();
      }
      return revision;
    },
    stop() {
      unsubscribe();
      clearTimeout(timer);
      if (!halted && !isSaved()) void save().catch(() => undefined);
    },
  };

  function pick({ document, layout }: Draft): Draft {
    return { document, layout };
  }
}
