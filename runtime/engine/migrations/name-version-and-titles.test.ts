import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../../schemas/json.js';
import { nameVersionAndTitles } from './name-version-and-titles.js';

const hello = { step: 'say', prompt: { 'zh-CN': '您好。' } };

const cases: [what: string, before: JsonObject, after: JsonObject][] = [
  ['the version and the name move', { id: 'a', meta: { version: '0.9', title: 'Line', languages: ['zh-CN'] }, states: {} }, { id: 'a', meta: { specVersion: '1.0', name: 'Line', languages: ['zh-CN'] }, states: {} }],
  ['a title gets the language of the flow', { meta: { version: '0.9', languages: ['zh-CN', 'en-US'] }, states: { a: { meta: { ...hello, title: '问候' }, on: { next: 'b' } } } }, { meta: { specVersion: '1.0', languages: ['zh-CN', 'en-US'] }, states: { a: { on: { next: 'b' }, meta: { ...hello, title: { 'zh-CN': '问候' } } } } }],
  ['a title that has its languages stays', { meta: { version: '0.9', languages: ['zh-CN'] }, states: { a: { meta: { ...hello, title: { 'en-US': 'Hello' } } } } }, { meta: { specVersion: '1.0', languages: ['zh-CN'] }, states: { a: { meta: { ...hello, title: { 'en-US': 'Hello' } } } } }],
  ['what is malformed is left for the check', { meta: { version: '0.9' }, states: { a: 1, b: { type: 'final' } } }, { meta: { specVersion: '1.0' }, states: { a: 1, b: { type: 'final' } } }],
];

test.each(cases)('name-version-and-titles: %s', (_what, before, after) => {
  expect(nameVersionAndTitles.migrate(before)).toEqual(after);
});
