import { describe, expect, test } from '@jest/globals';
import type { CallerInput } from '../../schemas/caller-input.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { JsonObject } from '../../schemas/json.js';
import { MAX_HAND_OVERS, MAX_SUBFLOW_DEPTH, type CallState, type TurnEvent } from './call-state.js';
import { compileFlow } from './compile-flow.js';
import { getRunningFlows, type FlowLibrary } from './flow-library.js';
import { runTurn } from './run-turn.js';
import { startCall } from './start-call.js';

type States = Record<string, { type?: 'final'; meta: JsonObject & { step: string }; on?: Record<string, string> }>;

const words = (text: string) => ({ 'en-US': text });
const say = (text: string, next: string) => ({ meta: { step: 'say', prompt: words(text) }, on: { next } });
const ask = (text: string, next: string) => ({ meta: { step: 'menu', prompt: words(text), attempts: 1, choices: [{ id: 'yes', key: '1', label: words('Yes') }] }, on: { yes: next, no_input: next, no_match: next } });
const run = (flow: string, on: Record<string, string>, more: JsonObject = {}) => ({ meta: { step: 'subflow', flow, exits: Object.keys(on).filter((id) => id !== 'failed').map((id) => ({ id, label: words(id) })), ...more }, on });
const goTo = (flow: string, failed: string, more: JsonObject = {}) => ({ meta: { step: 'go_to_flow', flow, ...more }, on: { failed } });
const give = (exit: string, results: JsonObject[] = []) => ({ type: 'final' as const, meta: { step: 'return', exit, results } });
const person = { meta: { step: 'transfer', number: '+861055550000' }, on: { answered: 'bye', busy: 'bye', no_answer: 'bye', failed: 'bye' } };
const bye = { type: 'final' as const, meta: { step: 'hang_up', prompt: words('Goodbye.') } };
const keys = { keys: { '0': 'person' } };
const leadsToPerson = { person: '.person' };

function createFlow(id: string, states: States, meta: JsonObject = {}, on?: Record<string, string>): Flow {
  return { id, initial: Object.keys(states)[0]!, meta: { specVersion: '1.0', name: id, languages: ['en-US'], ...meta }, ...(on && { on }), states } as Flow;
}

/** A call of the first flow, with all of them published: what is heard and done, turn by turn. */
async function openCall(...flows: Flow[]) {
  const pins = Object.fromEntries(flows.map(({ id }) => [id, `${id}@1`]));
  const shelf = new Map(flows.map((flow) => [`${flow.id}@1`, compileFlow(flow, `${flow.id}@1`, pins)]));
  const library: FlowLibrary = {
    getFlow: (version) => Promise.resolve(shelf.get(version)!),
    getLive: (flow) => Promise.resolve(shelf.has(`${flow}@1`) ? `${flow}@1` : null),
  };
  let state: CallState = startCall(shelf.get(`${flows[0]!.id}@1`)!, {});
  const events: TurnEvent[] = [];
  const told = (type: TurnEvent['type']) => events.filter((event) => event.type === type);
  const now = '2026-11-24T02:00:00.000Z';
  const call = {
    async does(input: CallerInput | null) {
      const environment = { callId: 'CA1', from: '+8613800000001', to: '+14005550100', startedAt: now, now, settings: {}, switches: {}, products: {} };
      const outcome = await runTurn({ ...(await getRunningFlows(state, library)), library, state, input, environment, runEffect: () => Promise.reject(new Error('There are no effects here.')) });
      ({ state } = outcome);
      events.push(...outcome.events);
      return call;
    },
    presses: (value: string) => call.does({ kind: 'keys', value }),
    state: () => state,
    heard: () => told('spoken').map((event) => ('text' in event ? event.text : '')),
    steps: () => told('step_entered').map((event) => `${event.flow ?? ''}/${'step' in event ? event.step : ''}`),
    faults: () => told('failed').map((event) => ('code' in event ? event.code : '')),
  };
  return call.does(null);
}

describe('A subflow', () => {
  const inner = createFlow('inner', { start: ask('Inside?', 'keep'), keep: { meta: { step: 'set_values', assignments: [{ path: 'found.it', to: 'gold' }] }, on: { next: 'done' } }, done: give('done', [{ name: 'what', value: 'found.it' }]) });
  const outer = createFlow('outer', { start: run('inner', { done: 'told', failed: 'bye' }, { results: [{ name: 'what', saveAs: 'prize' }] }), told: say('You found {{ prize }}.', 'question'), question: ask('And now?', 'bye'), bye });

  test('comes back in the turn in which it returns, with its results and nothing else', async () => {
    const call = await openCall(outer, inner);
    expect(call.state().frames).toHaveLength(2);
    await call.presses('1');
    expect(call.heard()).toEqual(['Inside?', 'You found gold.', 'And now?']);
    expect(call.state().frames).toMatchObject([{ version: 'outer@1', values: { prize: 'gold' } }]);
    expect(call.state().frames[0]!.values).not.toHaveProperty('found');
  });

  test('is told apart in the record from a step of the same id', async () => {
    const call = await openCall(outer, inner);
    await call.presses('1');
    expect(call.steps()).toEqual(['/start', 'inner/start', 'inner/keep', 'inner/done', '/told', '/question']);
  });

  test('is its own at each visit: what one left is not there in the next', async () => {
    const twice = createFlow('twice', { first: run('count', { done: 'second' }), second: run('count', { done: 'bye' }), bye });
    const count = createFlow('count', { start: say('Seen: {{ seen | default: "nothing" }}.', 'keep'), keep: { meta: { step: 'set_values', assignments: [{ path: 'seen', to: 'this' }] }, on: { next: 'done' } }, done: give('done') });
    expect((await openCall(twice, count)).heard()).toEqual(['Seen: nothing.', 'Seen: nothing.', 'Goodbye.']);
  });

  test('may run another one, and both come back', async () => {
    const middle = createFlow('middle', { start: run('inner', { done: 'tell' }, { results: [{ name: 'what', saveAs: 'metal' }] }), tell: say('Middle: {{ metal }}.', 'done'), done: give('done', [{ name: 'what', value: 'metal' }]) });
    const call = await openCall({ ...outer, states: { ...outer.states, start: { ...outer.states['start']!, meta: { ...outer.states['start']!.meta, flow: 'middle' } } } }, middle, inner);
    expect(call.state().frames).toHaveLength(3);
    await call.presses('1');
    expect(call.heard()).toEqual(['Inside?', 'Middle: gold.', 'You found gold.', 'And now?']);
  });

  test('deeper than the limit leaves by failed', async () => {
    const deep = Array.from({ length: MAX_SUBFLOW_DEPTH + 2 }, (_, at) => createFlow(`deep-${at}`, { start: run(`deep-${at + 1}`, { done: 'done', failed: 'stop' }), stop: say(`Stopped in ${at}.`, 'done'), done: give('done') }));
    const call = await openCall(...deep);
    expect(call.heard()).toEqual([`Stopped in ${MAX_SUBFLOW_DEPTH - 1}.`]);
    expect(call.faults()).toEqual(['flow_not_entered']);
    expect(call.state().ended).toMatchObject({ endState: 'completed' });
  });

  test('in which the caller hangs up has ended the call', async () => {
    const call = await openCall(outer, inner);
    await call.does({ kind: 'hang_up' });
    expect(call.state().ended).toMatchObject({ endState: 'abandoned', endedBy: 'caller' });
  });

  test('that hangs up itself does not come back', async () => {
    const call = await openCall(outer, createFlow('inner', { bye }));
    expect(call.heard()).toEqual(['Goodbye.']);
    expect(call.state().ended).toMatchObject({ endedBy: 'flow' });
  });

  test('without keys of its own has those around it, and they lead out of it', async () => {
    const line = createFlow('line', { start: run('inner', { done: 'bye', failed: 'bye' }), person, bye }, keys, leadsToPerson);
    const call = await openCall(line, inner);
    await call.presses('0');
    expect(call.state().frames).toMatchObject([{ visit: { step: 'person' } }]);
    expect(call.state().personReason).toBe('requested');
  });

  test('with keys of its own has no others', async () => {
    const line = createFlow('line', { start: run('own', { done: 'bye', failed: 'bye' }), person, bye }, keys, leadsToPerson);
    const own = createFlow('own', { start: ask('Inside?', 'done'), helper: say('Our own help.', 'start'), done: give('done') }, { keys: { '0': 'help' } }, { help: '.helper' });
    const call = await openCall(line, own);
    await call.presses('0');
    expect(call.heard()).toEqual(['Inside?', 'Our own help.', 'Inside?']);
  });

  const broken = (more: States = {}, meta = {}, on?: Record<string, string>) => createFlow('inner', { start: { ...say('Inside.', ''), on: {} }, ...more, done: give('done') }, meta, on);

  test('that breaks goes to its own person, where it has one', async () => {
    const call = await openCall(outer, broken({ person, bye }, keys, leadsToPerson));
    expect(call.state().frames.at(-1)).toMatchObject({ version: 'inner@1', visit: { step: 'person' } });
  });

  test('that breaks without a person leaves by failed', async () => {
    const call = await openCall(outer, broken());
    expect(call.heard()).toEqual(['Inside.', 'Goodbye.']);
    expect(call.state().personReason).toBe('failed');
  });

  test('that breaks goes to the person around it, where failed leads nowhere', async () => {
    const line = createFlow('line', { start: run('inner', { done: 'bye' }), person, bye }, keys, leadsToPerson);
    const call = await openCall(line, broken());
    expect(call.state().frames).toMatchObject([{ version: 'line@1', visit: { step: 'person' } }]);
  });

  test('that breaks where nobody helps ends with an apology, and never in silence', async () => {
    const call = await openCall(createFlow('line', { start: run('inner', { done: 'bye' }), bye }), broken());
    expect(call.state().ended).toMatchObject({ endState: 'system_error', endedBy: 'error' });
    expect(call.heard()).toHaveLength(2);
  });

  test('that breaks again and again ends', async () => {
    const call = await openCall(createFlow('line', { start: run('inner', { done: 'bye', failed: 'start' }), bye }), broken());
    expect(call.state().ended).toMatchObject({ endState: 'system_error' });
  });
});

describe('A call handed over', () => {
  const there = createFlow('there', { start: ask('There, about {{ topic }}?', 'bye'), bye }, { parameters: [{ name: 'topic', default: 'anything' }] });

  test('goes on in the other flow with what it is given, and counts under the flow it came in by', async () => {
    const call = await openCall(createFlow('here', { start: goTo('there', 'bye', { parameters: [{ name: 'topic', to: 'funds' }] }), bye }), there);
    expect(call.heard()).toEqual(['There, about funds?']);
    expect(call.state()).toMatchObject({ flow: 'here', frames: [{ version: 'there@1', values: { topic: 'funds' } }], handOvers: 1 });
    expect(call.steps()).toEqual(['/start', 'there/start']);
  });

  test('out of a subflow does not come back', async () => {
    const call = await openCall(createFlow('here', { start: run('middle', { done: 'bye', failed: 'bye' }), bye }), createFlow('middle', { start: goTo('there', 'done'), done: give('done') }), there);
    await call.presses('1');
    expect(call.heard()).toEqual(['There, about anything?', 'Goodbye.']);
    expect(call.state().ended).toMatchObject({ endedBy: 'flow' });
  });

  test('round and round leaves by failed in the end', async () => {
    const one = createFlow('one', { start: ask('One?', 'go'), go: goTo('two', 'tired'), tired: say('Enough.', 'bye'), bye });
    const two = createFlow('two', { start: goTo('one', 'tired'), tired: say('Enough.', 'bye'), bye });
    const call = await openCall(one, two);
    for (let turn = 0; turn < MAX_HAND_OVERS && !call.state().ended; turn += 1) await call.presses('1');
    expect(call.state()).toMatchObject({ handOvers: MAX_HAND_OVERS, ended: { endedBy: 'flow' } });
    expect(call.heard().slice(-2)).toEqual(['Enough.', 'Goodbye.']);
  });

  test('knows who the caller is, and forgets the rest', async () => {
    const call = await openCall(
      createFlow('here', { start: { meta: { step: 'set_values', assignments: [{ path: 'customer.name', to: 'Li' }, { path: 'other', to: 'x' }] }, on: { next: 'go' } }, go: goTo('who', 'bye'), bye }),
      createFlow('who', { start: say('{{ customer.name }} {{ other | default: "?" }}.', 'bye'), bye }),
    );
    expect(call.heard()).toEqual(['Li ?.', 'Goodbye.']);
  });
});

test('What a subflow finds out of the caller is known to the flow around it', async () => {
  const call = await openCall(
    createFlow('outer', { start: run('inner', { done: 'tell' }), tell: say('Hello {{ customer.name }}.', 'bye'), bye }),
    createFlow('inner', { start: { meta: { step: 'set_values', assignments: [{ path: 'customer.name', to: 'Li' }] }, on: { next: 'done' } }, done: give('done') }),
  );
  expect(call.heard()).toEqual(['Hello Li.', 'Goodbye.']);
});
