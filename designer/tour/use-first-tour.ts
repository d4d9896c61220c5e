import { useEffect } from 'react';
import { useEditor } from '../drafts/editor.js';
import { wasTourSeen } from './tour-memory.js';

/** Begins the tour for whoever opens a flow for the first time in this browser. */
export function useFirstTour(): void {
  const { view, mayEdit } = useEditor();
  useEffect(() => {
    if (mayEdit && !wasTourSeen()) view.getState().look({ touring: true });
  }, [view, mayEdit]);
}
