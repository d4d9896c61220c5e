import { fileURLToPath } from 'node:url';
import type { CallerInput } from '../../schemas/caller-input.js';
import type { EffectContext, EffectPorts, EffectWrite, StepEffect } from '../../schemas/define-effect.js';
import type { Fact, QueueView } from '../../schemas/define-step.js';
import type { Calendar } from '../../schemas/documents/calendar.js';
import type { Flow } from '../../schemas/documents/flow.js';
import { definitions } from '../../schemas/definitions.js';
import { effects } from '../../schemas/effects.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import type { Verb } from '../../schemas/verbs.js';
import type { CallState, TurnEvent } from '../../runtime/engine/call-state.js';
import type { CallEnvironment } from '../../runtime/engine/call-view.js';
import { compileFlow } from '../../runtime/engine/compile-flow.js';
import { getRunningFlows, type FlowLibrary } from '../../runtime/engine/flow-library.js';
import { runTurn, type EffectRequest } from '../../runtime/engine/run-turn.js';
import { runWait } from '../../runtime/engine/run-wait.js';
import { startCall } from '../../runtime/engine/start-call.js';
import { createKnowledge } from '../../runtime/knowledge/create-knowledge.js';
import { readArticles } from '../../runtime/knowledge/read-articles.js';
import { plainHttp, type AnsweringServer, type HeardRequest, type ScriptedAnswer } from './answering-server.js';
import { sampleCall, sampleProducts } from './sample-call.js';

const galleryKnowledge = createKnowledge(await readArticles(fileURLToPath(new URL('../../flows', import.meta.url))));

/** A sentence about a caller, what they do, and what must come of it. */
export interface StepCase {
  name: string;
  data: JsonObject;
  call?: { language?: string; values?: JsonObject; keys?: Record<string, string>; facts?: Fact[]; now?: string; from?: string; personReason?: 'requested' | 'failed'; switches?: JsonObject; calendars?: Record<string, Calendar> };
  inputs?: CallerInput[];
  /** Where the caller stands in the queue, each time the carrier asks what they hear there; before the inputs. */
  queue?: QueueView[];
  /** A step that follows on the exit named, in place of the ending: shows what reaches the next step. */
  then?: { exit: string; meta: JsonObject & { step: string } };
  http?: ScriptedAnswer[];
  sales?: { decide?: { chosen: string | null; facts?: Fact[] }; placeOrder?: JsonObject };
  /** Flows that are published, as this one's subflows too. (Default: none.) */
  flows?: Flow[];
  /** (Default: the articles of the gallery.) */
  knowledge?: 'down';
  /** A customer that was imported, whoever calls. (Default: nobody was.) */
  imported?: JsonObject & { id: string };
  expect?: CaseResult;
}

export interface CaseResult {
  /** The verbs of each turn. */
  turns: Verb[][];
  /** What was heard in the queue. */
  waits?: Verb[][];
  exit: string | null;
  /** Values that were set, by root. */
  values?: JsonObject;
  facts?: JsonObject[];
  writes?: EffectWrite[];
  requests?: HeardRequest[];
  /** What the engine recorded as broken. */
  failed?: string;
  endState?: string;
}

/** Runs a case through the real engine: the step, and an ending behind every exit. */
export async function runCase(type: string, given: StepCase, server: AnsweringServer): Promise<CaseResult> {
  server.script(given.http ?? []);
  const library = shelve(flowOf(type, given), given.flows ?? []);
  const flow = await library.getFlow('case-version');
  const environment = environmentOf(given, server);
  let state = openingState(flow, given);
  const before = JSON.stringify(state.frames[0]!.values);
  const result: CaseResult = { turns: [], exit: null };
  const events: TurnEvent[] = [];
  const writes: EffectWrite[] = [];
  for (const input of [null, ...(given.inputs ?? [])]) {
    const outcome = await runTurn({ ...(await getRunningFlows(state, library)), library, state, input, environment, runEffect: (request) => runEffect(request, portsOf(given)) });
    state = outcome.state;
    result.turns.push(given.then || !definitions[type]!.final ? outcome.verbs.filter(({ verb }) => verb !== 'hang_up') : outcome.verbs);
    events.push(...outcome.events);
    writes.push(...outcome.writes);
    if (input === null && given.queue) state = waitInQueue(given.queue);
  }
  if (given.data['sensitive'] === true) checkNoTrace(given.inputs ?? [], { state, events });
  function waitInQueue(queue: QueueView[]): CallState {
    for (const view of queue) {
      const waited = runWait({ flow, state, queue: view, environment });
      (result.waits ??= []).push(waited.verbs);
      events.push(...waited.events);
      state = waited.state ?? state;
    }
    return state;
  }
  return withoutPort(complete(result, { type, state, before, events, writes, requests: server.heard }), server);
}

/** The other flows have their id as their version. */
function shelve(main: Flow, others: Flow[]): FlowLibrary {
  const pins = Object.fromEntries(others.map(({ id }) => [id, id]));
  const flows = new Map([['case-version', compileFlow(main, 'case-version', pins)], ...others.map((flow) => [flow.id, compileFlow(flow, flow.id, pins)] as const)]);
  return { getFlow: (version) => Promise.resolve(flows.get(version)!), getLive: (flow) => Promise.resolve(flows.has(flow) ? flow : null) };
}

function flowOf(type: string, { data, call, then }: StepCase): Flow {
  const ending = { type: 'final' as const, meta: { step: 'hang_up' } };
  const exits = (step: string, meta: JsonObject) => definitions[step]!.exits(meta as never).map(({ id }) => id);
  const on = Object.fromEntries(exits(type, data).map((exit) => [exit, exit === then?.exit ? 'then' : 'after']));
  const step = definitions[type]!.final ? { type: 'final' as const, meta: { step: type, ...data } } : { meta: { step: type, ...data }, on };
  const next = then ? { then: { meta: then.meta, on: Object.fromEntries(exits(then.meta.step, then.meta).map((exit) => [exit, 'after'])) } } : {};
  const keys = call?.keys ?? sampleCall.keys;
  const shared = [...new Set(Object.values(keys))].filter((exit) => exit !== 'again');
  return {
    id: 'case',
    initial: 'step',
    meta: { specVersion: '1.0', name: 'Case', languages: sampleCall.languages, timeZone: sampleCall.timeZone, keys },
    on: Object.fromEntries(shared.map((exit) => [exit, '.after'])),
    states: { step, ...next, after: ending } as Flow['states'],
  };
}

function environmentOf({ call }: StepCase, server: AnsweringServer): CallEnvironment {
  const { now, from, to, personNumber } = sampleCall;
  return {
    callId: 'call-1',
    from: call?.from ?? from,
    to,
    startedAt: call?.now ?? now,
    now: call?.now ?? now,
    settings: { crmUrl: `${server.url}/crm`, personNumber },
    switches: call?.switches ?? {},
    calendars: call?.calendars ?? {},
    products: sampleProducts,
  };
}

function openingState(flow: ReturnType<typeof compileFlow>, { call }: StepCase): CallState {
  const versions = Object.fromEntries(Object.entries(sampleProducts).map(([id, { version }]) => [id, version]));
  const state = startCall(flow, versions, { language: call?.language ?? sampleCall.language, values: JSON.parse(JSON.stringify(call?.values ?? {})) as JsonObject });
  return { ...state, facts: [...(call?.facts ?? [])], personReason: call?.personReason ?? null };
}

async function runEffect({ step, call, secrets, idempotencyKey }: EffectRequest, ports: EffectPorts) {
  const effect = effects[step.definition.type] as StepEffect | undefined;
  if (!effect) throw new Error(`${step.definition.type} has no effect.`);
  const context: EffectContext = { call, secrets, idempotencyKey, ports };
  return effect.run(step.data, context).catch(() => ({ exit: effect.failedExit }));
}

function portsOf({ sales, knowledge, imported }: StepCase): EffectPorts {
  return {
    http: plainHttp,
    ...(imported && { customers: { findByPhone: () => Promise.resolve(imported) } }),
    knowledge: knowledge === 'down' ? { search: () => Promise.reject(new Error('The knowledge base is down.')) } : galleryKnowledge,
    sales: {
      async decide() {
        if (!sales?.decide) throw new Error('The sales system is down.');
        return { facts: [], writes: [], ...sales.decide };
      },
      async placeOrder() {
        if (!sales?.placeOrder) throw new Error('The sales system is down.');
        return { facts: [], writes: [], ...sales.placeOrder } as never;
      },
    },
  };
}

interface Ran {
  type: string;
  state: CallState;
  before: string;
  events: TurnEvent[];
  writes: EffectWrite[];
  requests: HeardRequest[];
}

function complete(result: CaseResult, { type, state, before, events, writes, requests }: Ran): CaseResult {
  const exit = events.find((event) => event.type === 'exit_taken' && event.step === 'step' && event.flow === undefined);
  const failure = events.find((event) => event.type === 'failed');
  const facts = events.flatMap((event) => (event.type === 'fact' ? [plainFact(event.fact)] : []));
  const values = changed(JSON.parse(before) as JsonObject, state.frames[0]!.values);
  return {
    ...result,
    exit: exit?.type === 'exit_taken' ? exit.exit : null,
    ...(Object.keys(values).length > 0 ? { values } : {}),
    ...(facts.length > 0 ? { facts } : {}),
    ...(writes.length > 0 ? { writes } : {}),
    ...(requests.length > 0 ? { requests: [...requests] } : {}),
    ...(failure?.type === 'failed' ? { failed: failure.message } : {}),
    ...(definitions[type]!.final && state.ended ? { endState: state.ended.endState } : {}),
  };
}

/** Where and when a fact was noted is the engine's, not the step's. */
function plainFact({ at: _at, step: _step, visit: _visit, ...fact }: Fact & { at?: Json; step?: Json; visit?: Json }): JsonObject {
  return fact;
}

function changed(before: JsonObject, after: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));
}

/** What a caller entered in confidence must stand nowhere: not in the state, and not in the record. */
function checkNoTrace(inputs: CallerInput[], kept: { state: CallState; events: TurnEvent[] }): void {
  const text = JSON.stringify(kept);
  for (const input of inputs) if (input.kind === 'keys' && input.value.length >= 4 && text.includes(input.value)) throw new Error('A sensitive entry was kept.');
}

function withoutPort(result: CaseResult, server: AnsweringServer): CaseResult {
  const host = server.url.slice('http://'.length);
  return JSON.parse(JSON.stringify(result).replaceAll(host, 'crm.test').replaceAll(encodeURIComponent(host), 'crm.test')) as CaseResult;
}
