import { Type, type Static } from '@sinclair/typebox';
import { defineStep, type CallView } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { field, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';
import { BUCKETS, StickyBy, bucketOf, stickyLabels, stickyUnit } from '../../sticky-bucket.js';

const schema = stepData({
  experiment: field(Id, {
    title: { 'en-US': 'Experiment', 'zh-CN': '实验名称' },
    help: 'Names it in the reports and decides who falls where: the same name divides callers the same way in every flow and version.',
    control: 'text',
    placeholder: 'short_greeting',
  }),
  arms: field(
    Type.Array(
      stepData({
        id: field(Id, { title: { 'en-US': 'Exit', 'zh-CN': '出口' }, help: 'The exit of this group. It can be renamed until it is published; then it stays.', control: 'text' }),
        label: field(LocalizedText, { title: { 'en-US': 'Label', 'zh-CN': '名称' }, help: 'What it is called on the canvas and in reports.', control: 'prompt' }),
        percent: field(Type.Number({ minimum: 0, maximum: 100, multipleOf: 0.01 }), {
          title: { 'en-US': 'Share', 'zh-CN': '比例' },
          help: 'Of all callers. The shares of all groups make one hundred. Raising the last one keeps everybody in it who is there.',
          control: 'number',
          unit: { 'en-US': '%', 'zh-CN': '%' },
        }),
        control: Type.Optional(
          field(Type.Boolean({ default: false }), {
            title: { 'en-US': 'Control', 'zh-CN': '对照组' },
            help: 'The group that gets what everybody got before. Without one nobody can tell what the change did.',
            control: 'toggle',
          }),
        ),
      }),
      { minItems: 2, maxItems: 8 },
    ),
    { title: { 'en-US': 'Groups', 'zh-CN': '分组' }, help: 'Who falls into none goes with the control.', control: 'rows' },
  ),
  by: Type.Optional(
    field(StickyBy, {
      title: { 'en-US': 'Stays the same for', 'zh-CN': '保持一致' },
      help: 'Who meets the same group in every call. (Default: the customer, else the number that calls.)',
      control: 'select',
      labels: stickyLabels,
    }),
  ),
});

type Data = Static<typeof schema>;

/** Divides callers by percentage, the same way every time, and notes who got what: an experiment. Never for a price. */
export const split = defineStep({
  type: 'split',
  title: { 'en-US': 'Split', 'zh-CN': '分流实验' },
  alsoCalled: { 'en-US': ['A/B test', 'experiment', 'percentage', 'random'], 'zh-CN': ['实验', '随机', '比例', '分流'] },
  summary: { 'en-US': 'Divides callers by percentage, the same way in every call.', 'zh-CN': '按比例给来电者分组，同一客户每次都在同一组。' },
  group: 'decide',
  schema,
  exits: (data) => data.arms.map(({ id, label }) => ({ id, label, kind: 'next' })),
  enter(data, call) {
    const { unit, id } = stickyUnit(data.by ?? 'customer', call);
    const arm = armOf(data, id);
    return { exit: arm.id, facts: noteOnce({ type: 'split_taken', experiment: data.experiment, arm: arm.id, control: arm.control === true, by: unit }, call) };
  },
  examples: [
    {
      title: { 'en-US': 'A shorter greeting', 'zh-CN': '缩短开场白' },
      data: {
        experiment: 'short_greeting',
        arms: [
          { id: 'usual', label: { 'zh-CN': '原开场白', 'en-US': 'Usual' }, percent: 90, control: true },
          { id: 'short', label: { 'zh-CN': '短开场白', 'en-US': 'Short' }, percent: 10 },
        ],
      },
    },
  ],
});

function armOf({ experiment, arms }: Data, id: string): Data['arms'][number] {
  const bucket = bucketOf(experiment, id);
  let upTo = 0;
  for (const arm of arms) {
    // Rounded, so that shares such as 33.33 fall on whole buckets.
    upTo += Math.round((arm.percent * BUCKETS) / 100);
    if (bucket < upTo) return arm;
  }
  return arms.find((arm) => arm.control) ?? arms[0]!;
}

/** A caller who passes the split again in one call takes part once. */
function noteOnce<F extends { type: string; experiment: string }>(fact: F, call: CallView): F[] {
  return call.facts.some((known) => known.type === fact.type && known['experiment'] === fact.experiment) ? [] : [fact];
}
