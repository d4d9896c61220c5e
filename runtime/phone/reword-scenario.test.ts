import { expect, test } from '@jest/globals';
import { rewordScenario } from './reword-scenario.js';

type Called = Parameters<typeof rewordScenario>[1];

/** A call in which these texts were heard on this way. */
const call = (heard: string[], path = ['welcome', 'goodbye']): Called =>
  ({ call: { endState: 'completed', endedBy: 'flow', turns: [{ heard: heard.map((text) => ({ text, language: 'en-US', complete: true })) }], orders: [], messages: [], decisions: [] }, path, problems: [], faults: [] }) as unknown as Called;

const reworded = (hears: string[], heard: string[]) => rewordScenario({ expect: { hears } }, call(heard));

test.each([
  ['a greeting in other words', ['Hello.', 'Press 1.'], ['Good day.', 'Press 1.'], ['Good day.', 'Press 1.']],
  ['a part of a text that was worded anew', ['glad to help', 'Bye.'], ['Hello, we are happy to help you.', 'Bye.'], ['Hello, we are happy to help you.', 'Bye.']],
  ['a text between two that stayed', ['A one.', 'B two.', 'C three.'], ['A one.', 'Something else.', 'C three.'], ['A one.', 'Something else.', 'C three.']],
  ['a text that is not said any more', ['A one.', 'B two.', 'C three.'], ['A one.', 'C three.'], ['A one.', 'C three.']],
  ['the last of a text of several parts', ['Your bill', 'is due', 'on Monday'], ['Your bill is due on Tuesday.'], ['Your bill is due on Tuesday.']],
  ['the same menu twice, reworded', ['Press 1.', 'Sorry.', 'Press 1.'], ['Please press 1', 'Sorry.', 'Please press 1'], ['Please press 1', 'Sorry.', 'Please press 1']],
  ['a part that is like nothing that was heard', ['no bill'], ['Hello.', 'Goodbye.'], []],
  ['nothing at all', ['Hello.'], [], []],
])('%s', (_what, hears, heard, expected) => {
  const found = reworded(hears, heard)!;
  expect(found.hears).toEqual(expected);
  expect(rewordScenario({ expect: { hears: found.hears } }, call(heard))).toBeNull(); // what was accepted is as expected
});

test('what was expected stands beside what came', () => {
  expect(reworded(['Hello.', 'Bye.', 'More.'], ['Good day.', 'Bye.'])!.changes).toEqual([
    { before: 'Hello.', after: 'Good day.' },
    { before: 'More.', after: null },
  ]);
});

test.each([
  ['only words, on the way that the scenario names', { steps: ['welcome', 'goodbye'], endState: 'completed' }, { onlyWords: true, sameWay: true }],
  ['words, where the scenario does not name the way', { endState: 'completed' }, { onlyWords: true, sameWay: false }],
  ['words, on a way with a step more', { steps: ['welcome'] }, { onlyWords: true, sameWay: false }],
  ['the ending too', { steps: ['welcome', 'goodbye'], endState: 'abandoned' }, { onlyWords: false, sameWay: true }],
  ['a word that must not be said', { steps: ['welcome', 'goodbye'], neverHears: ['Good'] }, { onlyWords: false, sameWay: true }],
])('what differs: %s', (_what, rest, expected) => {
  expect(rewordScenario({ expect: { hears: ['Hello.'], ...rest } }, call(['Good day.']))).toMatchObject(expected);
});

test('words that are as expected need no acceptance', () => {
  expect(reworded(['Hello'], ['Hello there.'])).toBeNull();
});
