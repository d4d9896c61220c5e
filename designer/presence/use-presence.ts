import { useEffect } from 'react';
import { useEditor } from '../drafts/editor.js';
import { isStepNode } from '../drafts/layout-edits.js';
import { presenceApi, type Other } from './presence.js';

const EVERY_MILLISECONDS = 3000;

/** A step that was just selected is told this soon, so that a walk with the arrow keys is not told step by step. */
const SELECTED_MILLISECONDS = 300;

/**
 * Tells that this page has the flow open and which step is selected, and hears who else has and whether they saved; what they saved is merged
 * in at once. A page that nobody looks at is silent and soon forgotten.
 */
export function usePresence(): void {
  const { flow, view, autosave } = useEditor();
  useEffect(() => {
    const editor = crypto.randomUUID();
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let told: string | null = null;

    const beat = async (): Promise<void> => {
      clearTimeout(timer);
      if (document.hidden || leaving.signal.aborted) return;
      told = selectedStep();
      try {
        const { revision, editors } = await presenceApi.tell(flow, editor, told, leaving.signal);
        showOthers(editors.filter((other) => other.editor !== editor));
        void autosave.follow(revision);
      } catch {
        // Whether the server can be reached is told by what is saved; here it is tried again.
      }
      if (!leaving.signal.aborted) timer = setTimeout(() => void beat(), EVERY_MILLISECONDS);
    };

    // Notes and frames are of the layout: the server knows steps only.
    const selectedStep = (): string | null => {
      const [step, ...more] = view.getState().selected;
      return step !== undefined && more.length === 0 && isStepNode(step) ? step : null;
    };
    const showOthers = (others: Other[]): void => {
      const known = view.getState().others;
      if (JSON.stringify(known) !== JSON.stringify(others)) view.getState().look({ others });
    };
    const leave = (): void => void presenceApi.leave(flow, editor).catch(() => undefined);
    const wake = (): void => (document.hidden ? leave() : void beat());
    const unsubscribe = view.subscribe(({ selected }, before) => {
      if (selected === before.selected || selectedStep() === told) return;
      clearTimeout(timer);
      timer = setTimeout(() => void beat(), SELECTED_MILLISECONDS);
    });

    void beat();
    document.addEventListener('visibilitychange', wake);
    window.addEventListener('pagehide', leave);
    return () => {
      leaving.abort();
      clearTimeout(timer);
      unsubscribe();
      document.removeEventListener('visibilitychange', wake);
      window.removeEventListener('pagehide', leave);
      view.getState().look({ others: [] });
      leave();
    };
  }, [flow, view, autosave]);
}
