import { defineRule } from '../define-rule.js';
import { nameOfExit } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const keyShadowsGlobal = defineRule({
  id: 'key-shadows-global',
  severity: 'warning',
  title: { 'en-US': 'Key of the whole flow used otherwise', 'zh-CN': '占用了全流程按键' },
  summary: {
    'en-US': 'Callers learn that a key means the same everywhere. Here it means something else, and the way it led is closed. In a number every key is a digit, so the keys of the whole flow are not heard there and a way to leave may have any.',
    'zh-CN': '来电者会记住某个键处处含义相同；这里它另作他用，原来的路就走不通了。输入号码时每个键都是数字，全流程按键本来就不起作用，退出键可以任选。',
  },
  check: (flow) =>
    flow.steps.filter((step) => step.takesFlowKeys).flatMap((step) =>
      (step.exits ?? []).flatMap((exit) => {
        const shared = typeof exit.key === 'string' ? flow.keys.get(exit.key) : undefined;
        if (shared === undefined || shared === exit.id) return [];
        const target = flow.byId.get(flow.shared.get(shared)?.target ?? '');
        const meaning = target ? { 'en-US': `leads to ${inEnglish(target)}`, 'zh-CN': `通往${inChinese(target)}` } : { 'en-US': `means "${shared}"`, 'zh-CN': `表示“${shared}”` };
        return [
          {
            pointer: `${step.pointer}/meta`,
            step: step.id,
            messages: {
              'en-US': `Key ${exit.key} ${meaning['en-US']} in the whole flow but means "${nameOfExit(step, exit.id)['en-US']}" in step ${inEnglish(step)}; use another key, or give the exit the name of the whole flow's: ${shared}.`,
              'zh-CN': `按键 ${exit.key} 在全流程${meaning['zh-CN']}，在步骤${inChinese(step)}却表示“${nameOfExit(step, exit.id)['zh-CN']}”；请换一个键，或把出口命名为全流程的 ${shared}。`,
            },
          },
        ];
      }),
    ),
});
