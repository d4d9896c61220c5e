import { Option } from 'commander';
import { endStates } from '../../../schemas/end-states.js';
import { fail } from '../../errors.js';
import type { CallSummary } from '../../store/queries/calls.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { fetchPages } from '../fetch-pages.js';
import { printCsv } from '../print-csv.js';
import { printTable } from '../print-table.js';

export const setUpCalls: CommandSetup = (command, context) => {
  command
    .option('--from <day>', 'from this day on, such as 2026-11-01')
    .option('--to <day>', 'to the end of this day (Default: today)')
    .option('--time-zone <name>', 'where days begin (Default: Asia/Shanghai)')
    .option('--flow <flow>', 'calls of one flow only')
    .addOption(new Option('--end-state <state>', 'only those that ended so; running: not over yet').choices([...endStates, 'running']))
    .option('--sold', 'only those with an order that stands')
    .option('--no-sold', 'only those without one')
    .option('--counted', 'only those that the report counts')
    .option('--minimum-seconds <seconds>', 'with --counted: shorter ones are left out (Default: 10)')
    .option('--caller <number>', 'the end of the number, or with + its beginning')
    .addOption(new Option('--order <order>', 'which come first (Default: newest)').choices(['newest', 'oldest']))
    .option('--limit <count>', 'at most so many (Default: 50; with --json and --csv: all)')
    .option('--json', 'print one JSON document')
    .option('--csv', 'print CSV')
    .action((options: CallsOptions) => listCalls(options, context));
  addExamples(command, [
    ['calls --from 2026-11-01 --end-state abandoned_in_queue', 'who waited in vain'],
    ['calls --caller 0001 --order oldest', 'all calls of a number'],
    ['calls --from 2026-11-01 --to 2026-11-30 --counted --csv > calls.csv', 'what the report of November counts'],
  ]);
};

interface CallsOptions {
  from?: string;
  to?: string;
  timeZone?: string;
  flow?: string;
  endState?: string;
  sold?: boolean;
  counted?: boolean;
  minimumSeconds?: string;
  caller?: string;
  order?: string;
  limit?: string;
  json?: boolean;
  csv?: boolean;
}

/** A screen or two. */
const SHOWN = 50;

async function listCalls({ sold, counted, limit, json, csv, ...query }: CallsOptions, context: CommandContext): Promise<void> {
  if (limit !== undefined && !/^[1-9]\d{0,8}$/.test(limit)) throw fail('wrong_usage', { reason: `--limit "${limit}" is no count. Write a number from 1 on.` });
  const most = limit === undefined ? (json || csv ? undefined : SHOWN) : Number(limit);
  const calls = await fetchPages<'calls', CallSummary>(context, '/calls', 'calls', { ...query, sold: sold === undefined ? undefined : String(sold), counted: counted ? 'true' : undefined, limit: most });
  if (json) return context.printJson({ schemaVersion: 1, calls });
  if (csv) return printCsv(names, calls.map((call) => names.map((name) => call[name])), context);
  printTable(
    ['started', 'from', 'flow', 'seconds', 'ended', 'orders', 'call'],
    calls.map(({ startedAt, from, flow, durationSeconds, endState, test, orders, callId }) => [startedAt, test ? `${from} (test)` : from, flow, String(durationSeconds ?? ''), endState ?? 'running', String(orders), callId]),
    context,
  );
  if (most !== undefined && calls.length === most) context.note(`The first ${most}. More with --limit, all with --csv.`);
}

const names = ['callId', 'startedAt', 'from', 'flow', 'version', 'alias', 'arm', 'durationSeconds', 'endState', 'endedBy', 'test', 'orders'] as const satisfies readonly (keyof CallSummary)[];
