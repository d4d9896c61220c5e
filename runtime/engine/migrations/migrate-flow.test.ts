import { expect, test } from '@jest/globals';
import { validateFlow } from '../../../schemas/published/validators.js';
import { CURRENT_SPEC_VERSION, migrateFlow, migrations } from './migrate-flow.js';

const draft = {
  id: 'line',
  initial: 'hello',
  meta: { version: '0.9', title: 'Line', languages: ['zh-CN'] },
  states: { hello: { meta: { step: 'say', title: '问候', prompt: { 'zh-CN': '您好。' } }, on: { next: 'goodbye' } }, goodbye: { type: 'final', meta: { step: 'hang_up' } } },
};

test('A draft of before 1.0 becomes a valid flow, and the draft is left as it was', () => {
  const before = structuredClone(draft);
  const { document, applied } = migrateFlow(draft);
  expect(applied).toEqual(['name-version-and-titles']);
  expect(validateFlow(document)).toBe(true);
  expect(draft).toEqual(before);
});

test('What was migrated is not migrated again', () => {
  const { document } = migrateFlow(draft);
  expect(migrateFlow(document)).toEqual({ document, applied: [] });
});

test('A flow without a version is left for the check', () => {
  expect(migrateFlow({ id: 'x' })).toEqual({ document: { id: 'x' }, applied: [] });
});

test('A version nobody knows is refused with those that are known', () => {
  expect(() => migrateFlow({ meta: { specVersion: '7.3' } })).toThrow('"7.3", and this program knows 0.9, 1.0');
});

test('The migrations lead from each version to the next, up to the current one', () => {
  expect(migrations.map(({ to }) => to)).toEqual([...migrations.slice(1).map(({ from }) => from), CURRENT_SPEC_VERSION]);
  expect(new Set(migrations.map(({ name }) => name)).size).toBe(migrations.length);
});
