import type { BothLanguages } from '../../schemas/form-controls.js';

/** The filters designers are offered first, with what they read and a value to try them on. */
export const figureFilters: { filter: string; title: BothLanguages; sample: unknown }[] = [
  { filter: 'money', title: { 'en-US': 'amount of money', 'zh-CN': '金额' }, sample: { amountMinor: 123450, currency: 'CNY' } },
  { filter: 'digits', title: { 'en-US': 'digit by digit', 'zh-CN': '逐位读' }, sample: '4321' },
  { filter: 'date', title: { 'en-US': 'date', 'zh-CN': '日期' }, sample: '2026-12-05' },
  { filter: 'time', title: { 'en-US': 'time of day', 'zh-CN': '时间' }, sample: '09:30' },
  { filter: 'count', title: { 'en-US': 'number of things', 'zh-CN': '数量' }, sample: 2 },
  { filter: 'number', title: { 'en-US': 'number', 'zh-CN': '数字' }, sample: 13 },
  { filter: 'percent', title: { 'en-US': 'percentage', 'zh-CN': '百分比' }, sample: 2.5 },
];
