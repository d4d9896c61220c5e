import { describe, expect, test } from '@jest/globals';
import { readFlowText } from './read-flow-text.js';

const flow = { id: 'odd', initial: 'constructor', meta: { languages: ['en-US'] }, states: { constructor: { meta: { step: 'constructor', key: {} } } } };

test('A flow of steps that are malformed inside is taken: the check names what is wrong', () => {
  expect(readFlowText(JSON.stringify(flow), 'odd')).toEqual({ flow });
});

describe('What could not be drawn is refused', () => {
  test.each([
    { text: '{', because: /not JSON/ },
    { text: JSON.stringify({ ...flow, initial: 'toString' }), because: /"initial"/ },
    { text: JSON.stringify({ ...flow, states: { constructor: { meta: { step: {} } } } }), because: /step type/ },
    { text: JSON.stringify({ ...flow, states: { constructor: { meta: { step: 'say' }, on: { next: 7 } } } }), because: /"on" of state "constructor"/ },
    { text: JSON.stringify({ ...flow, on: [null] }), because: /"on" of the flow/ },
    { text: JSON.stringify({ ...flow, meta: { languages: [null] } }), because: /"languages"/ },
    { text: JSON.stringify(flow).replace('"states":{', '"states":{"__proto__":{"meta":{"step":"say"}},'), because: /"__proto__"/ },
    { text: JSON.stringify({ ...flow, id: 'other' }), because: /"odd"/ },
  ])('$text', ({ text, because }) => {
    const read = readFlowText(text, 'odd');
    expect('refusal' in read && read.refusal['en-US']).toMatch(because);
  });
});
