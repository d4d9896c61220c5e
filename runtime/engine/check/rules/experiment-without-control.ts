import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix } from '../problem.js';
import { getArms } from '../split-arms.js';

export const experimentWithoutControl = defineRule({
  id: 'experiment-without-control',
  severity: 'error',
  title: { 'en-US': 'Experiment without a control', 'zh-CN': '实验没有对照组' },
  summary: {
    'en-US': 'Without a group that gets what everybody got before, nobody can tell what the change did; and with two, nobody can tell which one to compare to.',
    'zh-CN': '没有保持原样的一组，就无法知道改动的效果；有两组对照，也不知道该和哪一组比较。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) => {
      const arms = getArms(step);
      const controls = arms.filter((arm) => arm['control'] === true);
      // A control that nobody falls into is none.
      const count = controls.filter((arm) => arm['percent'] !== 0).length;
      if (arms.length === 0 || (controls.length === 1 && count === 1)) return [];
      const isMissing = controls.length === 0;
      return [
        {
          pointer: `${step.pointer}/meta/arms`,
          step: step.id,
          messages:
            controls.length > 1
              ? {
                  'en-US': `The experiment of step ${inEnglish(step)} has ${controls.length} control groups; keep one.`,
                  'zh-CN': `步骤${inChinese(step)}的实验有 ${controls.length} 个对照组；请只保留一个。`,
                }
              : isMissing
                ? {
                    'en-US': `The experiment of step ${inEnglish(step)} has no control group; mark the one in which nothing changes.`,
                    'zh-CN': `步骤${inChinese(step)}的实验没有对照组；请标出保持原样的一组。`,
                  }
                : {
                    'en-US': `Nobody falls into the control group of step ${inEnglish(step)}; give it a share.`,
                    'zh-CN': `步骤${inChinese(step)}的对照组比例为零；请给它一定比例。`,
                  },
          fix: isMissing ? createFix({ 'en-US': 'Make the first group the control', 'zh-CN': '把第一组设为对照组' }, { op: 'add', path: `${step.pointer}/meta/arms/0/control`, value: true }) : null,
        },
      ];
    }),
});
