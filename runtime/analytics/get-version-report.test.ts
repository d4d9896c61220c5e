import { beforeAll, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../tests/drivers/database.js';
import { getVersionReport } from './get-version-report.js';

const database = useDatabase();
const now = new Date('2026-11-20T08:00:00Z');

interface Call {
  version: string;
  arm: 'stable' | 'canary' | null;
  calls: number;
  endState?: string;
  seconds?: number;
  test?: boolean;
  alias?: string;
}

const calls: Call[] = [
  { version: 'old', arm: null, calls: 3 },
  { version: 'old', arm: 'stable', calls: 9 },
  { version: 'old', arm: 'stable', calls: 3, endState: 'system_error' },
  { version: 'old', arm: 'stable', calls: 1, endState: 'failed_to_agent', seconds: 100 },
  { version: 'old', arm: 'stable', calls: 2, seconds: 4 },
  { version: 'new', arm: 'canary', calls: 4, endState: 'informed' },
  { version: 'new', arm: 'canary', calls: 1, test: true },
  { version: 'new', arm: null, alias: 'test', calls: 5, test: true },
];

beforeAll(async () => {
  let number = 0;
  for (const { version, arm, calls: count, endState = 'completed', seconds = 60, test: isTest = false, alias = 'live' } of calls) {
    for (let at = 0; at < count; at += 1) {
      await database().pool.query(
        `insert into calls (call_id, account_sid, flow, version, alias, arm, test, caller, called, language, started_at, ended_at, end_state, ended_by, duration_seconds, revision, turn, state, verbs, touched_at)
         values ($1, 'AC', 'line', $2, $3, $4, $5, '+861', '+862', 'zh-CN', $6, $6, $7, 'flow', $8, 1, 1, '{}', '[]', $6)`,
        [`CA${(number += 1)}`, version, alias, arm, isTest, '2026-11-19T08:00:00Z', endState, seconds],
      );
    }
  }
});

const report = (request: object = {}) => getVersionReport(database().pool, { flow: 'line', now, ...request });

test('the sides of a split alias stand beside each other, apart from calls that were not split', async () => {
  const { rows } = await report({ alias: 'live' });
  expect(rows.map(({ version, arm, answered, excluded, counted }) => ({ version, arm, answered, excluded, counted }))).toEqual(
    expect.arrayContaining([
      { version: 'old', arm: 'stable', answered: 15, excluded: { test: 0, short: 2 }, counted: 13 },
      { version: 'old', arm: null, answered: 3, excluded: { test: 0, short: 0 }, counted: 3 },
      { version: 'new', arm: 'canary', answered: 5, excluded: { test: 1, short: 0 }, counted: 4 },
    ]),
  );
  expect(rows).toHaveLength(3);
});

test('rates have their Wilson intervals, and few calls a wide one', async () => {
  const { rows } = await report({ alias: 'live' });
  const [stable, canary] = ['stable', 'canary'].map((arm) => rows.find((row) => row.arm === arm)!);
  expect(stable!.containment).toMatchObject({ numerator: 9, denominator: 13 });
  expect(stable!.failures).toMatchObject({ numerator: 4, denominator: 13 });
  expect(stable!.averageSeconds).toBe(63.1);
  // Worked out by hand: (1 + z²/8 ± z·√(z²/64)) ÷ (1 + z²/4) at z = 1.96 for 4 of 4.
  expect(canary!.containment.low).toBeCloseTo(0.5101, 4);
  expect(canary!.containment.high).toBe(1);
  expect(canary!.buyers).toMatchObject({ numerator: 0, denominator: 4, rate: 0 });
});

describe('an alias of test calls', () => {
  test('has no counted calls, and rates that are unknown', async () => {
    const { rows } = await report({ alias: 'test' });
    expect(rows).toMatchObject([{ version: 'new', answered: 5, excluded: { test: 5 }, counted: 0, containment: { rate: null, low: null, high: null }, averageSeconds: null }]);
  });
});

test('a period without calls has no rows', async () => expect((await report({ from: '2026-01-01', to: '2026-01-02' })).rows).toEqual([]));
