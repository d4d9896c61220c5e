import { expect, test } from '@jest/globals';
import { versionOf } from './version-id.js';

test('a version does not depend on the order of keys', () => {
  expect(versionOf({ b: [1, { d: '余额', c: null }], a: 1.0 })).toBe(versionOf(JSON.parse('{"a":1,"b":[1.0,{"c":null,"d":"\\u4f59\\u989d"}]}')));
});

test('a version depends on the order of lists and on every value', () => {
  const versions = [{ a: [1, 2] }, { a: [2, 1] }, { a: ['1', 2] }, { a: [1, 2], b: null }].map(versionOf);
  expect(new Set(versions).size).toBe(4);
});

test('a version is the SHA-256 of the canonical JSON, in lower-case hex', () => {
  expect(versionOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
});
