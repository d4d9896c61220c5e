import { defineRule } from '../define-rule.js';
import { pointerTo } from '../pointer.js';

/** The exit that repeats the prompt and leads nowhere. */
const REPEAT = 'again';

export const globalKeyTarget = defineRule({
  id: 'global-key-target',
  severity: 'error',
  title: { 'en-US': 'Key of the whole flow leads nowhere', 'zh-CN': '全流程按键没有去处' },
  summary: {
    'en-US': 'A key that works everywhere needs a place to go, written in the root `on`.',
    'zh-CN': '处处可用的按键要有去处，写在流程根部的 `on` 里。',
  },
  check: (flow) =>
    [...flow.keys]
      .filter(([, exit]) => exit !== REPEAT && !flow.shared.has(exit))
      .map(([key, exit]) => ({
        pointer: pointerTo('meta', 'keys', key),
        step: null,
        messages: {
          'en-US': `Key ${key} of the whole flow takes the exit "${exit}", which leads nowhere; add "${exit}" with a step to the flow's own "on".`,
          'zh-CN': `全流程按键 ${key} 走出口“${exit}”，但它没有去处；请在流程自己的 "on" 里给“${exit}”指定步骤。`,
        },
      })),
});
