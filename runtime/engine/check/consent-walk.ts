import type { FlowGraph, GraphStep } from './flow-graph.js';
import { ENTER } from './join-flows.js';
import { nameOfExit } from './name-parts.js';
import { titleOf } from './name-step.js';

/**
 * How far a call has come in the consent that an order needs, for one product: nothing yet, eligible, accepted, confirmed. Price and
 * "this is optional" are spoken by the offer step itself, which cannot be accepted before.
 */
export const consentStages = ['none', 'eligible', 'accepted', 'confirmed'] as const;

export type ConsentStage = 0 | 1 | 2 | 3;

/** A step of the walk: where a call may be, and what it has by then. */
export interface ConsentState {
  step: GraphStep;
  stage: ConsentStage;
  /** The product walked for is the one that was decided on, which steps that name no product speak of. */
  isDecided: boolean;
  cameFrom: { state: ConsentState; exit: string } | null;
}

/**
 * Every combination of step and consent that some call can come to, each by a shortest way. `product` is walked for alone; `null` asks
 * about calls in which none was decided on. At most eight states a step, so linear in the flow.
 */
export function walkConsent(flow: FlowGraph, product: string | null): ConsentState[] {
  if (!flow.initial) return [];
  // Of each step, one bit for each of its eight states.
  const seen = new Map<GraphStep, number>();
  const states: ConsentState[] = [];
  const visit = (state: ConsentState) => {
    const before = seen.get(state.step) ?? 0;
    const bit = 1 << (state.stage * 2 + Number(state.isDecided));
    if (before & bit) return;
    seen.set(state.step, before | bit);
    states.push(state);
  };
  visit({ step: flow.initial, stage: 0, isDecided: false, cameFrom: null });
  for (const state of states) {
    for (const { exit, target } of state.step.edges) visit({ step: target, ...advance(state, exit, product), cameFrom: { state, exit } });
  }
  return states;
}

/** The exits of the way to a state, as `Welcome –Cards→ Offer –Accepted→ Order`. */
export function describeWay(state: ConsentState, reader: 'en-US' | 'zh-CN'): string {
  let way = titleOf(state.step, reader);
  for (let from = state.cameFrom; from; from = from.state.cameFrom) {
    const by = from.exit === ENTER ? ENTER : `–${nameOfExit(from.state.step, from.exit)[reader]}→`;
    way = `${titleOf(from.state.step, reader)} ${by} ${way}`;
  }
  return way.length <= MAX_WAY_CHARACTERS ? way : `… ${way.slice(way.indexOf(' ', way.length - MAX_WAY_CHARACTERS) + 1)}`;
}

const MAX_WAY_CHARACTERS = 300;

type Consent = Pick<ConsentState, 'stage' | 'isDecided'>;

/** The same rules as those by which an order is refused in a call, over what a flow can show of them. */
function advance(state: ConsentState, exit: string, product: string | null): Consent {
  const { step, stage, isDecided } = state;
  if (step.type === 'decide_offer') return decide(state, exit, product);
  const isConcerned = concerns(step, product, isDecided);
  if (step.type === 'offer') return answerOffer(state, exit, isConcerned);
  if (!isConcerned) return { stage, isDecided };
  if (step.type === 'read_back' && isPurchase(step)) {
    if (exit === 'confirmed') return { stage: stage >= 2 ? 3 : stage, isDecided };
    return { stage: exit === 'declined' ? 0 : atMost(stage, 2), isDecided };
  }
  const isUsedUp = step.type === 'place_order' && (exit === 'placed' || exit === 'pending');
  return { stage: isUsedUp ? 0 : stage, isDecided };
}

/** Silence and wrong keys count as a no; another choice, such as the terms, leaves the question open. A product that is named becomes the decided one. */
function answerOffer({ step, stage, isDecided }: ConsentState, exit: string, isConcerned: boolean): Consent {
  if (exit === 'not_eligible') return { stage, isDecided };
  const decided = typeof step.data['product'] === 'string' ? isConcerned : isDecided;
  if (!isConcerned) return { stage, isDecided: decided };
  if (exit === 'accepted') return { stage: stage >= 1 ? 2 : 0, isDecided: decided };
  const isNo = exit === 'declined' || exit === 'no_input' || exit === 'no_match';
  return { stage: isNo ? 0 : atMost(stage, 1), isDecided: decided };
}

/** A decision for this product makes it eligible; one that may have found it not eligible takes that back. "None" leaves what was decided before. */
function decide({ step, stage, isDecided }: ConsentState, exit: string, product: string | null): Consent {
  const products = productsOf(step);
  const isChosen = product === null ? products.includes(exit) : exit === product;
  if (isChosen) return { stage: 1, isDecided: true };
  const mayHaveFailed = product !== null && products.includes(product);
  return { stage: mayHaveFailed ? 0 : stage, isDecided: isDecided && !products.includes(exit) };
}

/** A change, such as a cancellation, is read back as well and buys nothing. */
export function isPurchase(readBack: GraphStep): boolean {
  return readBack.data['about'] !== 'change';
}

function atMost(stage: ConsentStage, limit: ConsentStage): ConsentStage {
  return stage > limit ? limit : stage;
}

/** Whether a step of the sale speaks of the product: it names it, or it names none and the product was decided on. */
export function concerns(step: GraphStep, product: string | null, isDecided: boolean): boolean {
  const named = step.data['product'];
  if (typeof named !== 'string') return isDecided;
  return product === null || named === product;
}

/** The products a decision chooses from. */
export function productsOf(step: GraphStep): string[] {
  const products = step.data['products'];
  return Array.isArray(products) ? products.filter((product) => typeof product === 'string') : [];
}

/** Every product the flow can sell. */
export function getSoldProducts(flow: FlowGraph): string[] {
  const named = flow.steps.filter((step) => step.definition?.group === 'sell').map((step) => step.data['product']);
  const decided = flow.steps.filter((step) => step.type === 'decide_offer').flatMap(productsOf);
  return [...new Set([...named.filter((product) => typeof product === 'string'), ...decided])].slice(0, MAX_PRODUCTS);
}

/** More products than any one line sells; it bounds the time a hostile flow takes. */
const MAX_PRODUCTS = 50;
