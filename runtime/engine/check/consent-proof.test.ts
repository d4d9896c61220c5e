import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CallerInput } from '../../../schemas/caller-input.js';
import type { Flow } from '../../../schemas/documents/flow.js';
import type { Product } from '../../../schemas/documents/product.js';
import { checkConsent } from '../../sales/check-consent.js';
import { compileFlow } from '../compile-flow.js';
import { runTurn, type EffectRequest } from '../run-turn.js';
import { startCall } from '../start-call.js';
import { checkFlow } from './check-flow.js';

/**
 * The rule against the runtime: flows that sell, changed at random, are called at random. Where the rule found nothing, no call may ever
 * come to an order that the runtime would have to refuse.
 */
test('Where the check finds no order without consent, no call can make one', async () => {
  let proved = 0;
  let orders = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 3, size: 'max' }), fc.array(fc.array(input, { minLength: 20, maxLength: 40 }), { minLength: 8, maxLength: 8 }), async (changes, calls) => {
      const flow = changedFlow(changes);
      if (checkFlow(flow).some(({ rule }) => rule === 'consent-order' || rule === 'silent-loop')) return;
      proved += 1;
      for (const inputs of calls) {
        const missing = await callFlow(flow, inputs);
        orders += missing.length;
        expect(missing.filter((parts) => parts.length > 0)).toEqual([]);
      }
    }),
    { numRuns: 250 },
  );
  // A test that never got to an order would prove nothing.
  expect(proved).toBeGreaterThan(40);
  expect(orders).toBeGreaterThan(20);
});

const sound = readFileSync(join(import.meta.dirname, '../../../tests/broken-flows/sound.flow.json'), 'utf8');

const product = {
  id: 'card_protection',
  name: { 'zh-CN': '用卡保障', 'en-US': 'Card Cover' },
  kind: 'service',
  quoted: { price: { amountMinor: 400, currency: 'CNY' }, period: 'month' },
  charged: { price: { amountMinor: 1200, currency: 'CNY' }, period: 'quarter' },
  chargeDay: 5,
  termMonths: 12,
  renewal: 'ask',
  coolingOffDays: 7,
  eligibility: { identity: 'unknown' },
  confirmationText: { 'zh-CN': '已开通。', 'en-US': 'It is on.' },
} satisfies Product;

const products = Object.fromEntries(['card_protection', 'credit_protection'].map((id) => [id, { version: `${id}-1`, terms: { ...product, id } }]));

/** A flow with two products, a menu to come back to and a second read-back: more ways to go wrong than the flow it is made from. */
function fullFlow(): Flow {
  const flow = JSON.parse(sound) as Flow;
  const { welcome, decide, offer, read_back: readBack } = flow.states;
  welcome!.meta['choices'] = [1, 2, 3].map((key) => ({ id: `way_${key}`, key: String(key), label: { 'zh-CN': '选', 'en-US': 'Way' } }));
  welcome!.on = { way_1: 'decide', way_2: 'decide', way_3: 'person', no_input: 'goodbye', no_match: 'welcome' };
  decide!.meta['products'] = ['card_protection', 'credit_protection'];
  decide!.on = { card_protection: 'offer', credit_protection: 'offer', none: 'welcome' };
  offer!.meta['choices'] = [{ id: 'terms', key: '3', label: { 'zh-CN': '条款', 'en-US': 'Terms' } }];
  offer!.on = { ...offer!.on, terms: 'other_offer', declined: 'welcome' };
  flow.states['other_offer'] = structuredClone(offer!);
  flow.states['change'] = structuredClone(readBack!);
  flow.states['change']!.meta['about'] = 'change';
  flow.states['change']!.on = { confirmed: 'welcome', declined: 'welcome', no_input: 'welcome', no_match: 'welcome' };
  flow.states['place_order']!.on = { placed: 'welcome', already_held: 'welcome', pending: 'welcome', failed: 'person' };
  return flow;
}

type Change = { connect: string; to: string } | { name: string; product: string };

/** Changes stay among the steps of the sale, where they can do harm. */
const saleSteps = ['decide', 'offer', 'other_offer', 'read_back', 'change', 'place_order'];
const ways = Object.entries(fullFlow().states).filter(([step]) => saleSteps.includes(step)).flatMap(([step, { on }]) => Object.keys(on ?? {}).map((exit) => `${step}.${exit}`));
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ connect: fc.constantFrom(...ways), to: fc.constantFrom(...saleSteps, 'welcome') }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constantFrom('offer', 'other_offer', 'read_back', 'place_order'), product: fc.constantFrom(...Object.keys(products)) }) },
);

function changedFlow(changes: Change[]): Flow {
  const flow = fullFlow();
  for (const each of changes) {
    if ('name' in each) {
      flow.states[each.name]!.meta['product'] = each.product;
      continue;
    }
    const [step, exit] = each.connect.split('.') as [string, string];
    flow.states[step]!.on![exit] = each.to;
  }
  return flow;
}

/** Callers who mostly hear things out and press what leads on. */
const keys = (...values: string[]) => fc.constantFrom(...values).map((value): CallerInput => ({ kind: 'keys', value }));
const input: fc.Arbitrary<CallerInput> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<CallerInput>({ kind: 'heard' }) },
  { weight: 6, arbitrary: keys('1', '5') },
  { weight: 2, arbitrary: keys('2', '3', '7', '0') },
  { weight: 1, arbitrary: fc.constant<CallerInput>({ kind: 'silence' }) },
);

/** What is missing for each order that the call comes to. */
async function callFlow(flow: Flow, inputs: CallerInput[]): Promise<string[][]> {
  const compiled = compileFlow(flow, 'v1');
  const missing: string[][] = [];
  let decisions = 0;
  const runEffect = ({ step, call }: EffectRequest) => {
    if (step.definition.type === 'decide_offer') {
      const offered = step.data['products'] as string[];
      decisions += 1;
      const chosen = offered[decisions % (offered.length + 1)];
      const checked = offered.map((id) => ({ type: 'eligibility_checked', product: id, productVersion: `${id}-1`, eligible: id === chosen }));
      return Promise.resolve(chosen ? { exit: chosen, values: { 'offer.product': chosen }, facts: checked } : { exit: 'none', facts: checked });
    }
    const decided = call.values['offer'] as { product?: string } | undefined;
    const ordered = (step.data['product'] as string | undefined) ?? decided?.product ?? '';
    const consent = checkConsent(call.facts, ordered, `${ordered}-1`);
    missing.push(consent.missing);
    return Promise.resolve({ exit: 'placed', facts: [{ type: 'order_placed', product: ordered, productVersion: `${ordered}-1` }] });
  };
  const environment = { callId: 'c1', from: '+8613800000001', to: '+861055550000', startedAt: '2026-11-22T02:00:00Z', now: '2026-11-22T02:00:00Z', settings: { personNumber: '+861055550001' }, switches: {}, products };
  let state = startCall(compiled, Object.fromEntries(Object.entries(products).map(([id, { version }]) => [id, version])));
  for (const each of [null, ...inputs]) {
    if (state.ended) break;
    state = (await runTurn({ flow: compiled, state, input: each, environment, runEffect })).state;
  }
  return missing;
}
