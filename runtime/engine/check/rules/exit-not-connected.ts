import { defineRule } from '../define-rule.js';
import { getMissingConnections, isRequestFailure, missingConnection } from '../missing-connections.js';
import { nameOfExit } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const exitNotConnected = defineRule({
  id: 'exit-not-connected',
  severity: 'error',
  title: { 'en-US': 'Exit not connected', 'zh-CN': '出口没有连接' },
  summary: {
    'en-US': 'A call that leaves by this exit has nowhere to go: the caller hears an apology and is put through.',
    'zh-CN': '来电从这个出口离开后无处可去，来电者只会听到道歉并被转走。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) =>
      getMissingConnections(flow, step)
        .filter((exit) => !isRequestFailure(exit))
        .map((exit) =>
          missingConnection(flow, step, exit, {
            'en-US': `Exit "${nameOfExit(step, exit.id)['en-US']}" of step ${inEnglish(step)} leads nowhere; connect it to a step${exit.kind === 'choice' ? ', or delete the choice' : ''}.`,
            'zh-CN': `步骤${inChinese(step)}的出口“${nameOfExit(step, exit.id)['zh-CN']}”没有去处；请连到一个步骤${exit.kind === 'choice' ? '，或删除该选项' : ''}。`,
          }),
        ),
    ),
});
