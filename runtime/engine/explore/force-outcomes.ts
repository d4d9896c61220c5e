import type { AnswerResult, CallView, EnterResult, StepDefinition } from '../../../schemas/define-step.js';
import { heldVerbs } from '../../../schemas/house-prompts.js';
import type { CompiledFlow, CompiledStep } from '../compile-flow.js';
import { effectSecondsOf } from './effect-seconds.js';
import type { Script } from './exploration.js';
import { outcomeAt, readOutcomeWord, type OutcomeWord } from './read-outcome-word.js';
import { outcomeOf } from './sale.js';

/**
 * The flow for one call in which effects, branches and the like come out as given: by step, in the order of its visits. `null`, and visits past
 * the list, decide for themselves. An effect that is given its exit does not run, and leaves what the selling rules look at in the record. A step
 * that asks leaves by the given exit when it would leave by any. `passTime` is told what outcomes such as `ok@8` take.
 */
export function forceOutcomes(flow: CompiledFlow, outcomes: Script['outcomes'], passTime: (seconds: number) => void = () => undefined): CompiledFlow {
  const steps = new Map([...flow.steps].map(([id, step]) => [id, Object.hasOwn(outcomes, id) ? forceStep(step, outcomes[id]!, passTime) : step]));
  return { ...flow, steps };
}

function forceStep(step: CompiledStep, words: readonly OutcomeWord[], passTime: (seconds: number) => void): CompiledStep {
  const ofVisit = new Map<number, OutcomeWord>();
  const outcomeIn = (call: CallView) => {
    if (!ofVisit.has(call.visit.id)) ofVisit.set(call.visit.id, outcomeAt(words, ofVisit.size));
    const word = ofVisit.get(call.visit.id)!;
    return word === null ? null : readOutcomeWord(word);
  };
  const { definition } = step;
  const forced: StepDefinition = {
    ...definition,
    enter(data, call) {
      const entered = definition.enter(data, call);
      const outcome = outcomeIn(call);
      if (outcome === null || ('waits' in entered && definition.answer)) return entered;
      const { hold } = effectSecondsOf(step.data);
      const isHeld = call.visit.memory === HELD;
      if (outcome.seconds > hold && !isHeld) {
        passTime(hold);
        return { verbs: heldVerbs(call.language, false), waits: true, memory: HELD };
      }
      passTime(isHeld ? outcome.seconds - hold : outcome.seconds);
      const verbs = 'verbs' in entered ? entered.verbs : undefined;
      return { ...leaveBy(step, outcome.exit, call), ...(verbs && { verbs }) } satisfies EnterResult;
    },
    ...(definition.answer && {
      answer(data: never, input, call) {
        const answered = definition.answer!(data, input, call);
        const outcome = outcomeIn(call);
        // A visit that asks goes on asking until it would leave.
        if (outcome === null || 'again' in answered) return answered;
        passTime(outcome.seconds);
        const left = leaveBy(step, outcome.exit, call);
        return { ...left, facts: [...(answered.facts ?? []), ...left.facts] } satisfies AnswerResult;
      },
    }),
  };
  return { ...step, definition: forced };
}

/** What a visit remembers while its effect is slow: the caller has heard a short message. */
const HELD = 'held';

function leaveBy({ data, definition: { type } }: CompiledStep, exit: string, call: CallView) {
  const decided = (call.values['offer'] as { product?: string } | undefined)?.product ?? null;
  const ordered = typeof data['product'] === 'string' ? data['product'] : decided;
  return { exit, ...outcomeOf({ type, data }, exit, call.products, ordered) };
}
