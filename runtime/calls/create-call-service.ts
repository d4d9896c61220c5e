import { LRUCache } from 'lru-cache';
import type { CallerInput } from '../../schemas/caller-input.js';
import type { EffectPorts, StepEffect } from '../../schemas/define-effect.js';
import type { Fact, QueueView } from '../../schemas/define-step.js';
import type { JsonObject } from '../../schemas/json.js';
import type { Verb } from '../../schemas/verbs.js';
import { fail } from '../errors.js';
import type { CompiledFlow } from '../engine/compile-flow.js';
import { closeCall, hangUpEndState, isWaitingForPerson, lateEndState } from '../engine/end-call.js';
import { getRunningFlows, type FlowLibrary } from '../engine/flow-library.js';
import { noteFacts } from '../engine/note-facts.js';
import { failTurn, runTurn, type TurnOutcome, type TurnRequest } from '../engine/run-turn.js';
import { runWait, type WaitOutcome } from '../engine/run-wait.js';
import { startCall } from '../engine/start-call.js';
import type { CalendarSource, CallRow, CallStore, Clock, FlowStore, ProductStore, SwitchSource, TurnCommit } from '../ports.js';
import { emergencyVerbs } from './apologise.js';
import { createCatalog } from './catalog.js';
import { chooseArm } from './choose-arm.js';
import { createEffectRunner } from './run-effect.js';
import { maskInput } from './mask-input.js';
import { createRowCache } from './row-cache.js';

export interface CallServiceOptions {
  store: CallStore;
  flows: FlowStore;
  products: ProductStore;
  effects: Record<string, StepEffect<never>>;
  ports: EffectPorts;
  switches: SwitchSource;
  /** (Default: none.) */
  calendars?: CalendarSource;
  settings: JsonObject;
  clock: Clock;
  log: CallLog;
  /** Makes every call of this service a test call: counted nowhere. (Default: false; the `test` alias does so too.) */
  test?: boolean;
  /** Changes a flow before it runs; the offline phone forces outcomes so. (Default: it runs as it is.) */
  prepareFlow?(flow: CompiledFlow): CompiledFlow;
}

/** What the service tells whoever watches; never what a caller typed or heard. */
export interface CallLog {
  failed(details: { callId: string; step?: string; code: string; message: string }): void;
}

/** Who calls whom, as the carrier says. */
export interface IncomingCall {
  callId: string;
  accountSid: string;
  from: string;
  to: string;
  /** Starts in this language instead of the flow's first. */
  language?: string;
}

/** What the carrier does next. `turn` is the number its next request carries. */
export interface Reply {
  verbs: Verb[];
  turn: number;
}

export interface CallService {
  incoming(call: IncomingCall): Promise<Reply>;
  /** Takes the caller's input for turn `turn`; a repeated or late one gets the verbs that hold. Throws `not_found` for a call nobody knows. */
  turn(callId: string, turn: number, input: CallerInput): Promise<Reply>;
  /** The carrier says that the call is over. */
  ended(callId: string, details: { durationSeconds: number | null; endedBy: 'caller' | 'carrier' }): Promise<void>;
  /** A person answered the transfer. */
  answered(callId: string): Promise<void>;
  /** What a caller hears who waits in the queue that turn `turn` led to. A late question, after the wait is over, gets none. */
  wait(callId: string, turn: number, queue: QueueView): Promise<Verb[]>;
  /** What the dialed person of turn `turn` hears before they are connected. */
  whisper(callId: string, turn: number): Promise<Verb[]>;
  /** Something the carrier tells beside the turns. The same fact again changes nothing, and neither does one about an unknown call. */
  note(callId: string, fact: Fact): Promise<void>;
  /** The carrier could not use our last reply. Speaks it again, and at the second time goes to a person. */
  fallback(callId: string, again: boolean): Promise<Reply>;
  /** What a caller of this number hears when a turn cannot be taken at all. */
  apologise(to: string): Verb[];
}

/** A guard lost to a newer revision is read again this often; each loss means that another request of this call won. */
const MAX_TRIES = 5;

/** Numbers whose flow is remembered for an emergency. */
const MAX_NUMBERS = 1000;

/** Calls as the carrier drives them: one read and one guarded write a turn, whatever happens to the requests on the way. */
export function createCallService(options: CallServiceOptions): CallService {
  const { store, clock } = options;
  const catalog = createCatalog(options);
  const cache = createRowCache(store);
  const lastAnswered = new LRUCache<string, CompiledFlow>({ max: MAX_NUMBERS });

  async function incoming(call: IncomingCall): Promise<Reply> {
    const known = await store.findCall(call.callId);
    if (known) return replyOf(known);
    const answer = await options.flows.resolveNumber(call.to);
    if (!answer) throw fail('no_flow_for_number', { number: call.to });
    const { version, arm } = chooseArm(answer, call);
    const flow = await catalog.getFlow(version);
    lastAnswered.set(call.to, flow);
    const now = clock.now().toISOString();
    const row: CallRow = {
      ...call, flow: answer.flow, version, alias: answer.alias, arm, test: options.test === true || answer.alias === 'test', startedAt: now, revision: 0, turn: 0,
      state: startCall(flow, await options.products.currentProducts(), { language: call.language }), verbs: [], durationSeconds: null,
    };
    const stored = await advance(row, null);
    return stored ?? incoming(call);
  }

  async function turn(callId: string, number: number, input: CallerInput): Promise<Reply> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const row = await readRow(callId, number);
      if (row.turn !== number || (row.state.ended && !isDeed(input))) return replyOf(row);
      const reply = await advance(row, input);
      if (reply) return reply;
      cache.forget(callId);
    }
    return replyOf(await readRow(callId, -1));
  }

  /** Runs and stores one turn. `null`: something newer was stored first. */
  async function advance(row: CallRow, input: CallerInput | null): Promise<Reply | null> {
    const request = await turnRequest(row, input);
    const outcome = await runTurn(request);
    return commit(row, outcome, { turn: row.turn, at: request.environment.now, input: maskInput(request.flow, row.state, input), events: outcome.events });
  }

  async function turnRequest(row: CallRow, input: CallerInput | null): Promise<TurnRequest> {
    const { callId, from, to, startedAt, state } = row;
    const environment = { callId, from, to, startedAt, now: clock.now().toISOString(), settings: options.settings, switches: options.switches.current(), calendars: options.calendars?.current() ?? {}, products: await catalog.getProducts(state.products) };
    return { ...(await getRunningFlows(state, catalog)), library: libraryFor(row), state, input, environment, runEffect: createEffectRunner({ ...options, callId }) };
  }

  function libraryFor(call: Pick<CallRow, 'from' | 'callId'>): FlowLibrary {
    return {
      getFlow: catalog.getFlow,
      async getLive(flow) {
        const answer = await options.flows.getLive(flow);
        return answer && chooseArm(answer, call).version;
      },
    };
  }

  async function commit(row: CallRow, outcome: TurnOutcome, record: TurnCommit['record']): Promise<Reply | null> {
    reportFailures(row.callId, outcome);
    const late = row.state.ended;
    // The caller hung up while this input was under way: it counts, but nobody hears the answer.
    if (late) outcome.state.ended = { ...late, endState: lateEndState(row.state, outcome.state) };
    const next: CallRow = { ...row, turn: row.turn + 1, state: outcome.state, verbs: late ? [{ verb: 'hang_up' }] : outcome.verbs, durationSeconds: row.durationSeconds ?? durationOf(row, outcome) };
    const result = await store.commitTurn({ row: next, record, writes: outcome.writes, at: record?.at ?? clock.now().toISOString() });
    if (result !== 'stored') return null;
    cache.keep({ ...next, revision: row.revision + 1 });
    return replyOf(next);
  }

  async function ended(callId: string, { durationSeconds, endedBy }: { durationSeconds: number | null; endedBy: 'caller' | 'carrier' }): Promise<void> {
    await change(callId, (row, at) => {
      if (row.state.ended) return row.durationSeconds === durationSeconds ? null : { row: { ...row, durationSeconds: durationSeconds ?? row.durationSeconds }, record: null };
      const state = structuredClone(row.state);
      const event = closeCall(state, hangUpEndState(state), endedBy, at);
      return { row: { ...row, state, durationSeconds }, record: { turn: row.turn, at, input: { kind: 'hang_up' }, events: [event] } };
    });
  }

  async function answered(callId: string): Promise<void> {
    await change(callId, (row) => {
      const { transfer } = row.state;
      if (!transfer || !isWaitingForPerson(row.state) || row.state.ended) return null;
      return { row: { ...row, state: { ...row.state, transfer: { ...transfer, answered: true } } }, record: null };
    });
  }

  async function wait(callId: string, number: number, queue: QueueView): Promise<Verb[]> {
    const row = await readRow(callId, number);
    if (row.turn !== number || row.state.ended) return [];
    const outcome = await waitOf(row, queue);
    if (!outcome.state) return outcome.verbs;
    await change(callId, async (current, at) => {
      if (current.turn !== number || current.state.ended) return null;
      const { state, events } = await waitOf(current, queue);
      return state && { row: { ...current, state }, record: events.length > 0 ? { turn: current.turn, at, input: null, events } : null };
    });
    return outcome.verbs;
  }

  async function waitOf(row: CallRow, queue: QueueView): Promise<WaitOutcome> {
    const { flow, outer, state, environment } = await turnRequest(row, null);
    return runWait({ flow, outer, state, environment, queue });
  }

  async function whisper(callId: string, number: number): Promise<Verb[]> {
    const row = await readRow(callId, number);
    const dial = row.turn === number ? row.verbs.find((verb) => verb.verb === 'dial') : undefined;
    return dial?.whisper ?? [];
  }

  async function note(callId: string, fact: Fact): Promise<void> {
    await change(callId, async (row, at) => {
      if (row.state.facts.some((known) => isSameFact(known, fact))) return null;
      const state = structuredClone(row.state);
      const { flow } = (await getRunningFlows(state, catalog)).flow;
      const visit = state.frames[state.frames.length - 1]?.visit;
      const events = noteFacts(state, [fact], { at, step: visit?.step ?? '', visit: visit?.id ?? 0, ...(flow.id !== state.flow && { flow: flow.id }) });
      return { row: { ...row, state }, record: { turn: row.turn, at, input: null, events } };
    });
  }

  async function fallback(callId: string, again: boolean): Promise<Reply> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const row = await readRow(callId, -1);
      if (!again || row.state.ended) return replyOf(row);
      const request = await turnRequest(row, null);
      const outcome = await failTurn(request, fail('carrier_failed', { reason: 'it could not use the last reply' }));
      const reply = await commit(row, outcome, { turn: row.turn, at: request.environment.now, input: null, events: outcome.events });
      if (reply) return reply;
    }
    return replyOf(await readRow(callId, -1));
  }

  /** Changes a row outside a turn, guarded and tried again like one. */
  async function change(callId: string, apply: (row: CallRow, at: string) => Change | Promise<Change>): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const row = await store.findCall(callId);
      const at = clock.now().toISOString();
      const changed = row && (await apply(row, at));
      if (!changed) return;
      const result = await store.commitTurn({ ...changed, writes: [], at });
      cache.forget(callId);
      if (result === 'stored') return;
    }
  }

  async function readRow(callId: string, turnNumber: number): Promise<CallRow> {
    const row = await cache.find(callId, turnNumber);
    if (!row) throw fail('not_found', { what: { 'en-US': `Call ${callId}`, 'zh-CN': `通话 ${callId}` }, fix: { 'en-US': 'It never came in, or its records were removed.', 'zh-CN': '它没有打进来，或记录已被删除。' } });
    return row;
  }

  function reportFailures(callId: string, outcome: TurnOutcome): void {
    for (const event of outcome.events) if (event.type === 'failed') options.log.failed({ callId, step: event.step, code: event.code, message: event.message });
  }

  return { incoming, turn, ended, answered, wait, whisper, note, fallback, apologise: (to) => emergencyVerbs(lastAnswered.get(to)) };
}

function replyOf(row: CallRow): Reply {
  return { verbs: row.verbs, turn: row.turn };
}

/** What a change outside a turn makes of a row; `null`: nothing. */
type Change = Pick<TurnCommit, 'row' | 'record'> | null;

/** Something the caller did, which counts even when the line went dead right after. */
function isDeed(input: CallerInput): boolean {
  return deeds.has(input.kind);
}

const deeds = new Set<CallerInput['kind']>(['keys', 'speech', 'recorded', 'paid', 'enqueued']);

/** All that the new one says stands in the known one, which says when and where too. */
function isSameFact(known: Fact, fact: Fact): boolean {
  return Object.entries(fact).every(([name, value]) => JSON.stringify(known[name]) === JSON.stringify(value));
}

function durationOf(row: CallRow, outcome: TurnOutcome): number | null {
  const { ended } = outcome.state;
  return ended ? Math.round((Date.parse(ended.at) - Date.parse(row.startedAt)) / 1000) : null;
}
