import type { CallerInput } from '../../schemas/caller-input.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import type { DialResult, PayResult, QueueResult } from '../../schemas/caller-input.js';
import type { GatherVerb, Verb } from '../../schemas/verbs.js';
import { readTokens } from '../../runtime/carriers/simulator/scripted-caller.js';
import type { Answer } from '../../runtime/carriers/simulator/caller.js';
import type { CallState, TurnEvent } from '../../runtime/engine/call-state.js';
import { compileFlow, type CompiledFlow } from '../../runtime/engine/compile-flow.js';
import type { Script } from '../../runtime/engine/explore/exploration.js';
import { forceOutcomes } from '../../runtime/engine/explore/force-outcomes.js';
import { runTurn, type EffectRunner } from '../../runtime/engine/run-turn.js';
import { startCall } from '../../runtime/engine/start-call.js';

/** What a call by a script came to, turn by turn. */
export interface ScriptedCall {
  state: CallState;
  path: string[];
  events: TurnEvent[];
  /** The verbs of each turn. */
  turns: Verb[][];
  tokensLeft: number;
}

export interface ScriptedCallOptions {
  products?: readonly Product[];
  /** Stop when script and dials are used up, where the flow asks. (Default: stay silent.) */
  stopsAtEnd?: boolean;
  maxTurns?: number;
  runEffect?: EffectRunner;
}

/** Calls a flow by the real engine, as a carrier and a caller with this script would. */
export async function runScript(document: Flow, script: Partial<Script>, { products = [], stopsAtEnd = false, maxTurns = 300, runEffect = noEffect }: ScriptedCallOptions = {}): Promise<ScriptedCall> {
  const flow = forceOutcomes(compileOnce(document), script.outcomes ?? {});
  const tokens = readTokens(script.keys ?? '');
  const met = { dials: [...(script.dials ?? [])], payments: [...(script.payments ?? [])], queues: [...(script.queues ?? [])], bots: [...(script.bots ?? [])], recordings: [...(script.recordings ?? [])] };
  const catalogue = Object.fromEntries(products.map((product) => [product.id, { version: `${product.id}-1`, terms: product }]));
  const now = '2026-11-24T02:00:00.000Z';
  const environment = { callId: 'c1', from: '+8613800000001', to: '+861055550100', startedAt: now, now, settings: { personNumber: '+861055550001' }, switches: {}, products: catalogue };
  let state = startCall(flow, {});
  const [events, turns]: [TurnEvent[], Verb[][]] = [[], []];
  for (let input: CallerInput | null | undefined = null; input !== undefined && turns.length < maxTurns; ) {
    const outcome = await runTurn({ flow, state, input, environment, runEffect });
    state = outcome.state;
    events.push(...outcome.events);
    turns.push(outcome.verbs);
    input = state.ended ? undefined : nextInput(outcome.verbs, tokens, met, stopsAtEnd);
  }
  return { state, events, turns, tokensLeft: tokens.length, path: events.flatMap((event) => (event.type === 'step_entered' ? [event.step] : [])) };
}

const compiled = new WeakMap<Flow, CompiledFlow>();

function compileOnce(document: Flow): CompiledFlow {
  const known = compiled.get(document) ?? compileFlow(document, 'v1');
  compiled.set(document, known);
  return known;
}

function noEffect(): never {
  throw new Error('The script does not say how an effect comes out.');
}

type Met = Record<'dials' | 'payments' | 'queues' | 'bots' | 'recordings', string[]>;

function nextInput(verbs: Verb[], tokens: Answer[], { dials, payments, queues, bots, recordings }: Met, stopsAtEnd: boolean): CallerInput | undefined {
  const has = (kind: Verb['verb']) => verbs.some(({ verb }) => verb === kind);
  if (has('dial')) return stopsAtEnd && dials.length === 0 ? undefined : dialed(dials.shift() ?? 'answered');
  if (has('pay')) return { kind: 'paid', result: (payments.shift() ?? 'success') as PayResult, last4: null, cardType: null, token: null, confirmation: null, problem: null };
  if (has('enqueue')) return { kind: 'enqueued', result: queueResults[queues.shift() ?? 'answered']!, seconds: 30 };
  if (has('connect_relay') || has('connect_stream')) return { kind: 'connected', failed: bots.shift() === 'failed', problem: null, data: null };
  if (has('record')) return recorded(recordings.shift() ?? (tokens.shift() && '0'));
  const gather = verbs.find((verb): verb is GatherVerb => verb.verb === 'gather');
  const nothing: CallerInput = { kind: verbs.some((verb) => verb.verb === 'redirect' && verb.reached === 'heard') ? 'heard' : 'silence' };
  if (!gather) return nothing;
  const isInterruptible = gather.timeoutSeconds < 2;
  const [next] = tokens;
  if (isInterruptible && !isTimed(next)) return nothing;
  if (next === undefined && stopsAtEnd) return undefined;
  tokens.shift();
  const keys = typeof next === 'object' && 'keys' in next ? keysHeard(next.keys, gather) : '';
  return keys === '' ? nothing : { kind: 'keys', value: keys };
}

function isTimed(token: Answer | undefined): boolean {
  return typeof token === 'object' && 'afterSeconds' in token && token.afterSeconds !== undefined;
}

function keysHeard(keys: string, { digits, finishOnKey }: GatherVerb): string {
  const [entry] = finishOnKey === '' ? [keys] : keys.split(finishOnKey);
  return digits === null ? entry! : entry!.slice(0, digits);
}

const queueResults: Record<string, QueueResult> = { answered: 'bridged', waits: 'leave', full: 'queue_full', failed: 'system_error', taken_out: 'redirected' };

function recorded(length: string | undefined): CallerInput {
  return length === 'failed' ? { kind: 'silence' } : { kind: 'recorded', recordingId: 'r1', url: 'https://recordings.example.com/r1', seconds: Number(length ?? 0), hungUp: false };
}

function dialed(result: string): CallerInput {
  return { kind: 'dialed', result: result === 'answered' ? 'completed' : (result as DialResult), bridged: result === 'answered', seconds: 5 };
}
