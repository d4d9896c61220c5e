import { defineRule, type Finding } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getSetters, getStepsWith, getValueReads } from './walks/value-walk.js';

export const variableNeverSet = defineRule({
  id: 'variable-never-set',
  severity: 'error',
  title: { 'en-US': 'Value that nothing sets', 'zh-CN': '从未设置的取值' },
  summary: {
    'en-US': 'A text or a branch reads a value that no step on any way to it can have set: the caller hears nothing in its place, and the branch is never taken. Mostly a misspelt name.',
    'zh-CN': '文字或分支读取的值，在到达它之前的任何一条路上都没有步骤设置过：来电者什么也听不到，分支也永远不会走。多半是名字写错了。',
  },
  check(flow) {
    const withValue = new Map<string, Set<GraphStep>>();
    const found = new Map<string, Finding>();
    for (const { step, path, pointer, isMissed } of getValueReads(flow)) {
      const key = `${step.id} ${path}`;
      if (isMissed === 'default' || found.has(key)) continue;
      if (!withValue.has(path)) withValue.set(path, getStepsWith(getSetters(flow, path)));
      if (withValue.get(path)!.has(step)) continue;
      found.set(key, {
        pointer,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} reads "${path}", which no step before it sets; correct the name, or set the value on the way here.`,
          'zh-CN': `步骤${inChinese(step)}读取“${path}”，但之前没有步骤设置它；请更正名字，或在来路上设置它。`,
        },
      });
    }
    return [...found.values()];
  },
});
