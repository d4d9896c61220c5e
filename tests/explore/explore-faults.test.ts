import { describe, expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import { exploreFlow } from '../../runtime/engine/explore/explore-flow.js';
import { faults, menu, say, sound, standsAt } from './planted-faults.js';
import { runScript } from './run-script.js';

describe('A sound flow', () => {
  test('proves everything', () => {
    const { ok, isComplete, properties, failures } = exploreFlow(sound);
    expect(failures).toEqual([]);
    expect(properties.filter(({ verdict }) => verdict !== 'proved')).toEqual([]);
    expect({ ok, isComplete }).toEqual({ ok: true, isComplete: true });
  });

  test('tells the loops a caller may choose from those nobody chooses', () => {
    expect(exploreFlow(sound).loops).toEqual([{ kind: 'chosen', steps: expect.arrayContaining(['welcome']), script: expect.anything() }]);
  });
});

describe('A planted fault', () => {
  test.each(faults)('is found and shown by a call: $fault', async ({ states, property, step, stopsAtEnd, shows }) => {
    const flow: Flow = { ...sound, states: { ...sound.states, ...states } };
    const { failures, ok } = exploreFlow(flow);
    expect(ok).toBe(false);
    const failure = failures.find((candidate) => candidate.property === property && candidate.step === step);
    expect(failure).toBeDefined();
    expect(failure!.messages['zh-CN']).toMatch(/\p{Script=Han}/u);
    if (failure!.script) shows(await runScript(flow, failure!.script, { stopsAtEnd: stopsAtEnd ?? false, maxTurns: 100 }));
  });

  test('of a question far from a person is shown by the way there', async () => {
    const flow: Flow = { ...sound, meta: { ...sound.meta, keys: {} }, on: {}, states: { ...sound.states, more: menu({ bill: 'bill', no_input: 'goodbye', no_match: 'goodbye' }) } };
    const failure = exploreFlow(flow).failures.find(({ property }) => property === 'a_person_is_near')!;
    expect(failure.message).toContain('no way leads to a person');
    standsAt('more')(await runScript(flow, failure.script!, { stopsAtEnd: true }));
  });

  test('of a person too many keys away is told with their number', () => {
    const deep = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`room_${at}`, menu({ on: at === 4 ? 'to_person' : `room_${at + 1}`, no_input: 'goodbye', no_match: 'goodbye' })]));
    const flow: Flow = { ...sound, meta: { ...sound.meta, keys: {} }, on: {}, states: { ...sound.states, more: say('room_0'), ...deep } };
    const { failures, person } = exploreFlow(flow);
    expect(person).toEqual({ keys: 5, step: 'room_0' });
    expect(failures.filter(({ property }) => property === 'a_person_is_near').map(({ step }) => step)).toEqual(['room_0', 'room_1']);
    expect(exploreFlow(flow, { personKeys: 5 }).ok).toBe(true);
  });
});

test.each([[null], ['text'], [[]], [{}], [{ initial: 'a', states: { a: null } }], [{ initial: 'a', states: { a: { meta: { step: 'menu' } } } }], [{ initial: 'a', meta: { languages: 'x' }, states: { a: { meta: { step: 'nonsense' }, on: { b: 'a' } } } }]])('Malformed input never throws: %j', (document) => {
  expect(() => exploreFlow(document)).not.toThrow();
  expect(exploreFlow(document).ok).toBe(false);
});
