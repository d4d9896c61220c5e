import { expect, test } from '@jest/globals';
import type { ReportDocument, Sale } from './report-document.js';
import { getReportRows } from './report-rows.js';

const reportOf = (sale: Sale): ReportDocument => ({
  schemaVersion: 1,
  report: 'calls',
  from: '2026-11-01',
  to: '2026-11-30',
  timeZone: 'Asia/Shanghai',
  filters: { flow: null, minimumSeconds: 10 },
  answered: 0,
  excluded: { test: 0, short: 0 },
  counted: 0,
  endStates: {} as ReportDocument['endStates'],
  containment: { numerator: 0, denominator: 0, rate: null, low: null, high: null },
  funnel: [],
  sales: [sale],
  rows: [],
});

test.each([
  { currency: 'CNY', amountMinor: 1200, written: '12.00' },
  { currency: 'USD', amountMinor: 5, written: '0.05' },
  { currency: 'JPY', amountMinor: 1200, written: '1200' },
])('an amount in $currency is written in whole units, with the decimals it has', ({ written, ...money }) => {
  const rows = getReportRows(reportOf({ product: 'card_protection', orders: 1, ...money }), 'en-US');
  expect(rows.find(([measure]) => measure === 'first_charges')).toEqual(expect.arrayContaining([money.currency, written]));
});
