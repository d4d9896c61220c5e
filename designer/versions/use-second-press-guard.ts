import { useEffect, useState } from 'react';
import type { Loaded } from '../api/use-loaded.js';

/** The second press of a double click, which must not do once more what the first one did. */
const SECOND_PRESS_MILLISECONDS = 1000;

/** Blocks what would act on a list that is loaded again: until the new one is there, and has been seen. `changed` loads it. */
export function useSecondPressGuard({ data, loading, reload }: Loaded<unknown>): { blocked: boolean; changed(): void } {
  const [isGuarded, setGuarded] = useState(false);
  useEffect(() => {
    if (!isGuarded || loading) return;
    const timer = setTimeout(() => setGuarded(false), SECOND_PRESS_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isGuarded, loading, data]);
  const changed = (): void => {
    setGuarded(true);
    reload();
  };
  return { blocked: isGuarded || loading, changed };
}
