import { describe, expect, test } from '@jest/globals';
import type { EffectResult } from '../../schemas/define-effect.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { MAX_STEPS_PER_TURN, MAX_VALUES_CHARACTERS } from './call-state.js';
import { compileFlow } from './compile-flow.js';
import { MAX_PROMPT_CHARACTERS } from './prompts/render-prompt.js';
import { runTurn, type TurnOutcome } from './run-turn.js';
import { startCall } from './start-call.js';

const person = { meta: { step: 'transfer', number: '+861055550001' }, on: { answered: 'end', busy: 'end', no_answer: 'end', failed: 'end' } };
const end = { type: 'final', meta: { step: 'hang_up' } };
const menu = { meta: { step: 'menu', prompt: { 'en-US': 'Again, press 1.' }, choices: [{ id: 'again', key: '1', label: { 'en-US': 'Again' } }] }, on: { again: 'grow', no_input: 'end', no_match: 'end' } };

/** A flow that grows at `grow` and then asks, over and over. */
function flowOf(grow: JsonObject, exits: string[]): Flow {
  const states = { menu, grow: { meta: grow, on: Object.fromEntries(exits.map((exit) => [exit, 'menu'])) }, person, end };
  return { id: 'hostile', initial: 'menu', meta: { specVersion: '1.0', name: 'Hostile', languages: ['en-US'] }, on: { person: '.person' }, states } as unknown as Flow;
}

async function play(flow: Flow, rounds: number, answer: Json = null): Promise<TurnOutcome> {
  const compiled = compileFlow(flow, 'v1');
  const environment = { callId: 'CA1', from: '+8613800000001', to: '+861055550100', startedAt: '2026-11-22T02:00:00Z', now: '2026-11-22T02:00:00Z', settings: {}, switches: {}, products: {} };
  const runEffect = (): Promise<EffectResult> => Promise.resolve({ exit: 'ok', values: { 'answer.body': answer } });
  let outcome = await runTurn({ flow: compiled, state: startCall(compiled, {}), input: null, environment, runEffect } as never);
  for (let round = 0; round < rounds && !outcome.events.some(({ type }) => type === 'failed'); round += 1) {
    outcome = await runTurn({ flow: compiled, state: outcome.state, input: { kind: 'keys', value: '1' }, environment, runEffect } as never);
  }
  return outcome;
}

const codes = ({ events }: TurnOutcome): string[] => events.flatMap((event) => (event.type === 'failed' ? [event.code] : []));

describe('A call cannot grow without bound, and its caller comes to a person', () => {
  test('where a value doubles itself in every round', async () => {
    const assignments = [{ path: 'x', to: '{{ x }}{{ x }}0123456789' }];
    const outcome = await play(flowOf({ step: 'set_values', assignments }, ['next']), 60);
    expect(JSON.stringify(outcome.state).length).toBeLessThan(2 * MAX_VALUES_CHARACTERS);
    expect(String(outcome.state.frames[0]!.values['x']).length).toBeLessThanOrEqual(MAX_PROMPT_CHARACTERS);
  });

  test('where a CRM answers more than a call may keep', async () => {
    const outcome = await play(flowOf({ step: 'http_request', method: 'GET', url: 'https://crm.example.com', outcomes: [] }, ['ok', 'failed']), 1, 'x'.repeat(MAX_VALUES_CHARACTERS));
    expect(codes(outcome)).toEqual(['too_many_values']);
    expect(outcome.verbs).toContainEqual(expect.objectContaining({ verb: 'dial' }));
    expect(JSON.stringify(outcome.state).length).toBeLessThan(10_000);
  });

  test('where a CRM answers with objects in objects in objects', async () => {
    const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) as Json;
    const outcome = await play(flowOf({ step: 'http_request', method: 'GET', url: 'https://crm.example.com', outcomes: [] }, ['ok', 'failed']), 1, deep);
    expect(codes(outcome)).toEqual(['too_many_values']);
    expect(outcome.verbs).toContainEqual(expect.objectContaining({ verb: 'dial' }));
  });

  test('where steps lead round without asking', async () => {
    const flow = flowOf({ step: 'set_values', assignments: [{ path: 'x', to: '1' }] }, ['next']);
    flow.states['grow']!.on = { next: 'grow' };
    const outcome = await play(flow, 1);
    expect(codes(outcome)).toEqual(['too_many_steps']);
    expect(outcome.events.filter(({ type }) => type === 'step_entered').length).toBeLessThan(2 * MAX_STEPS_PER_TURN);
  });

  test('where many values are each of a size that may be', async () => {
    const assignments = Array.from({ length: 50 }, (_, at) => ({ path: `x.{{ call.id }}`.slice(0, 1) + at, to: '0123456789'.repeat(350) }));
    const outcome = await play(flowOf({ step: 'set_values', assignments }, ['next']), 3);
    expect(JSON.stringify(outcome.state).length).toBeLessThan(2 * MAX_VALUES_CHARACTERS);
  });
});

describe('A name that every object has', () => {
  test('is a step like any other', async () => {
    const flow = flowOf({ step: 'set_values', assignments: [{ path: 'x', to: '1' }] }, ['next']);
    flow.states['constructor'] = flow.states['menu']!;
    flow.states['grow']!.on = { next: 'constructor' };
    const outcome = await play(flow, 2);
    expect(codes(outcome)).toEqual([]);
    expect(outcome.events).toContainEqual(expect.objectContaining({ type: 'waited', step: 'constructor' }));
  });

  test('is no step type', async () => {
    const flow = flowOf({ step: 'constructor' }, ['next']);
    await expect(play(flow, 1)).rejects.toThrow(/constructor/);
  });
});
