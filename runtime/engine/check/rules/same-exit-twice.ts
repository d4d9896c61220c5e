import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';

export const sameExitTwice = defineRule({
  id: 'same-exit-twice',
  severity: 'error',
  title: { 'en-US': 'Same exit twice', 'zh-CN': '出口重复' },
  summary: {
    'en-US': 'Two choices of one step have the same exit id: they lead to the same place and the reports cannot tell them apart.',
    'zh-CN': '同一步骤的两个选项用了同一个出口，去向相同，报表也无法区分。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) => {
      const seen = new Set<string>();
      const twice = new Set((step.exits ?? []).map((exit) => exit.id).filter((id) => seen.has(id) || !seen.add(id)));
      return [...twice].map((exit) => ({
        pointer: `${step.pointer}/meta`,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} has the exit "${exit}" twice; give one of them another id.`,
          'zh-CN': `步骤${inChinese(step)}有两个出口“${exit}”；请给其中一个换个名字。`,
        },
      }));
    }),
});
