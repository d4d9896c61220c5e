import type { BothLanguages } from '../form-controls.js';
import { renderAmount } from '../money.js';
import type { CsvCell } from './render-csv.js';
import type { ReportDocument, Sale } from './report-document.js';

/** A measure by the name it has in docs/metrics.md, and what people call it. */
export const reportMeasures = {
  from: { 'en-US': 'First day', 'zh-CN': '开始日期' },
  to: { 'en-US': 'Last day', 'zh-CN': '结束日期' },
  time_zone: { 'en-US': 'Time zone', 'zh-CN': '时区' },
  flow: { 'en-US': 'Flow', 'zh-CN': '流程' },
  minimum_seconds: { 'en-US': 'Shorter calls are not counted (seconds)', 'zh-CN': '短于此秒数的通话不计入' },
  answered: { 'en-US': 'Answered calls', 'zh-CN': '接听的通话' },
  excluded_test: { 'en-US': 'Left out: test calls', 'zh-CN': '不计入：测试通话' },
  excluded_short: { 'en-US': 'Left out: too short', 'zh-CN': '不计入：过短' },
  counted: { 'en-US': 'Counted calls', 'zh-CN': '计入的通话' },
  end_state: { 'en-US': 'Counted calls by how they ended', 'zh-CN': '计入的通话，按结果' },
  containment: { 'en-US': 'Containment', 'zh-CN': '自助解决率' },
  containment_calls: { 'en-US': 'Contained calls', 'zh-CN': '自助解决的通话' },
  containment_low: { 'en-US': 'Containment, lower bound (95 %)', 'zh-CN': '自助解决率下限（95%）' },
  containment_high: { 'en-US': 'Containment, upper bound (95 %)', 'zh-CN': '自助解决率上限（95%）' },
  offer_funnel: { 'en-US': 'Calls that came to a stage of the offer', 'zh-CN': '到达推荐各步的通话' },
  orders: { 'en-US': 'Orders', 'zh-CN': '订单' },
  first_charges: { 'en-US': 'First charges', 'zh-CN': '首次扣款' },
} as const satisfies Record<string, BothLanguages>;

export type ReportMeasure = keyof typeof reportMeasures;

export const reportColumns = ['measure', 'name', 'item', 'item_name', 'flow', 'day', 'currency', 'value'] as const;

/** Rates have no value where they cannot be computed; amounts are in whole units of their currency. */
export function getReportRows(report: ReportDocument, reader: keyof BothLanguages, nameOf: (measure: ReportMeasure, item: string) => string = (_measure, item) => item): CsvCell[][] {
  const { containment, excluded, filters } = report;
  const row = (measure: ReportMeasure, value: CsvCell, { item = '', flow = '', day = '', currency = '' }: { item?: string; flow?: string; day?: string; currency?: string } = {}): CsvCell[] => [
    ...[measure, reportMeasures[measure][reader], item, item && nameOf(measure, item), flow, day, currency, value],
  ];
  const sold = (sales: readonly Sale[], where: { flow?: string; day?: string } = {}): CsvCell[][] =>
    sales.flatMap(({ product, orders, amountMinor, currency }) => [row('orders', orders, { item: product, currency, ...where }), row('first_charges', renderAmount({ amountMinor, currency }), { item: product, currency, ...where })]);
  const ended = (states: Partial<Record<string, number>>, where: { flow?: string; day?: string } = {}): CsvCell[][] => Object.entries(states).map(([state, calls = 0]) => row('end_state', calls, { item: state, ...where }));
  return [
    row('from', report.from), row('to', report.to), row('time_zone', report.timeZone), row('flow', filters.flow ?? null), row('minimum_seconds', filters.minimumSeconds ?? null),
    row('answered', report.answered), row('excluded_test', excluded.test), row('excluded_short', excluded.short), row('counted', report.counted),
    ...ended(report.endStates),
    row('containment_calls', containment.numerator), row('containment', containment.rate), row('containment_low', containment.low), row('containment_high', containment.high),
    ...report.funnel.map(({ stage, calls }) => row('offer_funnel', calls, { item: stage })),
    ...sold(report.sales),
    ...report.rows.flatMap(({ flow, day, counted, endStates, sales }) => [row('counted', counted, { flow, day }), ...ended(endStates, { flow, day }), ...sold(sales, { flow, day })]),
  ];
}
