import { useEffect, useRef } from 'react';

/** Draws anew what could not be drawn, as soon as `cause` is another one than it was then. */
export function useAgain(cause: unknown, again: () => void): void {
  const failedOn = useRef(cause);
  useEffect(() => {
    if (cause !== failedOn.current) again();
  }, [cause, again]);
}
