import type { JsonObject } from '../../../../schemas/json.js';
import { defineRule } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { nameOfPlace, nameOfProperty } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const sameNameTwice = defineRule({
  id: 'same-name-twice',
  severity: 'error',
  title: { 'en-US': 'Same name or key twice in a list', 'zh-CN': '列表里名称或按键重复' },
  summary: {
    'en-US': 'Two rows of one list, such as two times for a call back, have the same name or the same key: only the first can ever be meant.',
    'zh-CN': '同一列表里的两行（例如两个回电时段）名称或按键相同，只有第一行会生效。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) =>
      getLists(step).flatMap(({ name, rows }) =>
        findTwice(rows).map(({ at, property, value }) => ({
          pointer: `${step.pointer}/meta/${name}/${at}/${property}`,
          step: step.id,
          messages: {
            'en-US': `In step ${inEnglish(step)} two rows of "${nameOfProperty(step, name)['en-US']}" have the same "${nameOfPlace(step, `${step.pointer}/meta/${name}/0/${property}`)['en-US'].split(' · ').at(-1)}", "${value}"; change one of them.`,
            'zh-CN': `步骤${inChinese(step)}的“${nameOfProperty(step, name)['zh-CN']}”有两行的“${nameOfPlace(step, `${step.pointer}/meta/${name}/0/${property}`)['zh-CN'].split(' · ').at(-1)}”都是“${value}”，请改掉一个。`,
          },
        })),
      ),
    ),
});

const NAMES = ['id', 'key', 'language'];

/** Lists whose rows are not exits of the step: for those there are rules of their own. */
function getLists(step: GraphStep): { name: string; rows: JsonObject[] }[] {
  const exits = new Set(step.exits?.map(({ id }) => id) ?? []);
  return Object.entries(step.data).flatMap(([name, list]) => {
    const rows = (Array.isArray(list) ? list : []).filter((row): row is JsonObject => typeof row === 'object' && row !== null && !Array.isArray(row));
    if (rows.length < 2 || !rows.some((row) => NAMES.some((property) => typeof row[property] === 'string')) || rows.some((row) => exits.has(String(row['id'])))) return [];
    return [{ name, rows }];
  });
}

function findTwice(rows: JsonObject[]): { at: number; property: string; value: string }[] {
  return NAMES.flatMap((property) => {
    const seen = new Set<string>();
    return rows.flatMap((row, at) => {
      const value = row[property];
      if (typeof value !== 'string') return [];
      const isRepeated = seen.has(value);
      seen.add(value);
      return isRepeated ? [{ at, property, value }] : [];
    });
  });
}
