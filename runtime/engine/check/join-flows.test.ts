import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../schemas/json.js';
import { checkFlow } from './check-flow.js';

type Step = { type?: 'final'; meta: JsonObject; on?: Record<string, string> };
type Sale = { id: string; initial: string; meta: JsonObject; on?: Record<string, string>; states: Record<string, Step> };

const sound = readFileSync(join(import.meta.dirname, '../../../tests/broken-flows/sound.flow.json'), 'utf8');
const readSound = (): Sale => JSON.parse(sound) as Sale;

/** The steps a sale may be cut at, each set with one way in. */
const parts = [['decide'], ['decide', 'offer'], ['decide', 'offer', 'read_back'], ['decide', 'offer', 'read_back', 'place_order'], ['offer'], ['offer', 'read_back'], ['offer', 'read_back', 'place_order'], ['read_back'], ['read_back', 'place_order'], ['place_order']];

const bypasses: Record<string, [step: string, exit: string, target: string]> = {
  'the offer is made although the decision was no': ['decide', 'none', 'offer'],
  'silence at the offer is taken for a yes': ['offer', 'no_input', 'read_back'],
  'a no at the offer is read back': ['offer', 'declined', 'read_back'],
  'the read-back is left out': ['offer', 'accepted', 'place_order'],
  'the offer is left out': ['decide', 'card_protection', 'read_back'],
  'silence at the read-back is taken for a yes': ['read_back', 'no_input', 'place_order'],
  'a no at the read-back is taken for a yes': ['read_back', 'declined', 'place_order'],
};

/** Moves steps into a flow of their own, which returns by an exit for each step outside that they lead to; `null` where there is more than one way in. */
function cut(flow: Sale, steps: readonly string[]): { outer: Sale; inner: Sale } | null {
  const inside = new Set<string>(steps);
  const ways = Object.entries(flow.states).flatMap(([step, { on = {} }]) => Object.values(on).map((target) => ({ step, target })));
  const entries = new Set(ways.filter(({ step, target }) => !inside.has(step) && inside.has(target)).map(({ target }) => target));
  const [entry] = entries;
  if (entries.size !== 1 || entry === undefined) return null;
  const targets = [...new Set(ways.filter(({ step, target }) => inside.has(step) && !inside.has(target)).map(({ target }) => target))];
  const returns = Object.fromEntries(targets.map((target) => [`to_${target}`, { type: 'final' as const, meta: { step: 'return', exit: `to_${target}` } }]));
  const moved = Object.fromEntries(steps.map((step) => [step, { ...flow.states[step]!, on: Object.fromEntries(Object.entries(flow.states[step]!.on ?? {}).map(([exit, target]) => [exit, inside.has(target) ? target : `to_${target}`])) }]));
  const { keys: _, ...meta } = flow.meta;
  const step = {
    meta: { step: 'subflow', flow: 'inner', exits: targets.map((target) => ({ id: `to_${target}`, label: { 'zh-CN': target, 'en-US': target } })) },
    on: { ...Object.fromEntries(targets.map((target) => [`to_${target}`, target])), failed: 'person' },
  };
  const outer = { ...flow, states: Object.fromEntries(Object.entries(flow.states).flatMap(([id, state]): [string, Step][] => (id === entry ? [[id, step]] : inside.has(id) ? [] : [[id, state]]))) };
  return { outer, inner: { id: 'inner', initial: entry, meta, states: { ...moved, ...returns } } };
}

function ordersWithoutConsent(flow: Sale, flows?: Record<string, Sale>): string[] {
  return checkFlow(flow, flows && { flows }).filter(({ rule }) => rule === 'consent-order').map(({ step }) => step ?? '');
}

describe('A sale cut into two flows', () => {
  test.each(parts.map((steps) => [steps.join(', '), steps] as const))('is as sound as the whole, cut at %s', (_, steps) => {
    const { outer, inner } = cut(readSound(), steps)!;
    expect(checkFlow(outer, { flows: { inner } }).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.each(Object.entries(bypasses))('shows that %s, wherever it is cut', (_, [step, exit, target]) => {
    const whole = readSound();
    whole.states[step]!.on![exit] = target;
    expect(ordersWithoutConsent(whole)).not.toEqual([]);
    const cuts = parts.flatMap((steps) => cut(whole, steps) ?? []);
    expect(cuts.length).toBeGreaterThan(3);
    for (const { outer, inner } of cuts) expect(ordersWithoutConsent(outer, { inner })).not.toEqual([]);
  });

  test('tells of the step that leads to the order, and of the way to it', () => {
    const whole = readSound();
    whole.states['offer']!.on!['declined'] = 'read_back';
    const { outer, inner } = cut(whole, ['read_back', 'place_order'])!;
    const [problem] = checkFlow(outer, { flows: { inner } }).filter(({ rule }) => rule === 'consent-order');
    expect(problem).toMatchObject({ step: 'read_back', pointer: '/states/read_back' });
    expect(problem!.message).toMatch(/offer –Declined→ read_back → read_back\/read_back –Confirmed→ read_back\/place_order/);
  });

  test('that places an order by itself does not stand on its own', () => {
    const { inner } = cut(readSound(), ['place_order'])!;
    expect(ordersWithoutConsent(inner)).toEqual(['place_order']);
  });

  test('over a call that is handed on is proved as well', () => {
    const whole = readSound();
    const { outer, inner } = cut(whole, ['place_order'])!;
    const placing: Sale = { ...inner, states: Object.fromEntries(Object.entries(inner.states).map(([id, state]) => [id, state.type ? { type: 'final', meta: { step: 'hang_up' } } : state])) };
    outer.states['place_order'] = { meta: { step: 'go_to_flow', flow: 'inner' }, on: { failed: 'person' } };
    expect(ordersWithoutConsent(outer, { inner: placing })).toEqual([]);
    outer.states['offer']!.on!['accepted'] = 'place_order';
    expect(ordersWithoutConsent(outer, { inner: placing })).toEqual(['place_order']);
  });
});

const words = (text: string) => ({ 'zh-CN': text });
const bye: Step = { type: 'final', meta: { step: 'hang_up' } };
const run = (flow: string, on: Record<string, string>): Step => ({ meta: { step: 'subflow', flow, exits: Object.keys(on).filter((id) => id !== 'failed').map((id) => ({ id, label: words(id) })) }, on });
const say = (next: string): Step => ({ meta: { step: 'say', prompt: words('您好。') }, on: { next } });
const ask = (next: string): Step => ({ meta: { step: 'menu', prompt: words('请按1。'), attempts: 1, choices: [{ id: 'yes', key: '1', label: words('是') }] }, on: { yes: next, no_input: next, no_match: next } });
const give = (exit: string): Step => ({ type: 'final', meta: { step: 'return', exit } });

function createFlow(id: string, states: Record<string, Step>): Sale {
  return { id, initial: Object.keys(states)[0]!, meta: { specVersion: '1.0', name: id, languages: ['zh-CN'] }, states };
}

function rulesOf(flow: Sale, ...others: Sale[]): string[] {
  return checkFlow(flow, { flows: Object.fromEntries(others.map((other) => [other.id, other])) }).map(({ rule, step }) => `${rule} ${step ?? ''}`);
}

describe('A flow with its subflows', () => {
  test('goes round in silence where neither of them asks', () => {
    const quiet = createFlow('part', { start: say('done'), done: give('done') });
    const asking = createFlow('part', { start: ask('done'), done: give('done') });
    const line = createFlow('line', { start: run('part', { done: 'start', failed: 'bye' }), bye });
    expect(rulesOf(line, quiet)).toContain('silent-loop start');
    expect(rulesOf(line, asking)).not.toContain('silent-loop start');
    expect(checkFlow(line).map(({ rule }) => rule)).not.toContain('silent-loop');
  });

  test('never ends where the way to an ending is never returned by', () => {
    const part = createFlow('part', { start: ask('again'), again: give('again') });
    expect(rulesOf(createFlow('line', { start: run('part', { again: 'start', done: 'bye', failed: 'start' }), bye }), part)).toContain('no-way-to-an-ending start');
  });

  test('ends where the subflow ends the call', () => {
    const part = createFlow('part', { start: ask('bye'), bye });
    expect(rulesOf(createFlow('line', { start: run('part', { failed: 'start' }) }), part).filter((found) => found.startsWith('no-way'))).toEqual([]);
  });

  test('has a person where only the subflow has one', () => {
    const person: Step = { meta: { step: 'transfer', number: '+861055550000' }, on: { answered: 'bye', busy: 'bye', no_answer: 'bye', failed: 'bye' } };
    const line = createFlow('line', { start: run('part', { failed: 'bye' }), bye });
    expect(rulesOf(line, createFlow('part', { start: ask('person'), person, bye }))).not.toContain('no-person ');
    expect(rulesOf(line, createFlow('part', { start: ask('bye'), bye }))).toContain('no-person ');
  });

  test('knows its parameters and its results', () => {
    const part = { ...createFlow('part', { start: { meta: { step: 'say', prompt: words('{{ topic }}{{ other }}') }, on: { next: 'done' } }, done: give('done') }) };
    part.meta['parameters'] = [{ name: 'topic' }];
    expect(checkFlow(part).filter(({ rule }) => rule === 'variable-never-set').map(({ message }) => /"(\w+)", which/.exec(message)?.[1])).toEqual(['other']);
    const line = createFlow('line', { start: run('part', { done: 'tell', failed: 'bye' }), tell: { meta: { step: 'say', prompt: words('{{ prize }}{{ customer.name }}') }, on: { next: 'bye' } }, bye });
    line.states['start']!.meta['results'] = [{ name: 'prize', saveAs: 'prize' }];
    expect(checkFlow(line).map(({ rule }) => rule)).not.toContain('variable-never-set');
  });

  test('is checked in a bounded time, however often flows run one another', () => {
    const flows = Array.from({ length: 10 }, (_, at) =>
      createFlow(`flow-${at}`, { ...Object.fromEntries(Array.from({ length: 20 }, (_none, step) => [step === 0 ? 'start' : `s${step}`, run(`flow-${at + 1}`, { done: step === 19 ? 'done' : `s${step + 1}`, failed: 'done' })])), done: give('done') }),
    );
    expect(rulesOf(flows[0]!, ...flows.slice(1))).toBeInstanceOf(Array);
  });

  test('may hand calls round among themselves', () => {
    const go = (flow: string): Step => ({ meta: { step: 'go_to_flow', flow }, on: { failed: 'bye' } });
    const one = createFlow('one', { start: ask('go'), go: go('two'), bye });
    const two = createFlow('two', { start: go('one'), bye });
    expect(checkFlow(one, { flows: { two } }).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(rulesOf(createFlow('one', { start: go('two'), bye }), two)).toContain('silent-loop start');
  });
});
