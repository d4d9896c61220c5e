import { expect, test } from '@jest/globals';
import { momentOf, wallClock } from './phone-settings.js';

test.each([
  ['2026-11-24T10:00', 'Asia/Shanghai', '2026-11-24T02:00:00.000Z'],
  ['2026-01-01T00:30', 'America/New_York', '2026-01-01T05:30:00.000Z'],
  ['2026-07-01T00:30', 'America/New_York', '2026-07-01T04:30:00.000Z'],
  ['2026-06-01T09:00', 'Asia/Kolkata', '2026-06-01T03:30:00.000Z'],
])('%s in %s is %s, and back', (wall, timeZone, moment) => {
  expect(momentOf(wall, timeZone)).toBe(moment);
  expect(wallClock(new Date(moment), timeZone)).toBe(wall);
});
