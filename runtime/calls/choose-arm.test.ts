import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseArm } from './choose-arm.js';

const split = (sharePercent: number, canary = 'c'.repeat(64)) => ({ flow: 'line', alias: 'live', version: 'a'.repeat(64), canary: { version: canary, sharePercent } });
const caller = fc.integer({ min: 10_000_000, max: 999_999_999 }).map((digits) => `+86${digits}`);
const share = fc.integer({ min: 1, max: 9999 }).map((hundredths) => hundredths / 100);

test('a caller meets the same version in every call', () => {
  fc.assert(fc.property(caller, share, fc.string(), fc.string(), (from, percent, one, other) => {
    expect(chooseArm(split(percent), { from, callId: one })).toEqual(chooseArm(split(percent), { from, callId: other }));
  }));
});

test('a caller who is on the canary stays there while its share grows', () => {
  fc.assert(fc.property(caller, share, share, (from, one, other) => {
    const [less, more] = [Math.min(one, other), Math.max(one, other)];
    if (chooseArm(split(less), { from, callId: '' }).arm === 'canary') expect(chooseArm(split(more), { from, callId: '' }).arm).toBe('canary');
  }));
});

test.each([1, 10, 50, 99])('%s %% of ten thousand callers are near that share', (percent) => {
  const callers = Array.from({ length: 10_000 }, (_, at) => `+861380${String(at).padStart(7, '0')}`);
  const canaries = callers.filter((from) => chooseArm(split(percent), { from, callId: '' }).arm === 'canary').length;
  expect(Math.abs(canaries / 100 - percent)).toBeLessThan(2);
});

test('another canary is tried on other callers', () => {
  const callers = Array.from({ length: 2000 }, (_, at) => `+861380${String(at).padStart(7, '0')}`);
  const both = callers.filter((from) => ['c', 'd'].every((name) => chooseArm(split(10, name.repeat(64)), { from, callId: '' }).arm === 'canary'));
  expect(both.length).toBeLessThan(60);
});

test('callers who withhold their number are divided by the call', () => {
  const arms = new Set(Array.from({ length: 100 }, (_, at) => chooseArm(split(50), { from: 'anonymous', callId: `CA${at}` }).arm));
  expect(arms).toEqual(new Set(['stable', 'canary']));
});

test('an alias that points to one version has no arms', () => {
  expect(chooseArm({ flow: 'line', alias: 'live', version: 'a' }, { from: '+8613800000001', callId: 'CA1' })).toEqual({ version: 'a', arm: null });
});
