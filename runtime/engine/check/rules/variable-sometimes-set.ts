import { defineRule, type Finding } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getSetters, getStepsWith, getStepsWithout, getValueReads } from './walks/value-walk.js';

export const variableSometimesSet = defineRule({
  id: 'variable-sometimes-set',
  severity: 'warning',
  title: { 'en-US': 'Value that some ways do not set', 'zh-CN': '有的路上没有设置的取值' },
  summary: {
    'en-US': 'On some way to this text nothing has set the value, and the text neither has a default for it nor asks whether it is there. Callers who come that way hear a gap.',
    'zh-CN': '有一条路到达这段文字时还没有设置该值，文字里也没有默认值或判断。从那条路来的来电者会听到空缺。',
  },
  check(flow) {
    const ways = new Map<string, { withValue: Set<GraphStep>; without: Set<GraphStep> }>();
    const found = new Map<string, Finding>();
    for (const { step, path, pointer, isMissed } of getValueReads(flow)) {
      const key = `${step.id} ${path}`;
      if (isMissed !== null || found.has(key)) continue;
      const { withValue, without } = ways.get(path) ?? walk(flow, path);
      ways.set(path, { withValue, without });
      // Of what nothing at all sets, another rule tells.
      if (!withValue.has(step) || !without.has(step)) continue;
      found.set(key, {
        pointer,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} reads "${path}", which is not set on every way to it; set it before, or add a default: {{ ${path} | default: "…" }}.`,
          'zh-CN': `步骤${inChinese(step)}读取“${path}”，但不是每条路都设置过；请先设置，或加默认值：{{ ${path} | default: "…" }}。`,
        },
      });
    }
    return [...found.values()];
  },
});

function walk(flow: FlowGraph, path: string): { withValue: Set<GraphStep>; without: Set<GraphStep> } {
  const setters = getSetters(flow, path);
  return { withValue: getStepsWith(setters), without: setters.length > 0 ? getStepsWithout(flow, setters, path) : new Set() };
}
