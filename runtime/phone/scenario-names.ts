import type { Flow } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import type { Messages } from '../engine/check/problem.js';
import { nameSetting, nameStep, nameTexts } from '../engine/diff/name-things.js';

/** What the sentences about a scenario call things. */
export interface ScenarioNames {
  step(id: string): Messages;
  endState(state: string): Messages;
  product(id: string): Messages;
  /** Why an offer was held back. */
  reason(id: string): Messages;
}

/** As scenario files write them: for whoever edits those. */
export const plainNames: ScenarioNames = { step: asWritten, endState: asWritten, product: asWritten, reason: asWritten };

/** As people know them: by titles and names. */
export function createScenarioNames(document: Flow, products: readonly Product[]): ScenarioNames {
  const catalogue = new Map(products.map((product) => [product.id, product]));
  return {
    step: (id) => nameStep(document, id),
    endState: (state) => nameSetting('hang_up', 'endState', state),
    product: (id) => nameTexts(catalogue.get(id)?.name) ?? asWritten(id),
    reason: (id) => asWritten(id.replaceAll('_', ' ')),
  };
}

function asWritten(id: string): Messages {
  return { 'en-US': id, 'zh-CN': id };
}
