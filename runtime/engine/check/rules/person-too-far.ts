import { defineRule } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getKeyDistances, getStepsThatEnd, isAnswered } from './walks/key-distance.js';

const MAX_KEYS = 3;

export const personTooFar = defineRule({
  id: 'person-too-far',
  severity: 'warning',
  title: { 'en-US': 'Person too far away', 'zh-CN': '人工太远' },
  summary: {
    'en-US': `From every question a caller should come to a person with ${MAX_KEYS} answers at most. Silence, wrong keys and failures do not count as ways, since nobody knows of them; but in a number, where 0 is a digit, a failed entry does.`,
    'zh-CN': `在每一个问题处，来电者最多再答${MAX_KEYS}次就应能转到人工。不作声、按错键和系统故障不算，因为没有人知道那样能转人工；但输入号码时 0 是数字，输错后转人工算。`,
  },
  joins: 'left',
  check(flow) {
    const canEnd = getStepsThatEnd(flow);
    const questions = flow.steps.filter((step) => step.asks && flow.reachable.has(step) && canEnd.has(step));
    const before = new Map<GraphStep, [GraphStep, 0 | 1][]>();
    for (const step of flow.reachable) {
      for (const edge of step.edges) {
        const isUnanswered = edge.exit === 'no_input' || edge.exit === 'no_match';
        // In a number 0 is a digit: whoever cannot enter it comes to a person by failing.
        const isEntry = step.asks && !step.takesFlowKeys && isUnanswered;
        if (!isEntry && (edge.kind === 'failure' || isUnanswered)) continue;
        const way: [GraphStep, 0 | 1] = [step, isEntry || isAnswered(step, edge) ? 1 : 0];
        const known = before.get(edge.target);
        if (known) known.push(way);
        else before.set(edge.target, [way]);
      }
    }
    const persons = [...flow.reachable].filter((step) => step.definition?.reachesPerson);
    const distances = getKeyDistances(persons, (step) => before.get(step) ?? []);
    // With no way at all there is one thing to tell, which another rule does.
    if (!questions.some((step) => distances.has(step))) return [];
    return questions.flatMap((step) => {
      const keys = distances.get(step);
      if (keys !== undefined && keys <= MAX_KEYS) return [];
      const [en, zh] = keys === undefined ? ['no answer leads to a person', '怎么答都转不到人工'] : [`a person is ${keys} answers away`, `要再答${keys}次才能转到人工`];
      return [
        {
          pointer: step.pointer,
          step: step.id,
          messages: {
            'en-US': `From the question ${inEnglish(step)} ${en}; let key 0 lead to one, here or in the whole flow.`,
            'zh-CN': `在问题${inChinese(step)}处，${zh}；请让 0 键转人工，设在这里或全流程。`,
          },
        },
      ];
    });
  },
});
