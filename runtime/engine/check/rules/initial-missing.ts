import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix } from '../problem.js';

export const initialMissing = defineRule({
  id: 'initial-missing',
  severity: 'error',
  title: { 'en-US': 'No first step', 'zh-CN': '没有起始步骤' },
  summary: { 'en-US': 'A call starts at the step that `initial` names, so that step must exist.', 'zh-CN': '来电从 `initial` 指定的步骤开始，该步骤必须存在。' },
  check(flow) {
    const first = flow.steps[0];
    const named = (flow.document as { initial?: unknown } | null)?.initial;
    if (flow.initial || !first || typeof named !== 'string') return [];
    return [
      {
        pointer: '/initial',
        step: null,
        messages: {
          'en-US': `The flow starts at "${named}", which is not a step; choose the step that callers reach first.`,
          'zh-CN': `流程从“${named}”开始，但没有这个步骤；请选择来电首先到达的步骤。`,
        },
        fix: createFix({ 'en-US': `Start at ${inEnglish(first)}`, 'zh-CN': `从${inChinese(first)}开始` }, { op: 'replace', path: '/initial', value: first.id }),
      },
    ];
  },
});
