/** A call's time. */
export interface CallClock {
  /** In virtual time waiting takes no time, requests take none either, and nothing happens while a caller thinks. */
  readonly isVirtual: boolean;
  now(): Date;
  /** Lets time pass; returns early when `wake` aborts. */
  advance(seconds: number, wake?: AbortSignal): Promise<void>;
}

/** Time that passes only by `advance`, so that an hour of talk takes a millisecond and every run is the same. */
export function createVirtualClock(start: Date): CallClock {
  let milliseconds = start.getTime();
  return {
    isVirtual: true,
    now: () => new Date(milliseconds),
    advance(seconds, wake) {
      if (!wake?.aborted) milliseconds += Math.max(0, Math.round(seconds * 1000));
      return Promise.resolve();
    },
  };
}

/** Time as it is; `speed` 10 makes ten seconds of talk pass in one (Default: 1). */
export function createRealClock({ speed = 1 }: { speed?: number } = {}): CallClock {
  const start = Date.now();
  return {
    isVirtual: false,
    now: () => new Date(start + (Date.now() - start) * speed),
    advance(seconds, wake) {
      return new Promise((resolve) => {
        if (wake?.aborted) return resolve();
        const done = (): void => {
          clearTimeout(timer);
          wake?.removeEventListener('abort', done);
          resolve();
        };
        // A timer may fire a millisecond early; a moment that was waited for must have come.
        const timer = setTimeout(done, Math.max(0, Math.ceil((seconds * 1000) / speed) + 1));
        wake?.addEventListener('abort', done);
      });
    },
  };
}
