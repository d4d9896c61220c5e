import type { Fact } from '../../schemas/define-step.js';
import { withoutMarks } from './settle-speech.js';
import { MAX_FACTS, type CallState, type TurnEvent } from './call-state.js';

/** Puts facts into a call's state, which is changed, and returns the events that tell of them. */
export function noteFacts(state: CallState, facts: readonly Fact[], where: { at: string; step: string; visit: number; flow?: string }): TurnEvent[] {
  const { step, visit, flow } = where;
  const events = facts.map((fact): TurnEvent => {
    const stamped: Fact = { ...withoutMarks(fact), ...where };
    state.facts.push(stamped);
    noteProgress(state, fact);
    return { type: 'fact', step, visit, ...(flow !== undefined && { flow }), fact: stamped };
  });
  state.facts = boundFacts(state.facts);
  return events;
}

/** What a fact means for the way a call counts in the end. */
function noteProgress(state: CallState, fact: Fact): void {
  if (completing.has(fact.type)) state.achieved = 'completed';
  if (fact.type === 'message_left' && state.achieved !== 'completed') state.achieved = 'message_left';
  if (fact.type === 'answer_delivered') state.achieved ??= 'informed';
  if (fact.type === 'transfer_started') state.transfer = { reason: fact['reason'] as 'requested', answered: false };
  if (fact.type === 'transfer_ended') state.transfer = { reason: state.transfer?.reason ?? 'requested', ...(fact['bridged'] === true ? { answered: true } : { answered: false, inVain: true }) };
}

const completing = new Set(['order_placed', 'task_completed', 'payment_taken']);

/** What proves a sale, a payment or who called is kept whatever comes after it. */
function boundFacts(facts: Fact[]): Fact[] {
  let excess = facts.length - MAX_FACTS;
  if (excess <= 0) return facts;
  return facts.filter((fact) => 'product' in fact || proofs.has(fact.type) || excess-- <= 0);
}

const proofs = new Set(['identity_reached', 'recording_consent', 'recording_kept', 'payment_taken']);
