import { defineRule, type Finding } from '../define-rule.js';
import type { FlowGraph } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getTemplates } from '../templates.js';
import { getBranches, toDotted } from './walks/branches.js';

export const unknownSetting = defineRule({
  id: 'unknown-setting',
  severity: 'warning',
  title: { 'en-US': 'Setting that the server does not have', 'zh-CN': '服务器没有的设置项' },
  summary: {
    'en-US': 'A step reads a setting that nobody has set, so it reads nothing: a transfer to it fails in every call. Settings are given where the server is started: CRM_URL, PUBLIC_URL, and all others in FLOW_SETTINGS. Checked where a server has said what it has.',
    'zh-CN': '步骤读取的设置项没有人设置，读到的是空值：例如转接到它时每通电话都会失败。设置项在启动服务器时给出：CRM_URL、PUBLIC_URL，其余写在 FLOW_SETTINGS 里。知道服务器有哪些设置项时才检查。',
  },
  check(flow, { settings }) {
    if (!settings) return [];
    const found = new Map<string, Finding>();
    for (const { step, path, pointer } of getSettingReads(flow)) {
      const name = path.split('.')[1]!;
      if (settings.includes(name) || found.has(`${step.id} ${name}`)) continue;
      const variable = variableOf(name);
      found.set(`${step.id} ${name}`, {
        pointer,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} reads the setting "${name}", which the server does not have, so it reads nothing; write the value itself here, or have the server started with ${variable}.`,
          'zh-CN': `步骤${inChinese(step)}读取设置项“${name}”，但服务器没有它，读到的是空值；请直接填写内容，或请运维人员在启动服务器时设置 ${variable}。`,
        },
      });
    }
    return [...found.values()];
  },
});

function getSettingReads(flow: FlowGraph) {
  const inTemplates = getTemplates(flow).flatMap(({ step, pointer, check }) => check.variables.map((variable) => ({ step, path: toDotted(variable), pointer })));
  const inBranches = flow.steps.flatMap((step) => getBranches(step).flatMap(({ conditions, at }) => conditions.map(({ value }) => ({ step, path: toDotted(value), pointer: `${step.pointer}/meta/branches/${at}` }))));
  return [...inTemplates, ...inBranches].filter(({ path }) => /^settings\.[^.]/.test(path));
}

/** The variable of the environment that sets it. */
function variableOf(name: string): string {
  if (name === 'crmUrl') return 'CRM_URL';
  return name === 'publicUrl' ? 'PUBLIC_URL' : `FLOW_SETTINGS='{"${name}": "…"}'`;
}
