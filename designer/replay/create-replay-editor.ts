import type { Flow, FlowLayout } from '../../schemas/documents/flow.js';
import { createDraftStore } from '../drafts/draft-store.js';
import type { Editor } from '../drafts/editor.js';
import { createViewStore } from '../drafts/view-store.js';

/** A version on the canvas to look at: nothing in it can be changed, so there is nothing to save. */
export function createReplayEditor(document: Flow, layout: FlowLayout, language: string): Editor {
  const { languages } = document.meta;
  return {
    flow: document.id,
    drafts: createDraftStore({ document, layout }),
    view: createViewStore(languages.includes(language) ? language : (languages[0] ?? language)),
    autosave: { flush: () => Promise.reject(new Error('A version does not change.')), stop: () => undefined } as Editor['autosave'],
    mayEdit: false,
    reopen: () => undefined,
  };
}
