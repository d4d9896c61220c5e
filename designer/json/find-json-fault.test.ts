import { expect, test } from '@jest/globals';
import { check, jsonValue, property, string } from 'fast-check';
import { findJsonFault, mendJson } from './find-json-fault.js';

test.each([
  { text: '{"a": 1，"b": 2}', line: 1, character: 8, found: '，', expected: 'commaOrBrace', fullWidth: ',', mended: '{"a": 1,"b": 2}' },
  { text: '{\n  "姓名"："张，三"\n}', line: 2, character: 7, found: '：', expected: 'colon', fullWidth: ':', mended: '{\n  "姓名":"张，三"\n}' },
  { text: '{“a”: 1}', line: 1, character: 2, found: '“', expected: 'name', fullWidth: '"', mended: '{"a": 1}' },
  { text: '｛"a": 1｝', line: 1, character: 1, found: '｛', expected: 'value', fullWidth: '{', mended: '{"a": 1}' },
  { text: '{"a”: 1, "b": 2}', line: 1, character: 11, found: 'b', expected: 'colon', fullWidth: null, mended: '{"a": 1, "b": 2}' },
  { text: '【1，２，3】', line: 1, character: 1, found: '【', expected: 'value', fullWidth: '[', mended: '[1,2,3]' },
  { text: '{"a": 1,}', line: 1, character: 9, found: '}', expected: 'name', fullWidth: null, mended: '{"a": 1}' },
  { text: '{"a": 1', line: 1, character: 8, found: '', expected: 'commaOrBrace', fullWidth: null, mended: null },
  { text: '{"a": 中}', line: 1, character: 7, found: '中', expected: 'value', fullWidth: null, mended: null },
  { text: '["a', line: 1, character: 4, found: '', expected: 'quote', fullWidth: null, mended: null },
  { text: '["\\x"]', line: 1, character: 3, found: '\\', expected: 'escape', fullWidth: null, mended: null },
  { text: '[1] 2', line: 1, character: 5, found: '2', expected: 'end', fullWidth: null, mended: null },
  { text: '{"a": 1}\n{"b', line: 2, character: 1, found: '{', expected: 'end', fullWidth: null, mended: null },
])('$text', ({ text, ...fault }) => {
  expect(findJsonFault(text)).toEqual(fault);
});

test('JSON has no fault', () => {
  expect(check(property(jsonValue(), (value) => findJsonFault(JSON.stringify(value, null, 1)) === null), { numRuns: 300 }).counterexample).toBeNull();
});

test('any text has a place for its fault, and what is mended is JSON', () => {
  const holds = property(string({ unit: 'grapheme' }), (text) => {
    const fault = findJsonFault(`{"a": ${text}`);
    return fault === null || (fault.line >= 1 && fault.character >= 1 && (fault.mended === null || JSON.parse(fault.mended) !== undefined));
  });
  expect(check(holds, { numRuns: 500 }).counterexample).toBeNull();
});

test('a text in Chinese keeps its signs, also between Chinese quotation marks', () => {
  expect(mendJson('{“话”：“您好，请问：” ，“n”：１２}')).toBe('{"话":"您好，请问：" ,"n":12}');
});
