import { Condition, dateOf, listOf, numberOf } from '../../../../schemas/conditions.js';
import type { Json } from '../../../../schemas/json.js';
import { getEntry } from '../../../../schemas/get-entry.js';
import { defineRule, type Finding } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix, type Fix, type Messages } from '../problem.js';
import { readWrittenNumber } from '../read-written-number.js';
import { isOrdered, kindOf, spread, type ValueKind } from '../value-shapes.js';
import { getConditionRows, type ConditionRow } from './walks/condition-rows.js';

export const comparisonImpossible = defineRule({
  id: 'comparison-impossible',
  severity: 'error',
  title: { 'en-US': 'Comparison that can never be made', 'zh-CN': '无法进行的比较' },
  summary: {
    'en-US':
      'A condition compares a value in a way that does not fit it, or with something that is no number: a group of values is "greater than" nothing, and neither is anything greater than "many". Such a condition never holds, the call goes the other way, and the caller is told something that is not so.',
    'zh-CN': '条件的比较方式不适合这个取值，或者比较的不是数字：一组值不会“大于”任何数，也没有什么会大于“三百”这两个字。这样的条件永远不成立，通话会走另一条路，来电者会听到与事实不符的内容。',
  },
  check: (flow) => getConditionRows(flow).flatMap(checkRow),
});

interface Fault {
  /** The part of the condition that is to be mended. */
  part: 'value' | 'is' | 'to';
  why: Messages;
  fix?: Fix | null;
}

function checkRow(row: ConditionRow): Finding[] {
  const fault = notOfAnswer(row) ?? notFitting(row) ?? noOperand(row) ?? wrongOperand(row);
  if (!fault) return [];
  const { why } = fault;
  return [
    {
      pointer: `${row.pointer}/${fault.part}`,
      step: row.step.id,
      messages: {
        'en-US': `The condition on "${row.value}" in step ${inEnglish(row.step)} never decides: ${why['en-US']}.`,
        'zh-CN': `步骤${inChinese(row.step)}中关于“${row.value}”的条件无法判断：${why['zh-CN']}。`,
      },
      brief: { 'en-US': `${why['en-US'].charAt(0).toUpperCase()}${why['en-US'].slice(1)}.`, 'zh-CN': `${why['zh-CN']}。` },
      fix: fault.fix ?? null,
    },
  ];
}

const ORDERING = new Set(['greater', 'at_least', 'less', 'at_most']);
const EQUALITY = new Set(['equal', 'not_equal', 'one_of']);
const WITHOUT_OPERAND = new Set(['is_set', 'is_not_set', 'is_true', 'is_false']);

/** The outcomes of a request see its answer and nothing of the call. */
function notOfAnswer({ step, pointer, value, ofAnswer }: ConditionRow): Fault | null {
  if (!ofAnswer || /^(status|body)(\.|\[|$)/.test(value)) return null;
  const rows = Array.isArray(step.data['save']) ? step.data['save'] : [];
  const from = rows.flatMap((row) => {
    const saved = row as { path?: unknown; from?: unknown } | null;
    const isSaved = typeof saved?.path === 'string' && typeof saved.from === 'string' && (value === saved.path || value.startsWith(`${saved.path}.`));
    return isSaved ? [`${saved.from as string}${value.slice((saved.path as string).length)}`] : [];
  })[0];
  const better = from ?? 'body.result';
  return {
    part: 'value',
    why: { 'en-US': `the outcomes of a request look at its answer only; write status, or a path in the body such as ${better}`, 'zh-CN': `请求的结果只能看它的回答，请填写 status，或 body 里的路径，例如 ${better}` },
    fix: from ? compareInstead(pointer, from) : null,
  };
}

/** A comparison that holds of nothing the value may be. */
function notFitting(row: ConditionRow): Fault | null {
  const { samples, is, pointer } = row;
  if (!samples || !samples.every((sample) => isMisfit(sample, row))) return null;
  const sample = samples[0]!;
  const kind = kindOf(sample)!;
  if (kind === 'group' || (kind === 'list' && is !== 'is_true' && is !== 'is_false')) {
    const inner = getInner(row, sample);
    const example = inner[0] ?? (kind === 'list' ? `${row.value}[0]` : `${row.value}.name`);
    const advice =
      kind === 'list'
        ? { 'en-US': `use ${quote('contains')['en-US']}, or choose one entry, such as ${example}`, 'zh-CN': `请改用${quote('contains')['zh-CN']}，或选择其中一项，例如 ${example}` }
        : { 'en-US': `choose one of the values in it, such as ${example}`, 'zh-CN': `请选择其中一个值，例如 ${example}` };
    return { part: 'value', why: joined(kind, sample, is, advice), fix: inner.length === 1 ? compareInstead(pointer, inner[0]!) : null };
  }
  return { part: 'is', why: joined(kind, sample, is, ADVICE[kind]) };
}

function isMisfit(sample: Json, { is, to }: ConditionRow): boolean {
  const kind = kindOf(sample);
  if (kind === null || sample === '') return false;
  if (ORDERING.has(is)) return !isOrdered(sample);
  if (EQUALITY.has(is)) return (kind === 'group' || kind === 'list') && (is === 'one_of' || typeof to !== 'object');
  if (is === 'contains') return kind === 'money' || kind === 'group' || kind === 'yes_no';
  if (is === 'starts_with') return kind !== 'text' && kind !== 'number' && kind !== 'date';
  if (is === 'is_true' || is === 'is_false') return kind !== 'yes_no' && sample !== 'true' && sample !== 'false';
  return false;
}

/** The values in a group that this comparison can be made with. */
function getInner(row: ConditionRow, sample: Json): string[] {
  return spread(row.value, sample)
    .slice(1)
    .filter(([, value]) => {
      const kind = kindOf(value);
      return kind !== null && kind !== 'group' && kind !== 'list' && !isMisfit(value, row) && !(row.is === 'equal' && numberOf(row.to) !== null && numberOf(value) === null);
    })
    .map(([path]) => path);
}

const KINDS: Readonly<Record<ValueKind, Messages>> = {
  number: { 'en-US': 'it is a number', 'zh-CN': '它是数字' },
  text: { 'en-US': 'it is text', 'zh-CN': '它是文字' },
  money: { 'en-US': 'it is an amount of money', 'zh-CN': '它是金额' },
  date: { 'en-US': 'it is a day', 'zh-CN': '它是日期' },
  yes_no: { 'en-US': 'it is true or false', 'zh-CN': '它只有真和假' },
  list: { 'en-US': 'it is a list', 'zh-CN': '它是一个列表' },
  group: { 'en-US': 'it holds several values', 'zh-CN': '它是一组值' },
};

const ADVICE: Readonly<Record<Exclude<ValueKind, 'group'>, Messages>> = {
  number: { 'en-US': 'compare it with a number', 'zh-CN': '请与数字比较' },
  text: { 'en-US': `use ${quote('equal')['en-US']}, or choose a number`, 'zh-CN': `请改用${quote('equal')['zh-CN']}，或选择数字` },
  money: { 'en-US': `use ${quote('greater')['en-US']}, ${quote('at_least')['en-US']} or ${quote('equal')['en-US']} and an amount such as 320.50`, 'zh-CN': `请改用${quote('greater')['zh-CN']}、${quote('at_least')['zh-CN']}或${quote('equal')['zh-CN']}，并填写金额，例如 320.50` },
  date: { 'en-US': 'compare it with a day such as 2026-10-01', 'zh-CN': '请与日期比较，例如 2026-10-01' },
  yes_no: { 'en-US': `use ${quote('is_true')['en-US']} or ${quote('is_false')['en-US']}`, 'zh-CN': `请改用${quote('is_true')['zh-CN']}或${quote('is_false')['zh-CN']}` },
  list: { 'en-US': `use ${quote('is_set')['en-US']} or ${quote('contains')['en-US']}`, 'zh-CN': `请改用${quote('is_set')['zh-CN']}或${quote('contains')['zh-CN']}` },
};

function joined(kind: ValueKind, sample: Json, is: string, advice: Messages): Messages {
  const such = typeof sample === 'string' && sample.length <= MAX_SHOWN_CHARACTERS ? { 'en-US': ` such as "${sample}"`, 'zh-CN': `（如“${sample}”）` } : { 'en-US': '', 'zh-CN': '' };
  return { 'en-US': `${KINDS[kind]['en-US']}${such['en-US']}, to which ${quote(is)['en-US']} does not apply; ${advice['en-US']}`, 'zh-CN': `${KINDS[kind]['zh-CN']}${such['zh-CN']}，不能用${quote(is)['zh-CN']}来比较，${advice['zh-CN']}` };
}

/** A comparison as the form calls it. */
function quote(is: string): Messages {
  const labels = (Condition.properties.is as unknown as { 'x-form': { labels: Record<string, Messages> } })['x-form'].labels;
  const label = getEntry(labels, is) ?? { 'en-US': is, 'zh-CN': is };
  return { 'en-US': `"${label['en-US']}"`, 'zh-CN': `“${label['zh-CN']}”` };
}

function noOperand({ is, to }: ConditionRow): Fault | null {
  if (WITHOUT_OPERAND.has(is) || (to !== undefined && to !== null && !(to === '' && !EQUALITY.has(is)))) return null;
  return { part: 'to', why: { 'en-US': 'nothing is written to compare it with; write a value', 'zh-CN': '没有填写比较值，请填写' } };
}

/** What it is compared with is nothing it could be: three hundred in words, a template, a word for yes. */
function wrongOperand(row: ConditionRow): Fault | null {
  const { is, to, pointer, samples } = row;
  if (WITHOUT_OPERAND.has(is) || to === undefined) return null;
  if (typeof to === 'string' && to.includes('{{')) return { part: 'to', why: { 'en-US': 'a condition compares with what is written here and fills nothing in; write the value itself', 'zh-CN': '条件只与这里写的内容比较，不会代入变量，请直接填写值' } };
  const kinds = new Set(samples?.map(kindOf));
  const only = kinds.size === 1 ? [...kinds][0]! : null;
  if (ORDERING.has(is)) {
    const wantsDay = only === 'date';
    const wantsNumber = only === 'number' || only === 'money' || (samples?.every((sample) => numberOf(sample) !== null) ?? false);
    if (wantsDay ? dateOf(to) !== null : wantsNumber ? numberOf(to) !== null : numberOf(to) !== null || dateOf(to) !== null) return null;
    return wantsDay ? noDay(to, pointer) : noNumber(to, pointer, only === 'money', !wantsNumber);
  }
  if (!EQUALITY.has(is)) return null;
  const entries = is === 'one_of' ? listOf(to) : [to];
  const place = is === 'one_of' ? null : pointer;
  if (only === 'number' || only === 'money') {
    const wrong = entries.find((entry) => numberOf(entry) === null);
    return wrong === undefined ? null : noNumber(wrong, place, only === 'money', false);
  }
  if (only === 'date') {
    const wrong = entries.find((entry) => dateOf(entry) === null);
    return wrong === undefined ? null : noDay(wrong, place);
  }
  if (only === 'yes_no' && is !== 'one_of') return /^(true|false)$/.test(String(to)) ? null : noYesOrNo(row);
  return null;
}

/** `pointer` is left out where the operand is one of several. */
function noNumber(to: Json, pointer: string | null, isMoney: boolean, mayBeDay: boolean): Fault {
  const meant = typeof to === 'string' ? readWrittenNumber(to) : null;
  const example = meant ?? (isMoney ? '320.50' : 300);
  const written = show(to);
  return {
    part: 'to',
    why: {
      'en-US': `${written['en-US']} is ${mayBeDay ? 'neither a number nor a day' : isMoney ? 'no amount' : 'no number'}; write it in digits, such as ${example}${mayBeDay && meant === null ? ' or 2026-10-01' : ''}`,
      'zh-CN': `${written['zh-CN']}${mayBeDay ? '既不是数字也不是日期' : isMoney ? '不是金额' : '不是数字'}，请用数字填写，例如 ${example}${mayBeDay && meant === null ? ' 或 2026-10-01' : ''}`,
    },
    fix: meant === null || pointer === null ? null : write(pointer, meant),
  };
}

function noDay(to: Json, pointer: string | null): Fault {
  const [, year, month, day] = (typeof to === 'string' ? /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$/u.exec(to.normalize('NFKC')) : null) ?? [];
  const meant = day ? `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
  const written = show(to);
  return {
    part: 'to',
    why: { 'en-US': `${written['en-US']} is no day; write year, month and day, such as ${meant ?? '2026-10-01'}`, 'zh-CN': `${written['zh-CN']}不是日期，请按年-月-日填写，例如 ${meant ?? '2026-10-01'}` },
    fix: meant === null || pointer === null ? null : write(pointer, meant),
  };
}

function noYesOrNo({ is, to, pointer }: ConditionRow): Fault {
  const word = String(to).trim().toLowerCase();
  const meant = /^(yes|y|1|是|有|对|真|已.*)$/u.test(word) ? true : /^(no|n|0|否|无|没有|不|不是|假|未.*)$/u.test(word) ? false : null;
  const comparison = meant === (is === 'equal') ? 'is_true' : 'is_false';
  return {
    part: 'to',
    why: {
      'en-US': `it is true or false and never ${show(to)['en-US']}; use ${quote('is_true')['en-US']} or ${quote('is_false')['en-US']} as the comparison`,
      'zh-CN': `它只有真和假，不会是${show(to)['zh-CN']}，请把比较改为${quote('is_true')['zh-CN']}或${quote('is_false')['zh-CN']}`,
    },
    fix:
      meant === null
        ? null
        : createFix({ 'en-US': `Compare by ${quote(comparison)['en-US']}`, 'zh-CN': `改为${quote(comparison)['zh-CN']}` }, { op: 'replace', path: `${pointer}/is`, value: comparison }, { op: 'remove', path: `${pointer}/to` }),
  };
}

function write(pointer: string, value: Json): Fix {
  return createFix({ 'en-US': `Write ${String(value)}`, 'zh-CN': `改为 ${String(value)}` }, { op: 'replace', path: `${pointer}/to`, value });
}

function compareInstead(pointer: string, path: string): Fix {
  return createFix({ 'en-US': `Compare ${path}`, 'zh-CN': `改为比较 ${path}` }, { op: 'replace', path: `${pointer}/value`, value: path });
}

const MAX_SHOWN_CHARACTERS = 30;

function show(to: Json | undefined): Messages {
  const text = typeof to === 'string' ? to : JSON.stringify(to ?? null);
  const short = text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
  return { 'en-US': `"${short}"`, 'zh-CN': `“${short}”` };
}
