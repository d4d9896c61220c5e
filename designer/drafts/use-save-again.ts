import { useState } from 'react';
import { useEditor } from './editor.js';

/** Tries to save at once what was not saved; `busy` while it is tried. How it ended stands in the view. */
export function useSaveAgain(): { busy: boolean; again(): void } {
  const { autosave } = useEditor();
  const [busy, setBusy] = useState(false);
  const again = (): void => {
    setBusy(true);
    void autosave.flush().catch(() => undefined).finally(() => setBusy(false));
  };
  return { busy, again };
}
