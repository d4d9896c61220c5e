import { expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Draft } from './draft-store.js';
import { extractSubflow, type Extracted } from './extract-subflow.js';

const document: Flow = {
  id: 'line',
  initial: 'card',
  meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] },
  on: { person: '.person' },
  states: {
    card: { meta: { step: 'collect_digits', prompt: { 'en-US': 'Card?' }, saveAs: 'card.last4', minimumDigits: 4, maximumDigits: 4 }, on: { entered: 'pin', no_input: 'bye', no_match: 'bye' } },
    pin: { meta: { step: 'collect_digits', prompt: { 'en-US': 'Code of {{ card.last4 }}?' }, saveAs: 'code.entry', minimumDigits: 6, maximumDigits: 6 }, on: { entered: 'thanks', no_input: 'bye', no_match: 'bye' } },
    thanks: { meta: { step: 'say', prompt: { 'en-US': 'Thank you.' } }, on: { next: 'tell' } },
    tell: { meta: { step: 'say', prompt: { 'en-US': 'You entered {{ code.entry }}.' } }, on: { next: 'bye' } },
    person: { meta: { step: 'transfer', number: '+861055550001' }, on: {} },
    bye: { type: 'final', meta: { step: 'hang_up' } },
  },
};
const draft: Draft = { document, layout: { flow: 'line', positions: { card: { x: 0, y: 0 }, pin: { x: 400, y: 0 }, thanks: { x: 800, y: 0 } } } };

test('the steps move to a flow that is given what it reads and hands back what is read outside', () => {
  const { flow, draft: after, parameters, results, step } = extractSubflow(draft, ['pin', 'thanks'], 'ask-code', 'Ask for the code') as Extracted;
  expect([step, parameters, results]).toEqual(['ask_code', ['card'], ['code']]);
  expect(after.document.states['card']?.on?.['entered']).toBe('ask_code');
  expect(after.document.states['ask_code']).toMatchObject({ meta: { step: 'subflow', flow: 'ask-code', parameters: [{ name: 'card', to: '{{ card }}' }], results: [{ name: 'code', saveAs: 'code' }] }, on: { to_bye: 'bye', to_tell: 'tell', failed: 'person' } });
  expect(flow.document).toMatchObject({ id: 'ask-code', initial: 'pin', states: { pin: { on: { entered: 'thanks', no_input: 'to_bye' } }, thanks: { on: { next: 'to_tell' } }, to_tell: { type: 'final', meta: { step: 'return', exit: 'to_tell' } } } });
  expect(Object.keys(after.document.states)).not.toContain('pin');
});

test('the first step can be among them', () => {
  expect((extractSubflow(draft, ['card', 'pin'], 'part', 'Part') as Extracted).draft.document.initial).toBe('part');
});

test('steps that are entered at two places are refused', () => {
  expect(extractSubflow(draft, ['pin', 'thanks', 'bye'], 'part', 'Part')).toEqual({ reason: 'several_entries', entries: expect.arrayContaining(['pin', 'bye']) });
});
