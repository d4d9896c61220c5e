import { defineRule, type Finding } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix, type Fix, type Messages } from '../problem.js';
import { getArms } from '../split-arms.js';

export const experimentWithoutControl = defineRule({
  id: 'experiment-without-control',
  severity: 'error',
  title: { 'en-US': 'Experiment without a control', 'zh-CN': '实验没有对照组' },
  summary: {
    'en-US':
      'Without a group that gets what everybody got before, nobody can tell what the change did; with two, nobody can tell which one to compare to; and with nobody in the others there is nothing to compare. One experiment that is split in two places has the same groups and the same control in both, since a caller stays in theirs.',
    'zh-CN': '没有保持原样的一组，就无法知道改动的效果；有两组对照，不知道和哪一组比；其他组没有人，也无从比较。同一实验在两处分流时，分组和对照组必须一致，因为来电者始终在同一组。',
  },
  check: (flow) => [...flow.steps.flatMap(checkArms), ...checkSameExperiment(flow)],
});

function checkArms(step: GraphStep): Finding[] {
  const arms = getArms(step);
  if (arms.length === 0) return [];
  const controls = arms.filter((arm) => arm['control'] === true);
  const isEmpty = (arm: (typeof arms)[number]): boolean => arm['percent'] === 0;
  const [en, zh] = [inEnglish(step), inChinese(step)];
  if (controls.length === 0) {
    const fix = createFix({ 'en-US': 'Make the first group the control', 'zh-CN': '把第一组设为对照组' }, { op: 'add', path: `${step.pointer}/meta/arms/0/control`, value: true });
    return [finding(step, { 'en-US': `The experiment of step ${en} has no control group; mark the one in which nothing changes.`, 'zh-CN': `步骤${zh}的实验没有对照组；请标出保持原样的一组。` }, fix)];
  }
  if (controls.length > 1) return [finding(step, { 'en-US': `The experiment of step ${en} has ${controls.length} control groups; keep one.`, 'zh-CN': `步骤${zh}的实验有 ${controls.length} 个对照组；请只保留一个。` })];
  if (controls.every(isEmpty)) return [finding(step, { 'en-US': `Nobody falls into the control group of step ${en}; give it a share.`, 'zh-CN': `步骤${zh}的对照组比例为零；请给它一定比例。` })];
  if (arms.every((arm) => arm['control'] === true || isEmpty(arm))) {
    return [finding(step, { 'en-US': `Nobody falls into any group of step ${en} but the control; give another one a share, or take the experiment out.`, 'zh-CN': `步骤${zh}除对照组外都没有人；请给另一组一定比例，或去掉实验。` })];
  }
  return [];
}

/** Later steps of an experiment are held against the first. */
function checkSameExperiment(flow: FlowGraph): Finding[] {
  const first = new Map<string, GraphStep>();
  return flow.steps.flatMap((step) => {
    const experiment = step.type === 'split' ? step.data['experiment'] : null;
    if (typeof experiment !== 'string') return [];
    const other = first.get(experiment);
    if (!other) first.set(experiment, step);
    if (!other || describe(step) === describe(other)) return [];
    return [
      finding(step, {
        'en-US': `Steps ${inEnglish(other)} and ${inEnglish(step)} split the experiment "${experiment}" into different groups; give both the same ids, shares and control, or another name.`,
        'zh-CN': `步骤${inChinese(other)}和${inChinese(step)}对实验“${experiment}”的分组不同；请让编号、比例和对照组一致，或换个名称。`,
      }),
    ];
  });
}

function describe(step: GraphStep): string {
  return JSON.stringify(getArms(step).map((arm) => [arm['id'] ?? null, arm['percent'] ?? null, arm['control'] === true]));
}

function finding(step: GraphStep, messages: Messages, fix: Fix | null = null): Finding {
  return { pointer: `${step.pointer}/meta/arms`, step: step.id, messages, fix };
}
