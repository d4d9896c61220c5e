import { expect, it } from '@jest/globals';
import { check, constantFrom, dictionary, jsonValue, property, string } from 'fast-check';
import { Condition, holds, type Condition as ConditionType } from './conditions.js';
import type { Json } from './json.js';

const comparisons = (Condition.properties.is as unknown as { enum: ConditionType['is'][] }).enum;

it('answers yes or no to every value there is', () => {
  const answers = property(constantFrom(...comparisons), dictionary(string(), jsonValue()), string(), jsonValue(), (is, values, value, to) => {
    return typeof holds({ value, is, to: to as Json }, values as Json) === 'boolean';
  });
  expect(check(answers, { numRuns: 2000 }).counterexample).toBeNull();
});

it.each(['__proto__', 'constructor', 'toString', 'customer.__proto__.x', 'list.map'])('finds nothing at %s', (value) => {
  expect(holds({ value, is: 'is_set' }, { customer: {}, list: [] })).toBe(false);
});
