import { afterEach, describe, expect, test } from '@jest/globals';
import { createRealClock } from './clock.js';
import { createArrivals, runLoad, type LoadOptions } from './load.js';
import { createScriptedCaller } from './scripted-caller.js';
import { accountSid, authToken, openVoiceApp, type Page, type VoiceApp } from './testing/voice-app.js';

let app: VoiceApp;
afterEach(() => app?.close());

const menu = '<Gather numDigits="1" action="/action"><Say>menu</Say></Gather>';

async function openLoad(pages: Record<string, Page>, options: Partial<LoadOptions> = {}): Promise<LoadOptions> {
  app = await openVoiceApp({ '/status': '', ...pages });
  return {
    ...{ calls: 40, arrivalsPerSecond: null, concurrency: 8, seed: 1, makeCaller: () => createScriptedCaller('1') },
    target: { incomingUrl: `${app.url}/incoming`, statusUrl: `${app.url}/status`, to: '+14005550100', accountSid, authToken },
    ...options,
  };
}

test.each([false, true])('every call is made once, with figures of its requests (keepAlive %s)', async (keepAlive) => {
  const seen: number[] = [];
  const options = await openLoad({ '/incoming': menu, '/action': '<Say>bye</Say>' }, { onCall: (_, index) => void seen.push(index) });
  const result = await runLoad({ ...options, target: { ...options.target, keepAlive } });
  expect(result).toMatchObject({ calls: 40, endedBy: { flow: 40, caller: 0, carrier: 0, error: 0 }, statuses: { completed: 40 }, errors: {}, failures: [], voice: { requests: 80, failed: 0 }, status: { requests: 40, failed: 0 } });
  expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index));
  expect(new Set(app.requests('/incoming').map(({ params }) => params['From'])).size).toBe(40);
  const { p50, p90, p99, max } = result.voice.milliseconds!;
  expect([p50, p90, p99, max]).toEqual([p50, p90, p99, max].sort((a, b) => a - b));
});

test('failures are counted by their code', async () => {
  const result = await runLoad(await openLoad({ '/incoming': menu }, { makeCaller: (index) => createScriptedCaller(index % 2 ? '1' : 'hangup@1') }));
  expect(result).toMatchObject({ endedBy: { caller: 20, error: 20 }, errors: { 11217: 20 }, voice: { requests: 60, failed: 20 } });
});

test('no more calls at once than there are lines', async () => {
  let open = 0;
  let most = 0;
  const page: Page = (_, response) => {
    most = Math.max(most, ++open);
    setTimeout(() => (open--, response.type('text/xml').send('<Response/>')), 5);
  };
  await runLoad(await openLoad({ '/incoming': page }, { concurrency: 3 }));
  expect(most).toBe(3);
});

test('calls that find all lines busy are counted', async () => {
  const slow: Page = (_, response) => void setTimeout(() => response.type('text/xml').send('<Response/>'), 100);
  const result = await runLoad(await openLoad({ '/incoming': slow }, { calls: 6, concurrency: 1, arrivalsPerSecond: 1000 }));
  expect(result.delayedCalls).toBe(5);
});

test('when it is stopped no further call begins', async () => {
  const stop = new AbortController();
  const result = await runLoad(await openLoad({ '/incoming': '' }, { calls: 1000, arrivalsPerSecond: 50, signal: stop.signal, onCall: () => stop.abort() }));
  expect(result.calls).toBeLessThan(20);
});

test('a server that dies fails the calls that met it, and no other', async () => {
  const result = await runLoad(
    await openLoad(
      { '/incoming': menu, '/action': (request) => void request.socket.destroy() },
      { calls: 10, makeClock: () => createRealClock({ speed: 50 }) },
    ),
  );
  expect(result).toMatchObject({ calls: 10, endedBy: { error: 10 }, errors: { 11200: 10 } });
});

describe('arrivals', () => {
  const gaps = (seed: number): number[] => {
    const next = createArrivals(20, seed);
    return Array.from({ length: 10_000 }, next);
  };
  const mean = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

  test('are the same for the same seed', () => {
    expect(gaps(7)).toEqual(gaps(7));
    expect(gaps(7)).not.toEqual(gaps(8));
  });

  test('are a Poisson process: the mean gap is that of the rate, and the deviation is the mean', () => {
    const all = gaps(7);
    const average = mean(all);
    expect(average).toBeGreaterThan(48.5);
    expect(average).toBeLessThan(51.5);
    expect(Math.sqrt(mean(all.map((gap) => (gap - average) ** 2))) / average).toBeCloseTo(1, 1);
  });
});
