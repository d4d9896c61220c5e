import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Flow } from '../../../schemas/documents/flow.js';
import { mergeFlows } from './merge-flows.js';

const text = (words: string) => ({ 'en-US': words });

function createFlow(): Flow {
  const steps = Array.from({ length: 8 }, (_, at) => `menu_${at}`);
  const states = Object.fromEntries(
    steps.map((id, at) => [
      id,
      {
        meta: { step: 'menu', prompt: { 'en-US': `This is menu ${at}.`, 'zh-CN': `这是菜单${at}。` }, attempts: 3, choices: ['1', '2', '3'].map((key) => ({ id: `choice_${key}`, key, label: text(`Choice ${key} of ${at}`) })) },
        on: { choice_1: steps[(at + 1) % 8]!, choice_2: steps[(at + 2) % 8]!, choice_3: 'goodbye', no_input: 'goodbye', no_match: 'goodbye' },
      },
    ]),
  );
  return { id: 'line', initial: 'menu_0', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US', 'zh-CN'], keys: { '*': 'main' } }, on: { main: '.menu_0' }, states: { ...states, goodbye: { type: 'final', meta: { step: 'hang_up' } } } };
}

/** A change at one place; two at different places never touch. */
interface Edit {
  place: string;
  apply(flow: Flow): void;
}

const edits: Edit[] = Array.from({ length: 8 }, (_, at) => at).flatMap((at): Edit[] => {
  const step = (flow: Flow) => flow.states[`menu_${at}`]!;
  const choices = (flow: Flow) => step(flow).meta['choices'] as { id: string; key: string; label: object }[];
  return [
    { place: `${at} prompt en`, apply: (flow) => ((step(flow).meta['prompt'] as Record<string, string>)['en-US'] += ' Changed.') },
    { place: `${at} prompt zh`, apply: (flow) => ((step(flow).meta['prompt'] as Record<string, string>)['zh-CN'] += '改过。') },
    { place: `${at} attempts`, apply: (flow) => (step(flow).meta['attempts'] = 2) },
    { place: `${at} exit`, apply: (flow) => (step(flow).on!['choice_3'] = 'menu_0') },
    { place: `${at} key`, apply: (flow) => (choices(flow).find(({ id }) => id === 'choice_1')!.key = '9') },
    { place: `${at} new choice`, apply: (flow) => void (choices(flow).push({ id: `more_${at}`, key: '5', label: text('More') }), (step(flow).on![`more_${at}`] = 'goodbye')) },
    { place: `${at} title`, apply: (flow) => (step(flow).meta.title = text(`Menu ${at}`)) },
    { place: `${at} new step`, apply: (flow) => (flow.states[`extra_${at}`] = { meta: { step: 'say', prompt: text(`Extra ${at}`) }, on: { next: 'goodbye' } }) },
  ];
});

function edited(base: Flow, ...some: readonly Edit[]): Flow {
  const copy = structuredClone(base);
  for (const { apply } of some) apply(copy);
  return copy;
}

const base = createFlow();
const someEdits = fc.subarray(edits);

describe('Merging', () => {
  test('takes the changes of both where they do not touch, in either order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(edits), fc.nat({ max: edits.length }), (all, at) => {
        const [mine, theirs] = [all.slice(0, at), all.slice(at)];
        const merged = mergeFlows(base, edited(base, ...mine), edited(base, ...theirs));
        expect(merged.conflicts).toEqual([]);
        expect(inAnyOrder(merged.document)).toEqual(inAnyOrder(edited(base, ...all)));
      }),
    );
  });

  test('with an unchanged draft gives the changed one', () => {
    fc.assert(
      fc.property(someEdits, (some) => {
        const changed = edited(base, ...some);
        expect(mergeFlows(base, changed, base)).toEqual({ document: changed, conflicts: [] });
        expect(mergeFlows(base, base, changed)).toEqual({ document: changed, conflicts: [] });
        expect(mergeFlows(base, changed, changed)).toEqual({ document: changed, conflicts: [] });
      }),
    );
  });

  test('changes none of the drafts it is given', () => {
    const [mine, theirs] = [edited(base, ...edits.slice(0, 9)), edited(base, ...edits.slice(5))];
    const before = structuredClone([base, mine, theirs]);
    mergeFlows(base, mine, theirs);
    expect([base, mine, theirs]).toEqual(before);
  });
});

type Clash = [what: string, mine: (flow: Flow) => void, theirs: (flow: Flow) => void, pointer: string, message: RegExp];

const clashes: Clash[] = [
  ['one text changed in two ways', ({ states }) => (states['menu_1']!.meta['prompt'] = text('Mine.')), ({ states }) => (states['menu_1']!.meta['prompt'] = text('Theirs.')), '/states/menu_1/meta/prompt/en-US', /mine stands/],
  ['one exit led to two places', ({ states }) => (states['menu_1']!.on!['choice_3'] = 'menu_2'), ({ states }) => (states['menu_1']!.on!['choice_3'] = 'menu_3'), '/states/menu_1/on/choice_3', /mine stands/],
  ['a step removed here and changed there', ({ states }) => void delete states['menu_7'], ({ states }) => (states['menu_7']!.meta['attempts'] = 1), '/states/menu_7', /stays removed/],
  ['a step changed here and removed there', ({ states }) => (states['menu_7']!.meta['attempts'] = 1), ({ states }) => void delete states['menu_7'], '/states/menu_7', /it stays/],
  ['a step removed here that there leads to', ({ states }) => { delete states['menu_7']; states['menu_6']!.on!['choice_1'] = 'goodbye'; states['menu_5']!.on!['choice_2'] = 'goodbye'; }, ({ states }) => (states['menu_1']!.on!['choice_3'] = 'menu_7'), '/states/menu_1/on/choice_3', /one of the two removed/],
  ['the first step chosen twice', (flow) => (flow.initial = 'menu_1'), (flow) => (flow.initial = 'menu_2'), '/initial', /mine stands/],
];

describe('A conflict is named', () => {
  test.each(clashes)('%s', (_what, mine, theirs, pointer, message) => {
    const merged = mergeFlows(base, edited(base, { place: '', apply: mine }), edited(base, { place: '', apply: theirs }));
    const found = merged.conflicts.find((conflict) => conflict.pointer === pointer);
    expect(found?.message).toMatch(message);
    expect(found?.messages['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  test('and none is made by the same change on both sides', () => {
    const same = edited(base, edits[0]!, edits[12]!);
    expect(mergeFlows(base, same, structuredClone(same))).toEqual({ document: same, conflicts: [] });
  });
});

test('A change follows a step that was renamed meanwhile', () => {
  const mine = JSON.parse(JSON.stringify(base).replaceAll('menu_4', 'statements')) as Flow;
  const theirs = edited(base, ...edits.filter(({ place }) => place.startsWith('4 prompt')));
  const { document, conflicts } = mergeFlows(base, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(Object.keys(document.states)).not.toContain('menu_4');
  expect(document.states['statements']!.meta['prompt']).toEqual(theirs.states['menu_4']!.meta['prompt']);
  expect(document.states['menu_3']!.on!['choice_1']).toBe('statements');
});

test('A step that both renamed keeps my name', () => {
  const [mine, theirs] = ['statements', 'papers'].map((name) => JSON.parse(JSON.stringify(base).replaceAll('menu_4', name)) as Flow);
  const { document, conflicts } = mergeFlows(base, mine!, theirs!);
  expect(conflicts.map(({ pointer }) => pointer)).toEqual(['/states/statements']);
  expect(Object.keys(document.states).sort()).toEqual(Object.keys(mine!.states).sort());
});

/** New choices of both stand side by side in either order. */
function inAnyOrder(flow: Flow): unknown {
  const copy = structuredClone(flow);
  for (const { meta } of Object.values(copy.states)) if (Array.isArray(meta['choices'])) (meta['choices'] as { id: string }[]).sort((one, other) => one.id.localeCompare(other.id));
  return copy;
}
