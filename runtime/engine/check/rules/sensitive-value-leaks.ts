import { defineRule } from '../define-rule.js';
import type { FlowGraph } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getTemplates } from '../templates.js';

/** Where a request to another system may carry what the caller entered in confidence: never in its address, which is logged on the way. */
const MAY_CARRY_SECRETS = new Set(['body', 'headers']);

export const sensitiveValueLeaks = defineRule({
  id: 'sensitive-value-leaks',
  severity: 'error',
  title: { 'en-US': 'Sensitive value leaks', 'zh-CN': '敏感信息外泄' },
  summary: {
    'en-US': 'A PIN must not be spoken, texted, stored or put into an address. Only the body and the headers of a request may carry it.',
    'zh-CN': '密码等敏感信息不能播报、发短信、保存或放进网址，只能放在请求的正文或请求头里。',
  },
  check(flow) {
    const sensitive = getSensitivePaths(flow);
    return getTemplates(flow)
      .filter(({ text }) => !(text.role === 'template' && MAY_CARRY_SECRETS.has(text.property)))
      .flatMap(({ step, pointer, check }) => {
        const leaked = check.variables.find((variable) => isSensitive(variable, sensitive));
        if (leaked === undefined) return [];
        return [
          {
            pointer,
            step: step.id,
            messages: {
              'en-US': `Step ${inEnglish(step)} uses "${leaked}", which the caller entered in confidence; take it out of this text, or send it in the body of a request.`,
              'zh-CN': `步骤${inChinese(step)}用到了敏感信息“${leaked}”；请从这里去掉，或放在请求正文里发送。`,
            },
          },
        ];
      });
  },
});

/** Where sensitive entries would be saved. They never are, but a text that names one means to use it. */
function getSensitivePaths(flow: FlowGraph): Set<string> {
  const paths = flow.steps.filter((step) => step.data['sensitive'] === true).map((step) => step.data['saveAs']);
  return new Set(paths.filter((path): path is string => typeof path === 'string'));
}

function isSensitive(variable: string, sensitive: Set<string>): boolean {
  const path = variable.replace(/\[["']?([^\]"']*)["']?\]/g, '.$1');
  if (/^secrets(\.|$)/.test(path)) return true;
  const names = path.split('.');
  return names.some((_, at) => sensitive.has(names.slice(0, at + 1).join('.')));
}
