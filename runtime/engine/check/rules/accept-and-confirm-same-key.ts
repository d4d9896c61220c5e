import { isPurchase } from '../consent-walk.js';
import { defineRule } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getReachable } from '../reach.js';

export const acceptAndConfirmSameKey = defineRule({
  id: 'accept-and-confirm-same-key',
  severity: 'error',
  title: { 'en-US': 'Accept and confirm on one key', 'zh-CN': '接受与确认同一个键' },
  summary: {
    'en-US': 'A caller in the habit of pressing one key twice would buy without meaning to.',
    'zh-CN': '习惯连按同一个键的来电者会无意中下单。',
  },
  joins: 'told',
  check(flow) {
    const keysHeard = new Map<GraphStep, Map<string, GraphStep>>();
    for (const key of new Set(flow.steps.map(acceptKey))) {
      const offers = flow.steps.filter((step) => step.type === 'offer' && acceptKey(step) === key);
      if (key === undefined) continue;
      for (const step of getConfirmations(offers)) keysHeard.set(step, (keysHeard.get(step) ?? new Map()).set(key, offers[0]!));
    }
    return flow.steps.flatMap((step) => {
      const key = step.type === 'read_back' ? keyOf(step, 'confirmed') : undefined;
      const offer = key === undefined ? undefined : keysHeard.get(step)?.get(key);
      if (!offer) return [];
      return [
        {
          pointer: step.pointer,
          step: step.id,
          messages: {
            'en-US': `Key ${key} accepts the offer ${inEnglish(offer)} and also confirms it in ${inEnglish(step)}; confirm with another key, such as 5.`,
            'zh-CN': `按键 ${key} 既在${inChinese(offer)}表示接受，又在${inChinese(step)}表示确认；确认请换一个键，例如 5。`,
          },
        },
      ];
    });
  },
});

/** The read-backs that can follow an acceptance before anything else is offered or read back. */
function getConfirmations(offers: GraphStep[]): GraphStep[] {
  const accepted = offers.flatMap((offer) => offer.edges.filter(({ exit }) => exit === 'accepted').map(({ target }) => target));
  const reached = getReachable(accepted, (step) => (step.type === 'read_back' || step.type === 'offer' ? [] : step.edges.map(({ target }) => target)));
  return [...reached].filter((step) => step.type === 'read_back' && isPurchase(step));
}

function acceptKey(step: GraphStep): string | undefined {
  return step.type === 'offer' ? keyOf(step, 'accepted') : undefined;
}

function keyOf(step: GraphStep, exit: string): string | undefined {
  return step.exits?.find(({ id }) => id === exit)?.key;
}
