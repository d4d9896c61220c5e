import { Type } from '@sinclair/typebox';
import { defineStep } from '../../define-step.js';
import { Id, ParameterName } from '../../documents/flow.js';
import { fillParameters, GivenParameters, OtherFlow } from '../../flow-parameters.js';
import { field, SavePath, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';

/** Runs another flow and goes on where that one returns. */
export const subflow = defineStep({
  type: 'subflow',
  title: { 'en-US': 'Subflow', 'zh-CN': '子流程' },
  alsoCalled: { 'en-US': ['module', 'reuse'], 'zh-CN': ['模块', '复用'] },
  summary: { 'en-US': 'Runs another flow and goes on by the way that one returns.', 'zh-CN': '运行另一个流程，再按其返回的出口继续。' },
  group: 'decide',
  schema: stepData({
    flow: OtherFlow,
    parameters: GivenParameters,
    results: Type.Optional(
      field(
        Type.Array(
          stepData({
            name: field(ParameterName, { title: { 'en-US': 'Result', 'zh-CN': '结果' }, help: 'Its name in a "return" step of the other flow, such as amount.', control: 'text', placeholder: 'amount' }),
            saveAs: field(SavePath, { title: { 'en-US': 'Save as', 'zh-CN': '保存到' }, help: 'Where this flow keeps it, such as bill.amount.', control: 'path', placeholder: 'bill.amount' }),
          }),
          { maxItems: 50 },
        ),
        { title: { 'en-US': 'Results', 'zh-CN': '结果' }, help: 'What this flow keeps of what the other one hands back. A result that is not handed back leaves the value as it was.', control: 'rows' },
      ),
    ),
    exits: field(
      Type.Array(
        stepData({
          id: field(Id, { title: { 'en-US': 'Exit', 'zh-CN': '出口' }, help: 'The exit of a "return" step of the other flow.', control: 'text', placeholder: 'done' }),
          label: field(LocalizedText, { title: { 'en-US': 'Label', 'zh-CN': '名称' }, help: 'What it is called on the canvas and in reports.', control: 'prompt' }),
        }),
        { maxItems: 20 },
      ),
      { title: { 'en-US': 'Returns by', 'zh-CN': '返回出口' }, help: 'Every exit that a "return" step of the other flow names.', control: 'rows' },
    ),
  }),
  exits: (data) => [
    ...data.exits.map(({ id, label }) => ({ id, label, kind: 'next' as const })),
    { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'failure' },
  ],
  enter: (data, call) => ({ enterFlow: data.flow, comesBack: true, parameters: fillParameters(data.parameters, call) }),
  resume: (data, { returns, results }) => ({
    exit: data.exits.some(({ id }) => id === returns) ? returns : 'failed',
    values: Object.fromEntries((data.results ?? []).flatMap(({ name, saveAs }) => (Object.hasOwn(results, name) ? [[saveAs, results[name]!]] : []))),
  }),
  sets: (data) => data.results?.map(({ saveAs }) => saveAs) ?? [],
  examples: [
    {
      title: { 'en-US': 'Find out who calls', 'zh-CN': '核实来电者' },
      data: {
        flow: 'identify',
        parameters: [{ name: 'card', to: '{{ card.last4 }}' }],
        results: [{ name: 'level', saveAs: 'caller.level' }],
        exits: [
          { id: 'known', label: { 'zh-CN': '已核实', 'en-US': 'Known' } },
          { id: 'unknown', label: { 'zh-CN': '未核实', 'en-US': 'Not known' } },
        ],
      },
    },
  ],
});
