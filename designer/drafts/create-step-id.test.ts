import { expect, test } from '@jest/globals';
import { createStepId } from './create-step-id.js';

const cases: { wanted: string; taken: Record<string, unknown>; id: string }[] = [
  { wanted: 'Main menu', taken: {}, id: 'main_menu' },
  { wanted: 'Main menu', taken: { main_menu: true }, id: 'main_menu_2' },
  { wanted: 'constructor', taken: {}, id: 'constructor' },
  { wanted: 'constructor', taken: { constructor: true }, id: 'constructor_2' },
  { wanted: '__proto__', taken: {}, id: 'proto' },
];

test.each(cases)('a step called $wanted is $id where $taken is taken', ({ wanted, taken, id }) => {
  expect(createStepId(wanted, taken)).toBe(id);
});
