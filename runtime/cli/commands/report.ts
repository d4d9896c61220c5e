import type { ReportDocument, Sale } from '../../analytics/report-document.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { withBackend } from '../backend/backend.js';
import { printTable } from '../print-table.js';

export const setUpReport: CommandSetup = (command, context) => {
  command
    .option('--from <day>', 'first day, such as 2026-11-01 (Default: 30 days ago)')
    .option('--to <day>', 'last day (Default: today)')
    .option('--time-zone <name>', 'where days begin (Default: Asia/Shanghai)')
    .option('--flow <flow>', 'calls of one flow only')
    .option('--minimum-seconds <seconds>', 'shorter calls are not counted (Default: 10)')
    .option('--json', 'print one JSON document')
    .action((options: ReportOptions) => report(options, context));
  addExamples(command, [
    ['report', 'the last 30 days'],
    ['report --from 2026-11-01 --to 2026-11-30 --flow card-services --json', 'for scripts'],
  ]);
};

interface ReportOptions {
  from?: string;
  to?: string;
  timeZone?: string;
  flow?: string;
  minimumSeconds?: string;
  json?: boolean;
}

async function report({ json, ...query }: ReportOptions, context: CommandContext): Promise<void> {
  const document = await withBackend(context, (backend) => backend.request<ReportDocument>('get', '/report', { query }));
  if (json) context.printJson(document);
  else printReport(document, context);
}

function printReport({ from, to, timeZone, answered, excluded, counted, endStates, containment, funnel, sales, rows }: ReportDocument, context: CommandContext): void {
  const { print, paint } = context;
  print(paint.strong(`${from} to ${to}, ${timeZone}`));
  print(`${counted} calls counted of ${answered} answered (left out: ${excluded.test} test, ${excluded.short} short)`);
  const { numerator, denominator, rate, low, high } = containment;
  print(`containment ${rate === null ? 'unknown: no call was counted' : `${percent(rate)} (${numerator} of ${denominator}; 95 % between ${percent(low!)} and ${percent(high!)})`}`);
  print('');
  printTable(['ended', 'calls'], Object.entries(endStates).map(([state, calls]) => [state, String(calls)]), context);
  print('');
  printTable(['offer', 'calls'], funnel.map(({ stage, calls }) => [stage, String(calls)]), context);
  print('');
  if (sales.length === 0) print('No orders.');
  else printTable(['product', 'orders', 'amount'], sales.map((sale) => [sale.product, String(sale.orders), amountOf(sale)]), context);
  if (rows.length === 0) return;
  print('');
  printTable(['flow', 'day', 'counted', 'orders'], rows.map((row) => [row.flow, row.day, String(row.counted), String(row.sales.reduce((sum, { orders }) => sum + orders, 0))]), context);
}

function amountOf({ amountMinor, currency }: Sale): string {
  return `${(amountMinor / 100).toFixed(2)} ${currency}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
