import type { QueueView } from '../../schemas/define-step.js';
import type { Verb } from '../../schemas/verbs.js';
import { createCallView, type CallEnvironment } from './call-view.js';
import type { CallState, TurnEvent } from './call-state.js';
import type { CompiledFlow } from './compile-flow.js';
import { noteFacts } from './note-facts.js';
import { settleSpeech } from './settle-speech.js';

export interface WaitOutcome {
  verbs: Verb[];
  /** `null` where nothing changed and nothing needs to be stored. */
  state: CallState | null;
  events: TurnEvent[];
}

/** What a caller hears who waits in a queue at the current step. It is no turn: the step goes on waiting. */
export function runWait({ flow, outer = [], state, queue, environment }: { flow: CompiledFlow; outer?: readonly CompiledFlow[]; state: CallState; queue: QueueView; environment: CallEnvironment }): WaitOutcome {
  const visit = state.frames[state.frames.length - 1]?.visit;
  const step = visit && flow.steps.get(visit.step);
  if (!visit || !step?.definition.wait) return { verbs: [], state: null, events: [] };
  const { verbs: asked, memory, facts = [] } = step.definition.wait(step.data as never, queue, createCallView(flow, state, environment, outer));
  const verbs = settleSpeech(asked, flow.speech);
  if (memory === undefined && facts.length === 0) return { verbs, state: null, events: [] };
  const changed = JSON.parse(JSON.stringify(state)) as CallState;
  if (memory !== undefined) changed.frames[changed.frames.length - 1]!.visit!.memory = memory;
  return { verbs, state: changed, events: noteFacts(changed, facts, { at: environment.now, step: visit.step, visit: visit.id, ...(flow.flow.id !== state.flow && { flow: flow.flow.id }) }) };
}
