import { useEffect } from 'react';
import { useEditor } from '../drafts/editor.js';

/** Closing the window asks first while something is not saved. */
export function useUnsavedWarning(): void {
  const { view } = useEditor();
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      if (view.getState().save.state !== 'saved') event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [view]);
}
