import { defineRule, type Finding } from '../define-rule.js';
import { getFlowLinks, metaOf, readRows, type FlowLink } from '../flow-links.js';
import { nameOfFlow } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const subflowParameters = defineRule({
  id: 'subflow-parameters',
  severity: 'error',
  title: { 'en-US': 'Parameters that do not fit', 'zh-CN': '参数不符' },
  summary: {
    'en-US': 'A step gives another flow what that one does not ask for, or leaves out what it must be given: it would not be entered, or would not know what was meant.',
    'zh-CN': '步骤传入了另一个流程没有声明的参数，或漏掉了必须传入的参数：那个流程将无法进入，或得不到应有的信息。',
  },
  check: (flow, context) => getFlowLinks(flow, context).flatMap((link) => (link.target ? [...findUnknown(link), ...findMissing(link)] : [])),
});

function findUnknown({ step, flow, target }: FlowLink): Finding[] {
  const declared = new Set(readRows(metaOf(target!), 'parameters').map(({ name }) => name));
  return readRows(step.data, 'parameters').flatMap(({ name }, at) => {
    if (typeof name !== 'string' || declared.has(name)) return [];
    return [
      {
        pointer: `${step.pointer}/meta/parameters/${at}`,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} gives "${nameOfFlow(target, flow)}" the parameter "${name}", which it does not have; correct the name, or declare it there.`,
          'zh-CN': `步骤${inChinese(step)}向“${nameOfFlow(target, flow)}”传入“${name}”，但它没有这个参数；请更正名字，或在那里声明。`,
        },
      },
    ];
  });
}

function findMissing({ step, flow, target }: FlowLink): Finding[] {
  // An empty text gives nothing: it stands where somebody has yet to say what is given.
  const rows = readRows(step.data, 'parameters');
  const given = new Set(rows.flatMap(({ name, to }) => (to === '' ? [] : [name])));
  return readRows(metaOf(target!), 'parameters').flatMap(({ name, ...parameter }) => {
    if (typeof name !== 'string' || 'default' in parameter || given.has(name)) return [];
    const at = rows.findIndex((row) => row['name'] === name);
    return [
      {
        pointer: at < 0 ? `${step.pointer}/meta` : `${step.pointer}/meta/parameters/${at}/to`,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} does not give "${nameOfFlow(target, flow)}" its parameter "${name}", which has no default; give it a value.`,
          'zh-CN': `步骤${inChinese(step)}没有向“${nameOfFlow(target, flow)}”传入参数“${name}”，它也没有默认值；请为它赋值。`,
        },
      },
    ];
  });
}
