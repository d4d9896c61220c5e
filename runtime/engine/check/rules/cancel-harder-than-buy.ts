import { getSoldProducts, isPurchase } from '../consent-walk.js';
import { defineRule } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { nameOfProduct } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getKeyDistances, isAnswered } from './walks/key-distance.js';

export const cancelHarderThanBuy = defineRule({
  id: 'cancel-harder-than-buy',
  severity: 'warning',
  title: { 'en-US': 'Cancelling is harder than buying', 'zh-CN': '退订比办理更难' },
  summary: {
    'en-US':
      'Where the line cancels a product as well as sells it, cancelling takes no more answers than buying: counted by the shortest way from the start of the call to the order, and to the confirmed read-back of the change.',
    'zh-CN': '同一产品既能办理也能退订时，退订要回答的次数不能比办理多：从来电开始，按到下单和到确认变更的最短路径计算。',
  },
  joins: 'left',
  check(flow, { products }) {
    const cancellations = flow.steps.filter((step) => step.type === 'read_back' && !isPurchase(step) && flow.reachable.has(step));
    if (!flow.initial || cancellations.length === 0) return [];
    const fromStart = getKeyDistances([flow.initial], waysOf);
    return getSoldProducts(flow).flatMap((product) => {
      const own = cancellations.filter((step) => step.data['product'] === product && fromStart.has(step));
      const easiest = own.sort((one, other) => fromStart.get(one)! - fromStart.get(other)!)[0];
      const buying = countToOrder(flow, product, fromStart);
      // The confirmation itself is one more answer.
      const cancelling = easiest ? fromStart.get(easiest)! + 1 : 0;
      if (!easiest || buying === null || cancelling <= buying) return [];
      return [
        {
          pointer: easiest.pointer,
          step: easiest.id,
          messages: {
            'en-US': `Cancelling "${nameOfProduct(products, product)['en-US']}" in ${inEnglish(easiest)} takes ${cancelling} answers, buying it ${buying}; shorten the way to the cancellation.`,
            'zh-CN': `在${inChinese(easiest)}退订“${nameOfProduct(products, product)['zh-CN']}”要回答 ${cancelling} 次，办理只要 ${buying} 次；请缩短退订的路。`,
          },
        },
      ];
    });
  },
});

/** The fewest answers from the start to an order of the product; `null` where it cannot be ordered. */
function countToOrder(flow: FlowGraph, product: string, fromStart: Map<GraphStep, number>): number | null {
  const named = flow.steps.filter((step) => step.type === 'place_order' && step.data['product'] === product).flatMap((step) => fromStart.get(step) ?? []);
  const decided = flow.steps
    .filter((step) => step.type === 'decide_offer' && fromStart.has(step))
    .flatMap((step) => step.edges.filter(({ exit }) => exit === product).flatMap(({ target }) => countFrom(target, fromStart.get(step)!)));
  const counts = [...named, ...decided];
  return counts.length > 0 ? Math.min(...counts) : null;
}

/** To orders that name no product, which buy what was decided on. */
function countFrom(start: GraphStep, before: number): number[] {
  return [...getKeyDistances([start], waysOf)].filter(([step]) => step.type === 'place_order' && typeof step.data['product'] !== 'string').map(([, keys]) => before + keys);
}

function* waysOf(step: GraphStep): Iterable<readonly [GraphStep, 0 | 1]> {
  for (const edge of step.edges) {
    if (edge.exit === 'no_match' || edge.exit === 'failed') continue;
    yield [edge.target, isAnswered(step, edge) ? 1 : 0];
  }
}
