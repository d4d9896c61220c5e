import { useEffect, useState } from 'react';

/** A pause in typing after which all flows are searched. */
const PAUSE_MILLISECONDS = 150;

/** What was typed, once the typing pauses. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
