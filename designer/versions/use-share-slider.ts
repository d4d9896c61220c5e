import { useEffect, useRef, useState } from 'react';

/** Keys move a slider step by step: what is saved is where it comes to rest. */
const REST_MILLISECONDS = 700;

interface ShareSlider {
  share: number;
  move(share: number): void;
  /** It was let go, or a key was pressed: saved once it rests. */
  rest(share: number): void;
  /** Forgets what is not saved yet. */
  reset(): void;
}

/** A share in percent that is saved once it has come to rest, or is left. `saved` is what holds now. */
export function useShareSlider(saved: number, save: (share: number) => void): ShareSlider {
  const [share, setShare] = useState(saved);
  const waiting = useRef<{ share: number; timer: ReturnType<typeof setTimeout> } | null>(null);
  const latest = useRef({ save, saved });
  latest.current = { save, saved };

  const forget = (): void => {
    if (waiting.current) clearTimeout(waiting.current.timer);
    waiting.current = null;
  };
  const flush = (): void => {
    const wanted = waiting.current?.share;
    forget();
    if (wanted !== undefined && wanted !== latest.current.saved) latest.current.save(wanted);
  };
  const flushLatest = useRef(flush);
  flushLatest.current = flush;
  useEffect(() => () => flushLatest.current(), []);
  // Somebody else changed it; what is being moved here stays.
  useEffect(() => {
    if (!waiting.current) setShare(saved);
  }, [saved]);

  return {
    share,
    move: setShare,
    rest(wanted) {
      forget();
      waiting.current = { share: wanted, timer: setTimeout(() => flushLatest.current(), REST_MILLISECONDS) };
    },
    reset() {
      forget();
      setShare(latest.current.saved);
    },
  };
}
