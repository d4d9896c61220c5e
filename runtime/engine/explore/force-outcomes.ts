import type { AnswerResult, CallView, EnterResult, StepDefinition } from '../../../schemas/define-step.js';
import type { CompiledFlow, CompiledStep } from '../compile-flow.js';
import type { Script } from './exploration.js';
import { outcomeOf } from './sale.js';

/**
 * The flow for one call in which effects, branches and the like come out as given: by step, in the order of its visits. `null`, and visits past
 * the list, decide for themselves. An effect that is given its exit does not run, and leaves what the selling rules look at in the record. A step
 * that asks leaves by the given exit when it would leave by any.
 */
export function forceOutcomes(flow: CompiledFlow, outcomes: Script['outcomes']): CompiledFlow {
  const steps = new Map([...flow.steps].map(([id, step]) => [id, Object.hasOwn(outcomes, id) ? forceStep(step, outcomes[id]!) : step]));
  return { ...flow, steps };
}

function forceStep(step: CompiledStep, exits: readonly (string | null)[]): CompiledStep {
  const ofVisit = new Map<number, string | null>();
  const exitOf = (call: CallView): string | null => {
    if (!ofVisit.has(call.visit.id)) ofVisit.set(call.visit.id, exits[ofVisit.size] ?? null);
    return ofVisit.get(call.visit.id)!;
  };
  const { definition } = step;
  const forced: StepDefinition = {
    ...definition,
    enter(data, call) {
      const entered = definition.enter(data, call);
      const exit = exitOf(call);
      if (exit === null || ('waits' in entered && definition.answer)) return entered;
      const verbs = 'verbs' in entered ? entered.verbs : undefined;
      return { ...leaveBy(step, exit, call), ...(verbs && { verbs }) } satisfies EnterResult;
    },
    ...(definition.answer && {
      answer(data: never, input, call) {
        const answered = definition.answer!(data, input, call);
        const exit = exitOf(call);
        // A visit that asks goes on asking until it would leave.
        if (exit === null || 'again' in answered) return answered;
        const left = leaveBy(step, exit, call);
        return { ...left, facts: [...(answered.facts ?? []), ...left.facts] } satisfies AnswerResult;
      },
    }),
  };
  return { ...step, definition: forced };
}

function leaveBy({ data, definition: { type } }: CompiledStep, exit: string, call: CallView) {
  const decided = (call.values['offer'] as { product?: string } | undefined)?.product ?? null;
  const ordered = typeof data['product'] === 'string' ? data['product'] : decided;
  return { exit, ...outcomeOf({ type, data }, exit, call.products, ordered) };
}
