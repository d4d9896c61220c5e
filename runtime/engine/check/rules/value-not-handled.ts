import { idPattern } from '../../../../schemas/documents/flow.js';
import { defineRule, type Finding } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix, type Fix } from '../problem.js';
import { getBranches, toDotted } from './walks/branches.js';
import { getKnownValues, literalsOf } from './walks/known-values.js';

export const valueNotHandled = defineRule({
  id: 'value-not-handled',
  severity: 'warning',
  title: { 'en-US': 'Value that no branch handles', 'zh-CN': '没有分支处理的取值' },
  summary: {
    'en-US':
      'A branch goes through the values of one thing by name, such as the choice of a menu, and leaves one out that callers can come with: they go by "Otherwise", with whatever was meant for nobody. Often a choice was added and the branch forgotten.',
    'zh-CN': '分支按名称逐个处理某个取值（例如菜单的选择），却漏了一个来电者可能带来的值：他们会走“其他”，得到本不为任何人准备的内容。多半是加了选项却忘了加分支。',
  },
  check: (flow) => getEnumerations(flow).flatMap(({ step, path, handled, at }) => toFindings(flow, step, path, handled, at)),
});

interface Enumeration {
  step: GraphStep;
  path: string;
  handled: Set<string>;
  /** How many branches there are. */
  at: number;
}

/** Branches all of which compare one value with words; a branch that names only one of them asks something else. */
function getEnumerations(flow: FlowGraph): Enumeration[] {
  return flow.steps.flatMap((step) => {
    if (!flow.reachable.has(step)) return [];
    const branches = getBranches(step);
    const path = branches[0]?.conditions[0] && toDotted(branches[0].conditions[0].value);
    if (path === undefined || branches.length < 2) return [];
    const lists = branches.map(({ conditions }) => (conditions.length === 1 ? literalsOf(conditions, path) : null));
    if (!lists.every((list) => list !== null)) return [];
    return [{ step, path, handled: new Set(lists.flat()), at: branches.length }];
  });
}

function toFindings(flow: FlowGraph, step: GraphStep, path: string, handled: Set<string>, at: number): Finding[] {
  const missed = [...(getKnownValues(flow, path).get(step)?.literals ?? [])].filter((value) => !handled.has(value));
  if (missed.length === 0) return [];
  const values = missed.map((value) => `"${value}"`);
  return [
    {
      pointer: `${step.pointer}/meta/branches`,
      step: step.id,
      messages: {
        'en-US': `Step ${inEnglish(step)} goes through what "${path}" is, but has no branch for ${values.join(', ')}; add one, so that these callers do not go by "otherwise".`,
        'zh-CN': `步骤${inChinese(step)}按“${path}”的取值分支，但没有处理 ${values.join('、')}；请加上分支，免得这些来电者走“其他”。`,
      },
      fix: addBranches(step, path, missed, at),
    },
  ];
}

/** A branch for each of them that leads where they go now: the flow does what it did, and says so. */
function addBranches(step: GraphStep, path: string, missed: string[], at: number): Fix | null {
  const otherwise = step.connections.find(({ exit }) => exit === 'otherwise');
  if (!otherwise || at + missed.length > 20 || !missed.every((value) => new RegExp(idPattern).test(value) && !step.exits?.some(({ id }) => id === value))) return null;
  const titles = { 'en-US': `Add a branch for ${missed.join(', ')}`, 'zh-CN': `为 ${missed.join('、')} 加上分支` };
  return createFix(
    titles,
    ...missed.flatMap((value) => [
      { op: 'add' as const, path: `${step.pointer}/meta/branches/-`, value: { id: value, label: { 'zh-CN': value, 'en-US': value }, all: [{ value: path, is: 'equal', to: value }] } },
      { op: 'add' as const, path: `${step.pointer}/on/${value}`, value: otherwise.target },
    ]),
  );
}
