import { expect, test } from '@jest/globals';
import { BUCKETS, bucketOf } from './sticky-bucket.js';

const customers = Array.from({ length: 20_000 }, (_, at) => `cust-${at}`);

test('a customer meets the same bucket every time', () => {
  expect(bucketOf('greeting', 'cust-1')).toBe(bucketOf('greeting', 'cust-1'));
});

test('customers spread evenly: each tenth holds a tenth, within five standard deviations', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const customer of customers) tenths[Math.floor((bucketOf('greeting', customer) / BUCKETS) * 10)]! += 1;
  const deviation = Math.sqrt(customers.length * 0.1 * 0.9);
  for (const count of tenths) expect(Math.abs(count - customers.length / 10)).toBeLessThan(5 * deviation);
});

test('two experiments divide the same customers independently of each other', () => {
  const both = customers.filter((customer) => bucketOf('greeting', customer) < BUCKETS / 2 && bucketOf('order of the menu', customer) < BUCKETS / 2).length;
  expect(both / customers.length).toBeGreaterThan(0.235);
  expect(both / customers.length).toBeLessThan(0.265);
});
