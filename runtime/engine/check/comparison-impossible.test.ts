import { describe, expect, test } from '@jest/globals';
import { holds, type Condition } from '../../../schemas/conditions.js';
import type { Json } from '../../../schemas/json.js';
import { applyPatch } from './apply-patch.js';
import { checkFlow } from './check-flow.js';
import type { Problem } from './problem.js';

/** What the water company answers: a fee of 320.50, by groups, a list and plain values. */
const answer = {
  fee: { amount: { amountMinor: 32_050, currency: 'CNY' }, dueOn: '2026-12-05' },
  meter: { reading: 812 },
  overdue: true,
  status: 'unpaid',
  account: '00412',
  bills: [{ month: '2026-10', total: 120.5 }],
};

function flowOf(condition: object, outcome?: object): Json {
  return {
    id: 'water',
    initial: 'ask',
    meta: { specVersion: '1.0', name: 'Water', languages: ['en-US'] },
    states: {
      ask: { meta: { step: 'http_request', method: 'GET', url: 'https://crm.example.com/fee', save: [{ path: 'water', from: 'body' }], outcomes: outcome ? [{ id: 'own', label: { 'en-US': 'Own' }, all: [outcome] }] : [], example: { status: 200, body: answer } }, on: { ok: 'decide', failed: 'bye', own: 'bye' } },
      decide: { meta: { step: 'branch', branches: [{ id: 'owes', label: { 'en-US': 'Owes' }, all: [condition] }] }, on: { owes: 'bye', otherwise: 'bye' } },
      bye: { type: 'final', meta: { step: 'hang_up' } },
    },
  } as Json;
}

function find(flow: Json): Problem | undefined {
  return checkFlow(flow).find(({ rule }) => rule === 'comparison-impossible');
}

describe('A comparison that never decides', () => {
  test.each<[value: string, is: string, to: Json | undefined, why: string, fix: string | null]>([
    ['water.fee', 'greater', 0, 'it holds several values, to which "greater than" does not apply; choose one of the values in it, such as water.fee.amount', null],
    ['water.meter', 'at_least', 800, 'choose one of the values in it, such as water.meter.reading', 'Compare water.meter.reading'],
    ['water.fee.amount', 'greater', '三百', '"三百" is no amount; write it in digits, such as 300', 'Write 300'],
    ['water.fee.amount', 'greater', '３００元', '"３００元" is no amount', 'Write 300'],
    ['water.fee.amount', 'equal', 'much', '"much" is no amount; write it in digits, such as 320.50', null],
    ['water.fee.amount', 'contains', '3', 'it is an amount of money, to which "containing" does not apply', null],
    ['water.fee.dueOn', 'less', '2026年12月1日', '"2026年12月1日" is no day', 'Write 2026-12-01'],
    ['water.fee.dueOn', 'less', 300, '"300" is no day', null],
    ['water.bills', 'at_least', 1, 'it is a list, to which "at least" does not apply; use "containing", or choose one entry, such as water.bills[0].total', 'Compare water.bills[0].total'],
    ['water.overdue', 'equal', '是', 'it is true or false and never "是"', 'Compare by "true"'],
    ['water.overdue', 'greater', 0, 'it is true or false, to which "greater than" does not apply; use "true" or "false"', null],
    ['water.status', 'greater', 0, 'it is text such as "unpaid", to which "greater than" does not apply', null],
    ['water.status', 'is_true', undefined, 'it is text such as "unpaid", to which "true" does not apply', null],
    ['water.meter.reading', 'one_of', '100, many', '"many" is no number', null],
    ['customer.age', 'at_least', '六十五', '"六十五" is neither a number nor a day; write it in digits, such as 65', 'Write 65'],
    ['customer.age', 'at_least', '{{ limit }}', 'fills nothing in; write the value itself', null],
    ['customer.age', 'at_least', undefined, 'nothing is written to compare it with', null],
    ['product.charge', 'less', 'cheap', '"cheap" is no amount', null],
  ])('%s %s %j', (value, is, to, why, fix) => {
    const problem = find(flowOf({ value, is, ...(to !== undefined && { to }) }));
    expect(problem?.message).toContain(why);
    expect(problem?.messages['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(problem?.fix?.title ?? null).toBe(fix);
  });

  test.each(['value', 'is', 'to'])('is told at its part: %s', (part) => {
    const conditions: Record<string, object> = { value: { value: 'water.fee', is: 'greater', to: 0 }, is: { value: 'water.overdue', is: 'greater', to: 0 }, to: { value: 'water.meter.reading', is: 'greater', to: 'x' } };
    expect(find(flowOf(conditions[part]!))?.pointer).toBe(`/states/decide/meta/branches/0/all/0/${part}`);
  });

  test.each([
    { value: 'water.meter', is: 'at_least', to: 800 },
    { value: 'water.fee.amount', is: 'greater', to: '三百' },
    { value: 'water.overdue', is: 'not_equal', to: 'no' },
  ])('is mended by its button: $value $is $to', (condition) => {
    const flow = flowOf(condition);
    expect(find(applyPatch(flow, find(flow)!.fix!.patch))).toBeUndefined();
  });

  test('in the outcomes of a request, where the values of the call cannot be seen', () => {
    const flow = flowOf({ value: 'call.from', is: 'is_set' }, { value: 'water.meter.reading', is: 'greater', to: 3 });
    expect(find(flow)).toMatchObject({ pointer: '/states/ask/meta/outcomes/0/all/0/value', fix: { title: 'Compare body.meter.reading' } });
    expect(find(flowOf({ value: 'call.from', is: 'is_set' }, { value: 'body.meter', is: 'greater', to: 3 }))?.fix?.title).toBe('Compare body.meter.reading');
  });
});

test.each([
  { value: 'water.fee.amount', is: 'greater', to: 0 },
  { value: 'water.fee.amount', is: 'at_least', to: '320.50' },
  { value: 'water.fee.amount.amountMinor', is: 'greater', to: 30_000 },
  { value: 'water.fee.dueOn', is: 'at_most', to: '2026-12-31' },
  { value: 'water.meter.reading', is: 'one_of', to: '812, 813' },
  { value: 'water.overdue', is: 'is_true' },
  { value: 'water.overdue', is: 'equal', to: 'true' },
  { value: 'water.status', is: 'one_of', to: 'paid, unpaid' },
  { value: 'water.status', is: 'equal', to: '' },
  { value: 'water.account', is: 'greater', to: 100 },
  { value: 'water.bills', is: 'contains', to: 'x' },
  { value: 'water.fee', is: 'is_set' },
  { value: 'water.bills[0].total', is: 'greater', to: 100 },
  { value: 'water.unknown', is: 'greater', to: 3 },
  { value: 'customer.segment', is: 'at_least', to: 3 },
  { value: 'customer.vip', is: 'is_true' },
])('nothing is said of $value $is $to', (condition) => {
  expect(find(flowOf(condition))).toBeUndefined();
});

test.each<[is: Condition['is'], to: Json, expected: boolean]>([
  ['greater', 0, true], ['greater', 320.5, false], ['at_least', '320.50', true], ['less', 321, true], ['equal', 320.5, true], ['not_equal', '320.50', false], ['one_of', '100, 320.50', true],
  ['equal', { currency: 'CNY', amountMinor: 32_050 }, true], ['equal', { currency: 'USD', amountMinor: 32_050 }, false], ['greater', { currency: 'USD', amountMinor: 1 }, false], ['greater', '三百', false],
])('an amount of 320.50 is %s %j: %j', (is, to, expected) => {
  expect(holds({ value: 'fee.amount', is, to }, { fee: { amount: { amountMinor: 32_050, currency: 'CNY' } } })).toBe(expected);
});

test('an amount in yen has no decimals', () => {
  expect(holds({ value: 'fee', is: 'equal', to: 320 }, { fee: { amountMinor: 320, currency: 'JPY' } })).toBe(true);
});
