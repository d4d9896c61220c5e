import type { QueueView } from '../../schemas/define-step.js';
import type { Verb } from '../../schemas/verbs.js';
import { createCallView, type CallEnvironment } from './call-view.js';
import type { CallState, TurnEvent } from './call-state.js';
import type { CompiledFlow } from './compile-flow.js';
import { noteFacts } from './note-facts.js';
import { settleSpeech } from './settle-speech.js';
import { wordsOf } from './words-of.js';

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
  const words = verbs.flatMap(wordsOf);
  const said = words.map(({ text }) => text).join('\n');
  const isNew = said !== '' && said !== visit.saidWaiting;
  if (memory === undefined && facts.length === 0 && !isNew) return { verbs, state: null, events: [] };
  const changed = JSON.parse(JSON.stringify(state)) as CallState;
  const waiting = changed.frames[changed.frames.length - 1]!.visit!;
  if (memory !== undefined) waiting.memory = memory;
  if (isNew) waiting.saidWaiting = said;
  const otherFlow = flow.flow.id !== state.flow && { flow: flow.flow.id };
  const spoken = isNew ? words.map((heard): TurnEvent => ({ type: 'spoken', step: visit.step, ...heard, waiting: true, ...otherFlow })) : [];
  return { verbs, state: changed, events: [...spoken, ...noteFacts(changed, facts, { at: environment.now, step: visit.step, visit: visit.id, ...otherFlow })] };
}
