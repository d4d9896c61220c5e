import type { EffectPorts, EffectResult, StepEffect } from '../../schemas/define-effect.js';
import type { Json } from '../../schemas/json.js';
import type { EffectRequest, EffectRunner } from '../engine/run-turn.js';
import type { CallStore } from '../ports.js';
import type { CallLog } from './create-call-service.js';

export interface EffectRunnerOptions {
  callId: string;
  effects: Record<string, StepEffect<never>>;
  ports: EffectPorts;
  store: CallStore;
  log: CallLog;
}

/** Past this the carrier is near its own limit of 15 seconds, so the effect counts as failed. */
const EFFECT_TIMEOUT_MILLISECONDS = 11_000;

/** A lease outlives the longest effect; when it runs out its node has died. */
const LEASE_SECONDS = 15;

/** How long a caller's look at a running effect waits for it, well under the 5 seconds some carriers allow. */
const LOOK_MILLISECONDS = 3_000;

const POLL_MILLISECONDS = 200;

/** Runs effects with their time-outs. A slow one goes on while the caller is held, and its result waits in the database for any node. */
export function createEffectRunner(options: EffectRunnerOptions): EffectRunner {
  return async (request) => {
    const effect = options.effects[request.step.definition.type];
    if (!effect) throw new Error(`Step type ${request.step.definition.type} has no effect.`);
    const hold = effect.holdAfterMilliseconds?.(request.step.data as never);
    if (hold === undefined) return run(effect, request, options);
    return request.held ? lookAgain(effect, request, options) : runOrHold(effect, request, options, hold);
  };
}

async function runOrHold(effect: StepEffect<never>, request: EffectRequest, options: EffectRunnerOptions, holdMilliseconds: number): Promise<EffectResult | 'held'> {
  const running = run(effect, request, options);
  const quick = await within(running, holdMilliseconds);
  if (quick) return quick;
  await options.store.leaseEffect(options.callId, request.idempotencyKey, LEASE_SECONDS);
  void keepResult(running, request, options);
  return 'held';
}

/** The caller comes back to ask: take the result, wait a little for it, or run the effect again where its node has died. */
async function lookAgain(effect: StepEffect<never>, request: EffectRequest, options: EffectRunnerOptions): Promise<EffectResult | 'held'> {
  for (let waited = 0; waited < LOOK_MILLISECONDS; waited += POLL_MILLISECONDS) {
    const lease = await options.store.leaseEffect(options.callId, request.idempotencyKey, LEASE_SECONDS);
    if (typeof lease === 'object') return lease.result as unknown as EffectResult;
    if (lease === 'taken') {
      const running = run(effect, request, options);
      void keepResult(running, request, options);
      return (await within(running, LOOK_MILLISECONDS)) ?? 'held';
    }
    await pause(POLL_MILLISECONDS);
  }
  return 'held';
}

async function keepResult(running: Promise<EffectResult>, request: EffectRequest, { store, callId, log }: EffectRunnerOptions): Promise<void> {
  try {
    await store.completeEffect(callId, request.idempotencyKey, (await running) as unknown as Json);
  } catch (error) {
    // The lease runs out and the effect is run again.
    log.failed({ callId, step: request.step.id, code: 'effect_result_not_kept', message: messageOf(error) });
  }
}

/** Never throws: what breaks leaves by the effect's failed exit, and the log says why. */
async function run(effect: StepEffect<never>, { step, call, secrets, idempotencyKey }: EffectRequest, { ports, log, callId }: EffectRunnerOptions): Promise<EffectResult> {
  if (needsSecrets(step.data) && Object.keys(secrets).length === 0) {
    log.failed({ callId, step: step.id, code: 'secret_gone', message: 'A sensitive entry lives for one turn only; it must be asked for again.' });
    return { exit: effect.failedExit };
  }
  try {
    const result = await within(effect.run(step.data as never, { call, secrets, idempotencyKey, ports }), EFFECT_TIMEOUT_MILLISECONDS);
    if (result) return result;
    log.failed({ callId, step: step.id, code: 'effect_too_slow', message: `No result in ${EFFECT_TIMEOUT_MILLISECONDS} ms.` });
  } catch (error) {
    log.failed({ callId, step: step.id, code: 'effect_failed', message: messageOf(error) });
  }
  return { exit: effect.failedExit };
}

function needsSecrets(data: object): boolean {
  return JSON.stringify(data).includes('secrets.');
}

/** The value, or `null` when it takes longer. */
async function within<T>(running: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  return Promise.race([running, late]).finally(() => clearTimeout(timer));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
