import type { Json, JsonObject } from '../../../../schemas/json.js';
import { defineRule, type Finding } from '../define-rule.js';
import type { GraphStep } from '../flow-graph.js';
import { nameOfProperty } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { createFix, type Fix } from '../problem.js';

export const rangeImpossible = defineRule({
  id: 'range-impossible',
  severity: 'error',
  title: { 'en-US': 'Range that nothing fits', 'zh-CN': '不可能满足的范围' },
  summary: {
    'en-US': 'The least is more than the most, the earliest day comes after the latest, a time ends before it begins, or a day is not in the calendar: whatever the caller enters is refused, or nothing ever happens then.',
    'zh-CN': '最小大于最大，最早晚于最晚，时间段先结束后开始，或者日期不存在：来电者怎么输入都会被拒绝，或永远轮不到。',
  },
  check: (flow) => flow.steps.flatMap((step) => [...checkPairs(step), ...checkDates(step), ...checkWindows(step)]),
});

/** Properties that bound one thing from below and from above, in whatever step type they stand. */
const PAIRS: readonly (readonly [least: string, most: string])[] = [
  ['minimumDigits', 'maximumDigits'],
  ['minimumMinor', 'maximumMinor'],
  ['minimumSeconds', 'maximumSeconds'],
  ['minSeconds', 'maxSeconds'],
  ['minimum', 'maximum'],
];

function checkPairs(step: GraphStep): Finding[] {
  return PAIRS.flatMap(([least, most]) => {
    const low = step.data[least];
    const high = step.data[most];
    if (typeof low !== 'number' || typeof high !== 'number' || low <= high) return [];
    return [finding(step, least, `"${nameOfProperty(step, least)['en-US']}" ${low} is more than "${nameOfProperty(step, most)['en-US']}" ${high}; make it ${high} or less`, `“${nameOfProperty(step, least)['zh-CN']}”为 ${low}，大于“${nameOfProperty(step, most)['zh-CN']}”的 ${high}，请改为不超过 ${high}`, swapped(step, least, most))];
  });
}

function swapped(step: GraphStep, least: string, most: string): Fix {
  const titles = { 'en-US': 'Swap the two', 'zh-CN': '对调两者' };
  const to = (name: string, value: Json | undefined) => ({ op: 'replace' as const, path: `${step.pointer}/meta/${name}`, value: value ?? null });
  return createFix(titles, to(least, step.data[most]), to(most, step.data[least]));
}

/** Days as steps write them: `2026-12-05`, `today`, `today+30`. Templates are known in the call only. */
function checkDates(step: GraphStep): Finding[] {
  const wrong = listDates(step.data).flatMap(([at, text]) =>
    isDay(text) ? [] : [finding(step, at, `"${text}" is not a day of the calendar; correct it`, `“${text}”不是日历上的日期，请更正`)],
  );
  const [earliest, latest] = [dayOf(step.data['earliest']), dayOf(step.data['latest'])];
  const isTurned = earliest !== null && latest !== null && earliest.base === latest.base && earliest.days > latest.days;
  if (!isTurned) return wrong;
  const [from, to] = [String(step.data['earliest']), String(step.data['latest'])];
  return [...wrong, finding(step, 'earliest', `"${from}" comes after the latest day "${to}"; swap them or move one`, `最早“${from}”晚于最晚“${to}”，请对调或修改`, swapped(step, 'earliest', 'latest'))];
}

interface Day {
  base: 'today' | 'calendar';
  days: number;
}

function dayOf(value: Json | undefined): Day | null {
  if (typeof value !== 'string') return null;
  const [, sign, days] = /^\s*today\s*(?:([+-])\s*(\d{1,5}))?\s*$/.exec(value) ?? [];
  if (/^\s*today/.test(value)) return { base: 'today', days: Number(`${sign ?? '+'}${days ?? 0}`) };
  return DATE.test(value.trim()) && isDay(value.trim()) ? { base: 'calendar', days: Date.parse(`${value.trim()}T00:00:00Z`) / 86_400_000 } : null;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text that is written like a date is one; other texts are not for this rule. */
function isDay(text: string): boolean {
  if (!DATE.test(text)) return true;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function listDates(data: JsonObject): [at: string, text: string][] {
  const single = ['earliest', 'latest'].flatMap((name): [string, string][] => (typeof data[name] === 'string' ? [[name, data[name].trim()]] : []));
  const lists = ['closedOn', 'openOn'].flatMap((name) => (Array.isArray(data[name]) ? data[name].flatMap((date, at): [string, string][] => (typeof date === 'string' ? [[`${name}/${at}`, date]] : [])) : []));
  return [...single, ...lists];
}

/** A part of a day that people are called back in does not run past midnight; opening hours may. */
function checkWindows(step: GraphStep): Finding[] {
  const windows = Array.isArray(step.data['windows']) ? step.data['windows'] : [];
  return windows.flatMap((window, at) => {
    const { from, to } = (window ?? {}) as JsonObject;
    if (typeof from !== 'string' || typeof to !== 'string' || from < to) return [];
    return [finding(step, `windows/${at}`, `the time from ${from} to ${to} ends before it begins; correct one of them`, `时间段 ${from} 到 ${to} 先结束后开始，请更正`)];
  });
}

function finding(step: GraphStep, at: string, en: string, zh: string, fix: Fix | null = null): Finding {
  return {
    pointer: `${step.pointer}/meta/${at}`,
    step: step.id,
    messages: { 'en-US': `Nothing can fit in step ${inEnglish(step)}: ${en}.`, 'zh-CN': `步骤${inChinese(step)}的范围不可能满足：${zh}。` },
    fix,
  };
}
