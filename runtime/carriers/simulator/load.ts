import type { Caller } from './caller.js';
import { createVirtualClock, type CallClock } from './clock.js';
import { placeCall, type CarrierCall, type PlaceCallOptions } from './place-call.js';

/**
 * Places many calls at once. They arrive as a Poisson process, whose gaps come from `seed`, or as fast as `concurrency` allows; what arrives
 * while all lines are busy waits its turn and is counted as delayed.
 */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { calls, arrivalsPerSecond, concurrency, signal } = options;
  const arrivals = arrivalsPerSecond === null ? undefined : createArrivals(arrivalsPerSecond, options.seed);
  const began = performance.now();
  const done: CarrierCall[] = [];
  const failures: string[] = [];
  let next = 0;
  let dueMilliseconds = 0;
  let delayed = 0;
  const line = async (): Promise<void> => {
    while (next < calls && !signal?.aborted) {
      const index = next++;
      if (arrivals) {
        dueMilliseconds += arrivals();
        const wait = began + dueMilliseconds - performance.now();
        if (wait < -lateMilliseconds) delayed++;
        await pause(wait, signal);
        if (signal?.aborted) return;
      }
      await placeOne(options, index).then(
        (call) => {
          done.push(call);
          options.onCall?.(call, index);
        },
        (error: unknown) => void failures.push(String(error)),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, calls) }, line));
  return summarise(done, failures, delayed, (performance.now() - began) / 1000);
}

export interface LoadOptions {
  calls: number;
  /** Mean rate of arrival; `null`: as many as the lines take. */
  arrivalsPerSecond: number | null;
  /** Lines: calls at the same time. */
  concurrency: number;
  seed: number;
  makeCaller(index: number): Caller;
  /** The caller's number (Default: +86139 and eight digits). */
  from?(index: number): string;
  /** (Default: virtual time from now) */
  makeClock?(index: number): CallClock;
  target: Omit<PlaceCallOptions, 'caller' | 'clock' | 'from' | 'signal'>;
  onCall?(call: CarrierCall, index: number): void;
  /** No further call begins when it aborts; those in progress go on. */
  signal?: AbortSignal;
}

export interface LoadResult {
  calls: number;
  seconds: number;
  callsPerSecond: number;
  endedBy: Record<CarrierCall['endedBy'], number>;
  /** Final CallStatus → calls. */
  statuses: Record<string, number>;
  /** Error code → how often. */
  errors: Record<string, number>;
  /** Calls whose caller failed, in words. */
  failures: string[];
  /** Calls that found all lines busy. */
  delayedCalls: number;
  voice: RequestFigures;
  status: RequestFigures;
}

export interface RequestFigures {
  requests: number;
  /** Without an answer, or 4xx or 5xx. */
  failed: number;
  perSecond: number;
  /** Of all requests; `null` where there was none. */
  milliseconds: { p50: number; p90: number; p99: number; max: number } | null;
}

/** What a timer may be late without the line being to blame. */
const lateMilliseconds = 50;

function placeOne({ makeCaller, from, makeClock, target }: LoadOptions, index: number): Promise<CarrierCall> {
  return placeCall({
    ...target,
    caller: makeCaller(index),
    from: from?.(index) ?? `+86139${String(index % 1e8).padStart(8, '0')}`,
    clock: makeClock?.(index) ?? createVirtualClock(new Date()),
  });
}

/** Gaps of a Poisson process in milliseconds: exponentially distributed. */
export function createArrivals(arrivalsPerSecond: number, seed: number): () => number {
  const random = createRandom(seed);
  return () => (-Math.log(1 - random()) / arrivalsPerSecond) * 1000;
}

/** Numbers from 0 up to 1, the same for the same seed (a Weyl sequence, mixed by multiplication and shifts). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (milliseconds <= 0 || signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done);
  });
}

function summarise(calls: CarrierCall[], failures: string[], delayedCalls: number, seconds: number): LoadResult {
  return {
    calls: calls.length,
    seconds,
    callsPerSecond: calls.length / seconds,
    endedBy: { flow: 0, caller: 0, carrier: 0, error: 0, ...countBy(calls, (call) => call.endedBy) },
    statuses: countBy(calls, (call) => call.status),
    errors: countBy(calls.flatMap((call) => call.errors), (error) => String(error.code)),
    failures,
    delayedCalls,
    voice: figures(calls, 'voice', seconds),
    status: figures(calls, 'status', seconds),
  };
}

function figures(calls: CarrierCall[], kind: 'voice' | 'status', seconds: number): RequestFigures {
  const requests = calls.flatMap((call) => call.requests).filter((request) => request.kind === kind);
  const sorted = requests.map((request) => request.milliseconds).sort((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return {
    requests: requests.length,
    failed: requests.filter(({ status }) => status === null || status >= 400).length,
    perSecond: requests.length / seconds,
    milliseconds: sorted.length === 0 ? null : { p50: rank(0.5), p90: rank(0.9), p99: rank(0.99), max: rank(1) },
  };
}

function countBy<Item>(items: Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
