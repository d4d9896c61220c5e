import { Type } from '@sinclair/typebox';
import { readPathPattern, valueAt } from '../../conditions.js';
import { defineStep } from '../../define-step.js';
import { Id, ParameterName } from '../../documents/flow.js';
import { field, stepData } from '../../form-controls.js';

/** Goes back to the flow that this one is a subflow of. */
export const returnStep = defineStep({
  type: 'return',
  title: { 'en-US': 'Return', 'zh-CN': '返回' },
  alsoCalled: { 'en-US': ['go back', 'end of a subflow'], 'zh-CN': ['返回'] },
  summary: { 'en-US': 'Goes back to the flow that uses this one. In a flow that runs on its own it ends the call.', 'zh-CN': '回到使用本流程的流程；若本流程独立运行，则结束通话。' },
  group: 'end',
  final: true,
  schema: stepData({
    exit: field(Id, { title: { 'en-US': 'Exit', 'zh-CN': '出口' }, help: 'The exit that the "subflow" step of the other flow takes. Where you rename it, connect it there anew.', control: 'text', placeholder: 'done' }),
    results: Type.Optional(
      field(
        Type.Array(
          stepData({
            name: field(ParameterName, { title: { 'en-US': 'Result', 'zh-CN': '结果' }, help: 'The name by which the other flow knows it, such as amount.', control: 'text', placeholder: 'amount' }),
            value: field(Type.String({ pattern: readPathPattern }), { title: { 'en-US': 'Value', 'zh-CN': '取值' }, help: 'The path of what is handed back, such as entry.amount.', control: 'path', placeholder: 'entry.amount' }),
          }),
          { maxItems: 50 },
        ),
        { title: { 'en-US': 'Results', 'zh-CN': '结果' }, help: 'What is handed back. What is not known is left out.', control: 'rows' },
      ),
    ),
  }),
  exits: () => [],
  enter: (data, call) => ({
    returns: data.exit,
    results: Object.fromEntries(
      (data.results ?? []).flatMap(({ name, value }) => {
        const found = valueAt(call.values, value);
        return found === undefined ? [] : [[name, found]];
      }),
    ),
  }),
  examples: [
    { title: { 'en-US': 'Known, with the level', 'zh-CN': '已核实，附级别' }, data: { exit: 'known', results: [{ name: 'level', value: 'call.identity.level' }] } },
    { title: { 'en-US': 'Nothing to hand back', 'zh-CN': '没有结果' }, data: { exit: 'done' } },
  ],
});
