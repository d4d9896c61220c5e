import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../schemas/json.js';
import { checkFlow } from './check-flow.js';

type Step = { meta: JsonObject; on?: Record<string, string> };
type Sale = { states: Record<string, Step>; meta: JsonObject };

const sound = readFileSync(join(import.meta.dirname, '../../../tests/broken-flows/sound.flow.json'), 'utf8');

const bypasses: Record<string, (flow: Sale) => void> = {
  'the order comes straight from the menu': ({ states }) => connect(states, 'welcome', 'no_input', 'place_order'),
  'the offer is made without a decision': ({ states }) => connect(states, 'welcome', 'no_input', 'offer'),
  'the offer is made although the decision was no': ({ states }) => connect(states, 'decide', 'none', 'offer'),
  'silence at the offer is taken for a yes': ({ states }) => connect(states, 'offer', 'no_input', 'read_back'),
  'a no at the offer is read back': ({ states }) => connect(states, 'offer', 'declined', 'read_back'),
  'the read-back is left out': ({ states }) => connect(states, 'offer', 'accepted', 'place_order'),
  'silence at the read-back is taken for a yes': ({ states }) => connect(states, 'read_back', 'no_input', 'place_order'),
  'a no at the read-back is taken for a yes': ({ states }) => connect(states, 'read_back', 'declined', 'place_order'),
  'a no at the read-back is asked again until it is a yes': ({ states }) => connect(states, 'read_back', 'declined', 'read_back'),
  'a wrong key at the read-back is taken for a yes': ({ states }) => connect(states, 'read_back', 'no_match', 'place_order'),
  'read-back and offer change places': ({ states }) => {
    connect(states, 'decide', 'card_protection', 'read_back');
    connect(states, 'read_back', 'confirmed', 'offer');
    connect(states, 'offer', 'accepted', 'place_order');
  },
  'a change is read back in the place of the purchase': ({ states }) => void (states['read_back']!.meta['about'] = 'change'),
  'another product is ordered than was offered': ({ states }) => void (states['place_order']!.meta['product'] = 'credit_protection'),
  'another product is offered than was decided on': ({ states }) => void (states['offer']!.meta['product'] = 'credit_protection'),
  'another product is read back than was offered': ({ states }) => void (states['read_back']!.meta['product'] = 'credit_protection'),
  'a second order rests on the consent to the first': ({ states }) => connect(states, 'place_order', 'placed', 'place_order'),
  'a key of the whole flow leads to the order': (flow) => {
    flow.meta['keys'] = { '0': 'person', '6': 'buy' };
    Object.assign(flow, { on: { person: '.person', buy: '.place_order' } });
  },
  'consent is given, then taken back, then used': ({ states }) => {
    states['regret'] = question('regret', 'back', 'offer');
    connect(states, 'read_back', 'confirmed', 'regret');
    connect(states, 'offer', 'declined', 'place_order');
  },
};

const soundWays: Record<string, (flow: Sale) => void> = {
  'the offer is repeated after a question about it': ({ states }) => {
    states['offer']!.meta['choices'] = [{ id: 'terms', key: '3', label: { 'zh-CN': '条款', 'en-US': 'Terms' } }];
    states['terms'] = { meta: { step: 'say', prompt: { 'zh-CN': '随时可退订。', 'en-US': 'Cancel any time.' } }, on: { next: 'offer' } };
    connect(states, 'offer', 'terms', 'terms');
  },
  'the caller thinks it over at the read-back': ({ states }) => connect(states, 'read_back', 'no_match', 'read_back'),
  'the caller starts again from the menu': ({ states }) => {
    connect(states, 'read_back', 'declined', 'welcome');
    connect(states, 'place_order', 'placed', 'welcome');
  },
  'two products share offer, read-back and order': ({ states }) => {
    states['decide']!.meta['products'] = ['card_protection', 'credit_protection'];
    connect(states, 'decide', 'credit_protection', 'offer');
  },
  'every step names the product': ({ states }) => {
    for (const step of ['offer', 'read_back', 'place_order']) states[step]!.meta['product'] = 'card_protection';
  },
  'a text stands between yes and read-back': ({ states }) => {
    states['thanks'] = { meta: { step: 'say', prompt: { 'zh-CN': '好的。', 'en-US': 'All right.' } }, on: { next: 'read_back' } };
    connect(states, 'offer', 'accepted', 'thanks');
  },
};

describe('An order without consent is found where', () => {
  test.each(Object.entries(bypasses))('%s', (_name, breakFlow) => {
    const found = rulesBrokenBy(breakFlow);
    expect(found).toContain('consent-order');
  });
});

describe('Consent stands where', () => {
  test.each(Object.entries(soundWays))('%s', (_name, changeFlow) => {
    expect(rulesBrokenBy(changeFlow)).toEqual([]);
  });
});

test('The sentence names a shortest way to the order, and what it leaves out', () => {
  const flow = JSON.parse(sound) as Sale;
  connect(flow.states, 'offer', 'accepted', 'place_order');
  const problem = checkFlow(flow).find(({ rule }) => rule === 'consent-order');
  expect(problem?.message).toBe(
    'Step "place_order" can place an order without consent, by welcome –Hours→ find –Found→ decide –card_protection→ offer –Accepted→ place_order; lead this way through a "Read back" step that was confirmed first.',
  );
});

function rulesBrokenBy(change: (flow: Sale) => void): string[] {
  const flow = JSON.parse(sound) as Sale;
  change(flow);
  return checkFlow(flow).map(({ rule }) => rule);
}

function connect(states: Sale['states'], step: string, exit: string, target: string): void {
  states[step]!.on![exit] = target;
}

function question(step: string, choice: string, target: string): Step {
  return {
    meta: { step: 'menu', prompt: { 'zh-CN': '再想想请按1。', 'en-US': 'To think again, press 1.' }, choices: [{ id: choice, key: '1', label: { 'zh-CN': step, 'en-US': step } }] },
    on: { [choice]: target, no_input: 'goodbye', no_match: 'goodbye' },
  };
}
