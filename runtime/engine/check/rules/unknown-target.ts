import { defineRule, type Finding } from '../define-rule.js';
import { personStepOf, type GraphStep } from '../flow-graph.js';
import { nameOfExit } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix } from '../problem.js';

export const unknownTarget = defineRule({
  id: 'unknown-target',
  severity: 'error',
  title: { 'en-US': 'Unknown target', 'zh-CN': '目标不存在' },
  summary: { 'en-US': 'An exit leads to a step that does not exist. XState refuses to load such a flow.', 'zh-CN': '出口指向不存在的步骤，XState 会拒绝加载这样的流程。' },
  check(flow) {
    const person = personStepOf(flow);
    const toStep = (pointer: string, exit: string, target: string, step: GraphStep | null): Finding => {
      const name = step ? nameOfExit(step, exit) : { 'en-US': exit, 'zh-CN': exit };
      return {
        pointer,
        step: step?.id ?? null,
        messages: {
          'en-US': `${step === null ? 'The flow' : `Step ${inEnglish(step)}`} leads by "${name['en-US']}" to "${target}", which is not a step; connect the exit to a step that exists.`,
          'zh-CN': `${step === null ? '流程' : `步骤${inChinese(step)}`}的出口“${name['zh-CN']}”指向“${target}”，没有这个步骤；请连到已有的步骤。`,
        },
        fix: person && createFix({ 'en-US': `Connect to ${inEnglish(person)}`, 'zh-CN': `连到${inChinese(person)}` }, { op: 'replace', path: pointer, value: step === null ? `.${person.id}` : person.id }),
      };
    };
    const own = flow.steps.flatMap((step) =>
      step.connections.filter(({ target }) => !flow.byId.has(target)).map(({ pointer, exit, target }) => toStep(pointer, exit, target, step)),
    );
    const shared = [...flow.shared].filter(([, { target }]) => !flow.byId.has(target)).map(([exit, { target, pointer }]) => toStep(pointer, exit, target, null));
    return [...shared, ...own];
  },
});
