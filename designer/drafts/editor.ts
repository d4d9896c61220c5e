import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Autosave } from './autosave.js';
import type { DraftState, DraftStore } from './draft-store.js';
import type { Unsaved } from './unsaved-drafts.js';
import type { ViewStore } from './view-store.js';

/** One open flow: what is worked on, what is looked at, and who saves it. */
export interface Editor {
  flow: string;
  drafts: DraftStore;
  view: ViewStore;
  autosave: Autosave;
  mayEdit: boolean;
  /** Opens the flow again as the server has it; what is not saved is gone. */
  reopen(): void;
  /** What earlier visits in this browser could not save, the oldest first. (Default: nothing.) */
  left?: LeftBehind[];
}

export interface LeftBehind {
  unsaved: Unsaved;
  /** Who saved the draft that stands, and when. */
  standing: { by: string; at: string };
  drop(): void;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (!editor) throw new Error('useEditor stands outside an open flow.');
  return editor;
}

export function useDraft<T>(select: (draft: DraftState) => T): T {
  return useStore(useEditor().drafts, select);
}

export function useView<T>(select: (view: ReturnType<ViewStore['getState']>) => T): T {
  return useStore(useEditor().view, select);
}
