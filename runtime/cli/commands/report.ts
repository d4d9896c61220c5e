import type { Rate, ReportDocument, Sale, VersionReport } from '../../../schemas/answers/report-document.js';
import { getReportRows, reportColumns } from '../../../schemas/answers/report-rows.js';
import { renderAmount } from '../../../schemas/money.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { withBackend } from '../backend/backend.js';
import { printCsv } from '../print-csv.js';
import { printTable } from '../print-table.js';

export const setUpReport: CommandSetup = (command, context) => {
  command
    .option('--from <day>', 'first day, such as 2026-11-01 (Default: 30 days ago)')
    .option('--to <day>', 'last day (Default: today)')
    .option('--time-zone <name>', 'where days begin (Default: Asia/Shanghai)')
    .option('--flow <flow>', 'calls of one flow only')
    .option('--minimum-seconds <seconds>', 'shorter calls are not counted (Default: 10)')
    .option('--by <what>', 'version: the same figures by version, with a canary beside the version that stands')
    .option('--alias <alias>', 'with --by version: calls of one alias only')
    .option('--json', 'print one JSON document')
    .option('--csv', 'print CSV, a figure a line (not with --by)')
    .action((options: ReportOptions) => report(options, context));
  addExamples(command, [
    ['report', 'the last 30 days'],
    ['report --by version --flow card-services', 'a canary beside the version that stands'],
    ['report --from 2026-11-01 --to 2026-11-30 --csv > report.csv', 'for a spreadsheet'],
    ['report --from 2026-11-01 --to 2026-11-30 --flow card-services --json', 'for scripts'],
  ]);
};

interface ReportOptions {
  from?: string;
  to?: string;
  timeZone?: string;
  flow?: string;
  minimumSeconds?: string;
  by?: string;
  alias?: string;
  json?: boolean;
  csv?: boolean;
}

async function report({ json, csv, by, alias, ...query }: ReportOptions, context: CommandContext): Promise<void> {
  if (by !== undefined && by !== 'version') throw fail('wrong_usage', { reason: `--by is "version", not "${by}".` });
  if (alias !== undefined && by === undefined) throw fail('wrong_usage', { reason: '--alias goes with --by version.' });
  if (csv && by !== undefined) throw fail('wrong_usage', { reason: '--csv does not go with --by. Use --json.' });
  if (by === 'version') {
    const versions = await withBackend(context, (backend) => backend.request<VersionReport>('get', '/report/versions', { query: { ...query, alias } }));
    return json ? context.printJson(versions) : printVersions(versions, context);
  }
  const document = await withBackend(context, (backend) => backend.request<ReportDocument>('get', '/report', { query }));
  if (csv) printCsv(reportColumns, getReportRows(document, 'en-US'), context);
  else if (json) context.printJson(document);
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
  else printTable(['product', 'orders', 'amount'], sales.map((sale) => [sale.product, String(sale.orders), renderMoney(sale)]), context);
  if (rows.length === 0) return;
  print('');
  printTable(['flow', 'day', 'counted', 'orders'], rows.map((row) => [row.flow, row.day, String(row.counted), String(row.sales.reduce((sum, { orders }) => sum + orders, 0))]), context);
}

/** Rates with their Wilson intervals, since a canary has few calls. */
function printVersions({ from, to, timeZone, rows }: VersionReport, context: CommandContext): void {
  context.print(context.paint.strong(`${from} to ${to}, ${timeZone}`));
  if (rows.length === 0) return context.print('No calls.');
  const headings = ['flow', 'version', 'side', 'counted', 'contained', 'bought', 'failed', 'seconds', 'sales'];
  const cells = rows.map((row) => [
    `${row.flow}@${row.alias}`, row.version.slice(0, 12), row.arm ?? 'all', String(row.counted), rateText(row.containment), rateText(row.buyers), rateText(row.failures),
    row.averageSeconds === null ? '-' : String(row.averageSeconds), row.sales.map((sale) => `${sale.orders} ${sale.product} ${renderMoney(sale)}`).join(', ') || '-',
  ]);
  printTable(headings, cells, context);
}

function rateText({ rate, low, high }: Rate): string {
  return rate === null ? '-' : `${percent(rate)} (${percent(low!)} to ${percent(high!)})`;
}

function renderMoney(sale: Sale): string {
  return `${renderAmount(sale)} ${sale.currency}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
