import type { Messages } from '../check/problem.js';
import type { Exit, ProvenExit } from './exploration.js';
import { productOf } from './sale.js';
import type { Walk, WalkState } from './walk-state.js';

/** Why no call takes an exit of a step that calls come to. */
export function explainGuard(walk: Walk, exit: Exit): ProvenExit {
  const states = walk.states.filter(({ step }) => step?.id === exit.step);
  const reasons = becauseOfSale(states, exit) ?? becauseOfWalk(states, exit);
  return { ...exit, reason: reasons['en-US'], reasons };
}

/** A step of a sale goes by what stands in the record, and on every way here the same does. */
function becauseOfSale(states: readonly WalkState[], { step, exit }: Exit): Messages | null {
  const products = [...new Set(states.map((state) => productOf(state.step!, state.sale)))];
  const isFoundEligible = products.length > 0 && states.every(({ step: place, sale }) => Object.hasOwn(sale.eligible, productOf(place!, sale) ?? ''));
  if (exit !== 'not_eligible' || !isFoundEligible) return null;
  const names = products.join(', ');
  return {
    'en-US': `On every way to step "${step}" the caller was found eligible for ${names} just before.`,
    'zh-CN': `走到步骤“${step}”的每条路上，都刚判定来电者可以办理 ${names}。`,
  };
}

function becauseOfWalk(states: readonly WalkState[], { step, exit }: Exit): Messages {
  const count = states.length;
  return {
    'en-US': `Calls come to step "${step}" in ${count} ${count === 1 ? 'way' : 'different ways'}, and whatever the caller does and the data says, none leaves by "${exit}".`,
    'zh-CN': `来电会以 ${count} 种情形走到步骤“${step}”，无论来电者怎么做、数据如何，都不会从“${exit}”离开。`,
  };
}
