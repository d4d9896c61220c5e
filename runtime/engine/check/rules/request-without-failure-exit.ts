import { defineRule } from '../define-rule.js';
import { getMissingConnections, isRequestFailure, missingConnection } from '../missing-connections.js';
import { nameOfExit } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const requestWithoutFailureExit = defineRule({
  id: 'request-without-failure-exit',
  severity: 'error',
  title: { 'en-US': 'Failure of a request not handled', 'zh-CN': '请求失败没有处理' },
  summary: {
    'en-US': 'Other systems fail, are slow and are switched off at night; every request needs a way for the caller then.',
    'zh-CN': '外部系统会出错、变慢、停机；每个请求都要为来电者准备好这时的去处。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) =>
      getMissingConnections(flow, step)
        .filter(isRequestFailure)
        .map((exit) =>
          missingConnection(flow, step, exit, {
            'en-US': `Step ${inEnglish(step)} asks another system but its exit "${nameOfExit(step, exit.id)['en-US']}" leads nowhere; connect it to what the caller shall hear when that system is down.`,
            'zh-CN': `步骤${inChinese(step)}要访问外部系统，但出口“${nameOfExit(step, exit.id)['zh-CN']}”没有去处；请连到系统故障时来电者应听到的步骤。`,
          }),
        ),
    ),
});
