import { Option } from 'commander';
import type { Callback } from '../../../schemas/answers/callback.js';
import { at, withBackend } from '../backend/backend.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { fetchPages } from '../fetch-pages.js';
import { addPageOptions, readPageQuery, type PageOptions } from '../page-options.js';
import { printCsv } from '../print-csv.js';
import { printTable } from '../print-table.js';

export const setUpCallbacks: CommandSetup = (command, context) => {
  const list = command
    .command('list', { isDefault: true })
    .description('Who wants to be called.')
    .option('--due', 'only those that may be called now, the longest awaited first')
    .addOption(new Option('--status <status>', 'only those of this status').choices(['open', 'done', 'failed', 'cancelled']))
    .option('--queue <queue>', 'only those of this queue');
  addPageOptions(list).action((options: ListOptions) => listCallbacks(options, context));
  for (const [name, [action, says]] of Object.entries(outcomes)) {
    command
      .command(name)
      .description(says)
      .argument('<call>', 'as `callbacks` shows it')
      .argument('<callback>', 'as `callbacks` shows it')
      .option('--note <text>', 'what was said')
      .action((callId: string, callbackId: string, { note }: { note?: string }) => settle({ callId, callbackId, action, note }, context));
  }
  addExamples(command, [
    ['callbacks --due', 'what to do next'],
    ['callbacks --since 2026-11-01 --csv > callbacks.csv', 'for a spreadsheet'],
    ['callbacks done CA0123… CA0123…:ask:1 --note "Raised the limit"', 'the customer was reached'],
  ]);
};

const outcomes: Record<string, [action: string, says: string]> = {
  done: ['done', 'Says that the customer was reached.'],
  'no-answer': ['no_answer', 'Says that nobody answered; it comes up again in half an hour.'],
  failed: ['failed', 'Gives a call back up.'],
  reopen: ['reopen', 'Takes back that it was done or given up.'],
};

interface ListOptions extends PageOptions {
  due?: boolean;
  status?: string;
  queue?: string;
}

async function listCallbacks({ due, status, queue, ...options }: ListOptions, context: CommandContext): Promise<void> {
  const callbacks = await fetchPages<'callbacks', Callback>(context, '/callbacks', 'callbacks', { ...readPageQuery(options), due: due ? 'true' : undefined, status, queue });
  if (options.json) return context.printJson({ schemaVersion: 1, callbacks });
  if (options.csv) return printCsv(names, callbacks.map((callback) => names.map((name) => callback[name])), context);
  printTable(
    ['due', 'phone', 'queue', 'from', 'until', 'tries', 'taken by', 'reason', 'call', 'callback'],
    callbacks.map(({ due: when, status: state, phone, queue: name, from, until, attempts, takenBy, reason, callId, callbackId }) => [when ?? state, phone, name, from ?? 'any time', until ?? '', String(attempts), takenBy ?? '', reason ?? '', callId, callbackId]),
    context,
  );
}

const names = ['callId', 'callbackId', 'status', 'due', 'phone', 'customerId', 'queue', 'from', 'until', 'reason', 'language', 'attempts', 'nextTryAt', 'takenBy', 'note', 'test', 'requestedAt', 'settledAt', 'settledBy'] as const;

async function settle({ callId, callbackId, action, note }: { callId: string; callbackId: string; action: string; note: string | undefined }, context: CommandContext): Promise<void> {
  const body = { action, ...(note !== undefined && action !== 'reopen' && { note }) };
  const { callback } = await withBackend(context, (backend) => backend.request<{ callback: Callback }>('post', at`/callbacks/${callId}/${callbackId}`, { body }));
  context.print(callback.status === 'open' ? `It is open${callback.nextTryAt ? ` and comes up again at ${callback.nextTryAt}` : ''}.` : `It is ${callback.status}.`);
}
