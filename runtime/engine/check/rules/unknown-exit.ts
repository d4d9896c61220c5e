import { defineRule } from '../define-rule.js';
import { nameOfExit } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix } from '../problem.js';

export const unknownExit = defineRule({
  id: 'unknown-exit',
  severity: 'error',
  title: { 'en-US': 'Unknown exit', 'zh-CN': '出口不存在' },
  summary: {
    'en-US': 'A connection hangs on an exit that its step never takes, so no call will ever go that way. Often a choice was renamed or removed.',
    'zh-CN': '连线挂在步骤从不使用的出口上，没有来电会走这条路。通常是选项改名或删除后留下的。',
  },
  check(flow) {
    const shared = new Set([...flow.keys.values(), ...flow.shared.keys()]);
    return flow.steps.flatMap((step) => {
      if (!step.exits || step.isFinal) return [];
      const declared = new Set(step.exits.map((exit) => exit.id));
      const unknown = step.connections.filter(({ exit }) => !declared.has(exit) && !(step.asks && shared.has(exit)));
      return unknown.map(({ exit, pointer }) => ({
        pointer,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} has no exit "${exit}"; remove the connection, or use one of ${[...declared].map((id) => `"${nameOfExit(step, id)['en-US']}"`).join(', ') || 'none'}.`,
          'zh-CN': `步骤${inChinese(step)}没有出口“${exit}”；请删除这条连线，或改用：${[...declared].map((id) => `“${nameOfExit(step, id)['zh-CN']}”`).join('、') || '无'}。`,
        },
        fix: createFix({ 'en-US': `Remove the connection "${exit}"`, 'zh-CN': `删除连线“${exit}”` }, { op: 'remove', path: pointer }),
      }));
    });
  },
});
