import { useEffect } from 'react';
import { useEditor } from '../drafts/editor.js';

/** Closing the window asks first while something is not saved, or is written as JSON and not applied. */
export function useUnsavedWarning(): void {
  const { view } = useEditor();
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      const { save, written } = view.getState();
      if (save.state !== 'saved' || written !== null) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [view]);
}
