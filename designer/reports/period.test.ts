import { expect, test } from '@jest/globals';
import { lastDays } from './period.js';

test.each([
  { now: '2026-11-01T15:59:59Z', count: 1, period: { from: '2026-11-01', to: '2026-11-01' } },
  { now: '2026-11-01T16:00:00Z', count: 1, period: { from: '2026-11-02', to: '2026-11-02' } },
  { now: '2026-03-02T02:00:00Z', count: 7, period: { from: '2026-02-24', to: '2026-03-02' } },
])('the last $count days at $now are those of the time zone of reports', ({ now, count, period }) => expect(lastDays(count, new Date(now))).toEqual(period));
