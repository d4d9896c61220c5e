import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CallerInput } from '../../schemas/caller-input.js';
import type { EffectRequest } from '../../runtime/engine/run-turn.js';
import { compileFlow, type CompiledFlow } from '../../runtime/engine/compile-flow.js';
import { checkFlow } from '../../runtime/engine/check/check-flow.js';
import { exitTaken } from '../../runtime/engine/explore/count-exits.js';
import { exploreFlow, openWalk } from '../../runtime/engine/explore/explore-flow.js';
import { writeScenarios } from '../../runtime/engine/explore/write-scenarios.js';
import { runTurn } from '../../runtime/engine/run-turn.js';
import { startCall } from '../../runtime/engine/start-call.js';
import { generateFlow } from './generate-flow.js';
import { runScript } from './run-script.js';

/** A state for each attempt and stage of a step, and no more. */
const MAX_STATES_A_STEP = 20;

describe.each([500, 2000])('A generated flow of %i steps', (size) => {
  const flow = generateFlow(size);

  test('has no errors, so that it stands for a real one', () => {
    expect(Object.keys(flow.states)).toHaveLength(size);
    expect(checkFlow(flow).filter(({ severity, rule }) => severity === 'error' && rule !== 'unreachable-step')).toEqual([]);
  });

  test('is walked to its end in a bounded number of states', () => {
    const { isComplete, size: walked, properties } = exploreFlow(flow);
    expect(isComplete).toBe(true);
    expect(walked.exits).toBeGreaterThan(size * 3);
    expect(walked.states).toBeLessThan(size * MAX_STATES_A_STEP);
    expect(walked.transitions).toBeLessThan(walked.states * 15);
    expect(properties.find(({ id }) => id === 'every_call_ends')!.verdict).toBe('proved');
  });

  test('has a loop far inside found, with a script that goes there', async () => {
    const menus = Object.entries(flow.states).filter(([, { meta }]) => meta.step === 'menu');
    const [deep, state] = menus[Math.floor(menus.length * 0.8)]!;
    const faulty = { ...flow, states: { ...flow.states, [deep]: { ...state, on: { ...state.on, no_input: deep } } } };
    const failure = exploreFlow(faulty).failures.find(({ property, step }) => property === 'loops_are_bounded' && step === deep)!;
    const call = await runScript(faulty, failure.script!, { maxTurns: 200 });
    expect(call.state.ended).toBeNull();
    expect(new Set(call.path.slice(-10))).toEqual(new Set([deep]));
  });
});

test('Scenarios of a generated flow run as they say', async () => {
  const flow = generateFlow(300, 5);
  const { scenarios } = writeScenarios(flow);
  for (const { expect: expected, ...script } of scenarios) {
    const call = await runScript(flow, script);
    expect(call.path).toEqual(expected.steps);
  }
});

/** The walk against the engine: whatever a caller does and the world answers, the call stays within what was walked. */
test('No call leaves what the walk has seen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), fc.array(fc.array(input, { minLength: 10, maxLength: 30 }), { minLength: 5, maxLength: 5 }), async (seed, calls) => {
      const flow = generateFlow(40, seed);
      const compiled = compileFlow(flow, 'v1');
      const walk = openWalk(flow, {});
      const seen = new Set(walk.transitions.flatMap((transition) => exitTaken(walk, transition) ?? []).map(({ step, exit }) => `${step}.${exit}`));
      for (const inputs of calls) for (const taken of await callAtRandom(compiled, inputs)) expect(seen).toContain(taken);
    }),
    { numRuns: 40 },
  );
});

const input: fc.Arbitrary<CallerInput> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#', '1234', '12').map((value): CallerInput => ({ kind: 'keys', value })) },
  { weight: 2, arbitrary: fc.constant<CallerInput>({ kind: 'silence' }) },
  { weight: 2, arbitrary: fc.constant<CallerInput>({ kind: 'heard' }) },
  { weight: 1, arbitrary: fc.constantFrom('busy', 'no_answer', 'failed').map((result): CallerInput => ({ kind: 'dialed', result: result as 'busy', bridged: false, seconds: 3 })) },
);

/** The exits a call takes; an exit of the whole flow under `*`. */
async function callAtRandom(compiled: CompiledFlow, inputs: CallerInput[]): Promise<string[]> {
  let effects = inputs.length;
  const runEffect = ({ step }: EffectRequest) => {
    const exits = [...step.exits.keys()];
    effects += 1;
    return Promise.resolve({ exit: exits[effects % exits.length]! });
  };
  const now = '2026-11-24T02:00:00.000Z';
  const environment = { callId: 'c1', from: '+8613800000001', to: '+861055550000', startedAt: now, now, settings: { personNumber: '+861055550001' }, switches: {}, products: {} };
  let state = startCall(compiled, {}, { values: { customer: { kind: ['gold', 'silver', 'none'][inputs.length % 3]! } } });
  const taken: string[] = [];
  for (const each of [null, ...inputs]) {
    if (state.ended) break;
    const outcome = await runTurn({ flow: compiled, state, input: each, environment, runEffect });
    state = outcome.state;
    for (const event of outcome.events) if (event.type === 'exit_taken') taken.push(`${compiled.flow.states[event.step]!.on?.[event.exit] === undefined ? '*' : event.step}.${event.exit}`);
  }
  return taken;
}
