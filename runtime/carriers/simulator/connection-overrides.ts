import { CarrierFault } from './carrier-fault.js';

export interface ConnectionOverrides {
  connectMilliseconds: number;
  firstByteMilliseconds: number;
  totalMilliseconds: number;
  /** Repetitions after the first try. */
  retries: number;
  retryOn: readonly RetryReason[];
}

export type RetryReason = 'ct' | 'rt' | '4xx' | '5xx';

/**
 * Reads the connection overrides in a URL's fragment, such as `#rc=2&rp=ct,rt`, which is neither sent nor signed. Without any: two connects
 * of 5 s, one try for all else, 15 s in all. Throws `CarrierFault` 11243.
 */
export function readConnectionOverrides(url: string): ConnectionOverrides {
  const fields = new URLSearchParams(new URL(url).hash.slice(1));
  const within = (name: string, low: number, high: number, fallback: number): number => {
    const text = fields.get(name);
    if (text === null) return fallback;
    if (!/^\d+$/.test(text) || Number(text) < low || Number(text) > high) throw new CarrierFault(11243, `${name} must be from ${low} to ${high}, not "${text}" (${url}).`);
    return Number(text);
  };
  return {
    connectMilliseconds: within('ct', 100, 10_000, 5_000),
    firstByteMilliseconds: within('rt', 100, 15_000, 15_000),
    totalMilliseconds: within('tt', 100, 15_000, 15_000),
    retries: within('rc', 0, 5, 1),
    retryOn: readRetryOn(fields.get('rp') ?? 'ct'),
  };
}

const reasons: readonly RetryReason[] = ['ct', 'rt', '4xx', '5xx'];

function readRetryOn(text: string): RetryReason[] {
  return text.split(',').flatMap((word) => {
    if (word === 'all') return reasons;
    const reason = reasons.find((known) => known === word);
    if (!reason) throw new CarrierFault(11243, `rp must list ${reasons.join(', ')} or all, not "${word}".`);
    return [reason];
  });
}
