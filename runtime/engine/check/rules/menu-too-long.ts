import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';

/** Past seven, callers press 0 or the last thing they heard. */
export const MAX_MENU_OPTIONS = 7;

export const menuTooLong = defineRule({
  id: 'menu-too-long',
  severity: 'warning',
  title: { 'en-US': 'Menu too long', 'zh-CN': '菜单过长' },
  summary: {
    'en-US': `Callers do not remember more than ${MAX_MENU_OPTIONS} options; they take the last one or ask for a person.`,
    'zh-CN': `超过 ${MAX_MENU_OPTIONS} 个选项来电者记不住，会随便按一个或直接找人工。`,
  },
  check: (flow) =>
    flow.steps.flatMap((step) => {
      const options = (step.exits ?? []).filter((exit) => exit.kind === 'choice' && typeof exit.key === 'string').length;
      if (options <= MAX_MENU_OPTIONS) return [];
      return [
        {
          pointer: `${step.pointer}/meta`,
          step: step.id,
          messages: {
            'en-US': `Step ${inEnglish(step)} offers ${options} options; keep the ${MAX_MENU_OPTIONS} most wanted and put the others into a menu of their own.`,
            'zh-CN': `步骤${inChinese(step)}有 ${options} 个选项；请保留最常用的 ${MAX_MENU_OPTIONS} 个，其余放到下一级菜单。`,
          },
        },
      ];
    }),
});
