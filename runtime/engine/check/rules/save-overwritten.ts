import type { Json, JsonObject } from '../../../../schemas/json.js';
import { defineRule } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix, type Messages } from '../problem.js';

export const saveOverwritten = defineRule({
  id: 'save-overwritten',
  severity: 'warning',
  title: { 'en-US': 'Saved value is lost', 'zh-CN': '保存的值会丢失' },
  summary: {
    'en-US':
      'A step saves two values to one name, or an object over a value inside it that it has just saved, or to "body" or "status", which mean the answer while a request is looked at: one of them is never seen again.',
    'zh-CN': '同一步骤把两个值存到同一个名称，或先存了里面的值又被外层对象覆盖，或存到“body”“status”（它们在请求步骤里表示应答）：其中一个再也看不到。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) =>
      getSaves(step).flatMap(({ list, paths }) =>
        paths.flatMap((path, at) => {
          const why = whyLost(step, paths, at);
          if (!why) return [];
          const pointer = `${step.pointer}/meta/${list}/${at}`;
          const isRepeated = paths.lastIndexOf(path) > at;
          return [
            {
              pointer,
              step: step.id,
              messages: {
                'en-US': `What step ${inEnglish(step)} saves as "${path}" is lost: ${why['en-US']}.`,
                'zh-CN': `步骤${inChinese(step)}存到“${path}”的值会丢失：${why['zh-CN']}。`,
              },
              fix: isRepeated ? createFix({ 'en-US': 'Remove the first of the two', 'zh-CN': '删除前一个' }, { op: 'remove', path: pointer }) : null,
            },
          ];
        }),
      ),
    ),
});

/** The lists of values a step saves, in the order in which it does. */
function getSaves(step: GraphStep): { list: string; paths: string[] }[] {
  return ['save', 'assignments'].flatMap((list) => {
    const rows: Json | undefined = step.data[list];
    const paths = (Array.isArray(rows) ? rows : []).map((row) => (row as JsonObject | null)?.['path']);
    return paths.length > 0 && paths.every((path): path is string => typeof path === 'string') ? [{ list, paths }] : [];
  });
}

function whyLost(step: GraphStep, paths: readonly string[], at: number): Messages | null {
  const path = paths[at]!;
  const later = paths.slice(at + 1).find((other) => other === path || path.startsWith(`${other}.`));
  if (later !== undefined) return { 'en-US': `"${later}" is saved over it after that; use another name, or save it later`, 'zh-CN': `之后又存了“${later}”把它覆盖；请换个名称，或放到后面` };
  const root = path.split('.')[0]!;
  if (step.type === 'http_request' && (root === 'body' || root === 'status')) {
    return { 'en-US': `"${root}" means the answer in requests; use another name, such as result`, 'zh-CN': `“${root}”在请求步骤里表示应答；请换个名称，例如 result` };
  }
  return null;
}
