import { createContext, use } from 'react';
import { useSearchParams } from 'react-router';

/** How many flows lie around this one on the page: 0 for the flow of the page itself. */
export const DepthContext = createContext(0);

export interface Opened {
  /** The step of this flow whose own flow is opened over it. */
  step: string | null;
  open(step: string): void;
  /** Closes the one that is opened over this. */
  close(): void;
}

/**
 * The steps whose flows are opened in place, the outermost first. They stand in the address of the page (`?inside=identify,ask`), so that
 * Back closes the innermost and a link leads right into it.
 */
export function useOpened(): Opened {
  const depth = use(DepthContext);
  const [query, setQuery] = useSearchParams();
  const path = query.get('inside')?.split(',').filter(Boolean) ?? [];
  const go = (steps: string[]): void =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      if (steps.length > 0) after.set('inside', steps.join(','));
      else after.delete('inside');
      return after;
    });
  return { step: path[depth] ?? null, open: (step) => go([...path.slice(0, depth), step]), close: () => go(path.slice(0, depth)) };
}

/** Opens the flow that a step runs, over the canvas; `null` where there is nothing to open it in, as on a version that is only looked at. */
export const OpenStepContext = createContext<((step: string) => void) | null>(null);
