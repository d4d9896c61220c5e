import { defineRule } from '../define-rule.js';
import { nameOfExit } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const sameKeyTwice = defineRule({
  id: 'same-key-twice',
  severity: 'error',
  title: { 'en-US': 'Same key twice', 'zh-CN': '按键重复' },
  summary: { 'en-US': 'Two choices on one key: only the first can ever be taken.', 'zh-CN': '两个选项用了同一个键，只有第一个会生效。' },
  check: (flow) =>
    flow.steps.flatMap((step) => {
      const first = new Map<string, string>();
      return (step.exits ?? []).flatMap((exit) => {
        if (typeof exit.key !== 'string') return [];
        const other = first.get(exit.key);
        if (other === undefined) first.set(exit.key, exit.id);
        if (other === undefined || other === exit.id) return [];
        return [
          {
            pointer: `${step.pointer}/meta`,
            step: step.id,
            messages: {
              'en-US': `Key ${exit.key} of step ${inEnglish(step)} is given to "${nameOfExit(step, other)['en-US']}" and to "${nameOfExit(step, exit.id)['en-US']}"; give one of them another key.`,
              'zh-CN': `步骤${inChinese(step)}的按键 ${exit.key} 同时给了“${nameOfExit(step, other)['zh-CN']}”和“${nameOfExit(step, exit.id)['zh-CN']}”；请换掉其中一个。`,
            },
          },
        ];
      });
    }),
});
