import { Option } from 'commander';
import type { Lead } from '../../store/queries/leads.js';
import { at, withBackend } from '../backend/backend.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { fetchPages } from '../fetch-pages.js';
import { addPageOptions, readPageQuery, type PageOptions } from '../page-options.js';
import { printCsv } from '../print-csv.js';
import { printTable } from '../print-table.js';

const statuses = ['open', 'contacted', 'won', 'lost', 'withdrawn'];

export const setUpLeads: CommandSetup = (command, context) => {
  const list = command
    .command('list', { isDefault: true })
    .description('What callers agreed to be called about, with the branch each belongs to.')
    .addOption(new Option('--status <status>', 'only those of this status').choices(statuses))
    .option('--branch <branch>', 'only those of this branch')
    .option('--interest <interest>', 'only those in this');
  addPageOptions(list).action((options: ListOptions) => listLeads(options, context));
  command
    .command('set')
    .description('Says what became of a lead.')
    .argument('<call>', 'as `leads` shows it')
    .argument('<lead>', 'as `leads` shows it')
    .addArgument(command.createArgument('<status>', 'what became of it').choices(statuses))
    .option('--note <text>', 'what was said')
    .action((callId: string, leadId: string, status: string, { note }: { note?: string }) => set({ callId, leadId, status, note }, context));
  addExamples(command, [
    ['leads --branch riverside --status open', 'whom the branch is to call'],
    ['leads --since 2026-11-01 --csv > leads.csv', 'for a spreadsheet'],
    ['leads set CA0123… CA0123…:funds:1 contacted', 'they were called'],
  ]);
};

interface ListOptions extends PageOptions {
  status?: string;
  branch?: string;
  interest?: string;
}

async function listLeads({ status, branch, interest, ...options }: ListOptions, context: CommandContext): Promise<void> {
  const leads = await fetchPages<'leads', Lead>(context, '/leads', 'leads', { ...readPageQuery(options), status, branch, interest });
  if (options.json) return context.printJson({ schemaVersion: 1, leads });
  if (options.csv) return printCsv([...names, 'consentText', 'agreedAt'], leads.map((lead) => [...names.map((name) => lead[name]), lead.consent.text, lead.consent.agreedAt]), context);
  printTable(
    ['status', 'noted', 'phone', 'interest', 'branch', 'when', 'CRM', 'call', 'lead'],
    leads.map(({ status: state, notedAt, phone, interest: what, branch: owner, when, delivery, callId, leadId }) => [state, notedAt, phone, what, owner ?? 'head office', when ?? 'any time', delivery, callId, leadId]),
    context,
  );
}

const names = ['callId', 'leadId', 'status', 'phone', 'customerId', 'interest', 'when', 'branch', 'language', 'note', 'test', 'notedAt', 'expiresOn', 'delivery', 'deliveredAt', 'changedBy'] as const;

async function set({ callId, leadId, status, note }: { callId: string; leadId: string; status: string; note: string | undefined }, context: CommandContext): Promise<void> {
  const { lead } = await withBackend(context, (backend) => backend.request<{ lead: Lead }>('patch', at`/leads/${callId}/${leadId}`, { body: { status, ...(note !== undefined && { note }) } }));
  context.print(`It is ${lead.status}.`);
}
