import { defineRule } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { nameOfExit } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import type { Messages } from '../problem.js';
import { getBranches, toDotted, type Branch, type Comparison } from './walks/branches.js';
import { getKnownValues, literalsOf } from './walks/known-values.js';

export const branchNeverTaken = defineRule({
  id: 'branch-never-taken',
  severity: 'warning',
  title: { 'en-US': 'Branch that is never taken', 'zh-CN': '永远不会走的分支' },
  summary: {
    'en-US':
      'Its conditions contradict each other, an earlier branch takes all of its calls, or it compares a value with a word that nothing in the flow ever sets. Mostly a misspelt word, or branches in the wrong order.',
    'zh-CN': '分支的条件互相矛盾，或者前面的分支已经接走所有来电，或者比较的值流程里从来没有设置过。多半是写错了词，或分支顺序不对。',
  },
  check(flow) {
    return flow.steps.flatMap((step) => {
      // What compares nothing yet is told at its field.
      const branches = flow.reachable.has(step) ? getBranches(step).filter(({ conditions }) => conditions.every(({ value }) => value !== '')) : [];
      return branches.flatMap((branch, at) => {
        const why = contradiction(branch) ?? earlier(step, branches.slice(0, at), branch) ?? neverSet(flow, step, branch);
        if (!why) return [];
        return [
          {
            pointer: `${step.pointer}/meta/branches/${branch.at}`,
            step: step.id,
            messages: {
              'en-US': `No call can leave step ${inEnglish(step)} by "${nameOfExit(step, branch.id)['en-US']}": ${why['en-US']}.`,
              'zh-CN': `没有来电能从步骤${inChinese(step)}的“${nameOfExit(step, branch.id)['zh-CN']}”出去：${why['zh-CN']}。`,
            },
          },
        ];
      });
    });
  },
});

/** Two conditions on one value that cannot hold at once. */
function contradiction({ conditions }: Branch): Messages | null {
  for (const [at, one] of conditions.entries()) {
    for (const other of conditions.slice(at + 1)) {
      if (toDotted(one.value) !== toDotted(other.value) || !(excludes(one, other) || excludes(other, one))) continue;
      return { 'en-US': `"${one.value}" cannot be both ${words(one)} and ${words(other)}; correct one of them`, 'zh-CN': `“${one.value}”不可能同时满足 ${words(one)} 和 ${words(other)}，请改正其中一个` };
    }
  }
  return null;
}

function words({ is, to }: Comparison): string {
  return `${is.replaceAll('_', ' ')}${to === undefined ? '' : ` ${JSON.stringify(to)}`}`;
}

function excludes(one: Comparison, other: Comparison): boolean {
  if (one.is === 'equal' && other.is === 'equal') return isPlain(one.to) && isPlain(other.to) && String(one.to) !== String(other.to) && !(isNumber(one.to) && isNumber(other.to) && Number(one.to) === Number(other.to));
  if (one.is === 'equal' && other.is === 'not_equal') return isPlain(one.to) && String(one.to) === String(other.to);
  if (one.is === 'is_not_set') return ['is_set', 'is_true', 'equal', 'one_of', 'greater', 'at_least', 'less', 'at_most'].includes(other.is);
  if (one.is === 'is_true' && other.is === 'is_false') return true;
  const [low, high] = [lowest(one), highest(other)];
  return low !== null && high !== null && (low.limit > high.limit || (low.limit === high.limit && (low.isOutside || high.isOutside)));
}

interface Limit {
  limit: number;
  /** The limit itself does not fit. */
  isOutside: boolean;
}

function lowest({ is, to }: Comparison): Limit | null {
  return isNumber(to) && (is === 'greater' || is === 'at_least' || is === 'equal') ? { limit: Number(to), isOutside: is === 'greater' } : null;
}

function highest({ is, to }: Comparison): Limit | null {
  return isNumber(to) && (is === 'less' || is === 'at_most' || is === 'equal') ? { limit: Number(to), isOutside: is === 'less' } : null;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value));
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** An earlier branch that asks no more than this one. */
function earlier(step: GraphStep, before: readonly Branch[], branch: Branch): Messages | null {
  const own = new Set(branch.conditions.map(keyOf));
  const first = before.find(({ conditions }) => conditions.length > 0 && conditions.every((condition) => own.has(keyOf(condition)) || branch.conditions.some((each) => implies(each, condition))));
  if (!first) return null;
  return { 'en-US': `"${nameOfExit(step, first.id)['en-US']}" stands before it and takes all of them; put this one first, or narrow that one`, 'zh-CN': `前面的“${nameOfExit(step, first.id)['zh-CN']}”已经全部接走，请把这个分支放到前面，或收窄那个分支` };
}

function keyOf({ value, is, to }: Comparison): string {
  return JSON.stringify([toDotted(value), is, to ?? null]);
}

/** Whether a number or a word that fits the one always fits the other. */
function implies(one: Comparison, other: Comparison): boolean {
  const path = toDotted(other.value);
  if (toDotted(one.value) !== path) return false;
  const [fitting, wanted] = [literalsOf([one], path), literalsOf([other], path)];
  if (fitting && wanted) return fitting.length > 0 && fitting.every((value) => wanted.includes(value));
  const [low, least] = [lowest(one), other.is === 'equal' ? null : lowest(other)];
  if (low && least) return low.limit > least.limit || (low.limit === least.limit && (low.isOutside || !least.isOutside));
  const [high, most] = [highest(one), other.is === 'equal' ? null : highest(other)];
  return high !== null && most !== null && (high.limit < most.limit || (high.limit === most.limit && (high.isOutside || !most.isOutside)));
}

/** A word that the value can never be here, where all that it can be is known. */
function neverSet(flow: FlowGraph, step: GraphStep, { conditions }: Branch): Messages | null {
  for (const { value } of conditions) {
    const path = toDotted(value);
    const wanted = literalsOf(conditions, path);
    if (!wanted || wanted.length === 0) continue;
    const here = getKnownValues(flow, path).get(step);
    if (!here || here.isOpen || here.literals.size === 0 || wanted.some((literal) => here.literals.has(literal))) continue;
    const [can, want] = [[...here.literals].join(', '), wanted.join(', ')];
    return { 'en-US': `"${path}" is never ${want} here, only ${can}; correct the word`, 'zh-CN': `“${path}”在这里不会是 ${want}，只会是 ${can}，请更正` };
  }
  return null;
}
