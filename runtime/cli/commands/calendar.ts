import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Calendar } from '../../../schemas/documents/calendar.js';
import { proposeHolidays } from '../../calendars/propose-holidays.js';
import { readTextFile } from '../../calendars/read-text-file.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend } from '../backend/backend.js';
import { printTable } from '../print-table.js';

export const setUpCalendar: CommandSetup = (command, context) => {
  command.command('list').description('Every calendar, until when it knows the days, and who goes by it.').option('--json', 'print one JSON document').action((options: { json?: boolean }) => list(options, context));
  command
    .command('import')
    .description('Uploads a calendar of JSON, CSV or iCalendar (.ics).')
    .argument('<file>')
    .option('--id <id>', 'such as cn-banks (Default: as the file says, or is called)')
    .option('--title <text>', 'what it is called (Default: as the file says)')
    .option('--country <code>', 'two capital letters, such as CN (Default: as the file says, or the id begins)')
    .option('--note <text>', 'why, for the history')
    .option('--dry-run', 'tells what is wrong with it or what would change, and saves nothing')
    .option('--json', 'print one JSON document')
    .action((file: string, options: ImportOptions) => importFile(file, options, context));
  command
    .command('propose')
    .description("A country's statutory public holidays as a file to begin with.")
    .argument('<country>', 'two letters, such as CN', readCountry)
    .option('--years <years>', 'such as 2026,2027 (Default: this year and the next)', readYears)
    .option('--output <file>', 'writes it there (Default: prints it)')
    .action((country: string, options: { years?: number[]; output?: string }) => propose(country, options, context));
  command.command('history').description('Who changed a calendar, when and why.').argument('<calendar>').option('--json', 'print one JSON document').action((calendar: string, options: { json?: boolean }) => history(calendar, options, context));
  command.command('remove').description('Takes away a calendar that no published flow goes by.').argument('<calendar>').action((calendar: string) => remove(calendar, context));
  addExamples(command, [
    ['calendar import cn-banks.ics --dry-run', 'what would change'],
    ['calendar import holidays.csv --id cn-banks --country CN', 'from the next turn on, without publishing'],
    ['calendar propose DE --years 2027 --output de.calendar.json', 'a start'],
  ]);
};

interface Entry {
  calendar: string;
  document: Calendar;
  endsOn: string | null;
  updatedAt: string;
  updatedBy: string;
  uses: { flow: string; steps: string[] }[];
}

interface ImportOptions {
  id?: string;
  title?: string;
  country?: string;
  note?: string;
  dryRun?: boolean;
  json?: boolean;
}

interface Imported {
  format: string;
  calendar: Calendar | null;
  problems: { line: number | null; messages: { 'en-US': string } }[];
  changes: { added: string[]; removed: string[]; changed: string[] } | null;
  uses: { flow: string; steps: string[] }[];
  numbers: string[];
  saved: boolean;
}

async function list({ json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const { calendars } = await withBackend(context, (backend) => backend.request<{ calendars: Entry[] }>('get', '/calendars'));
  if (json) return context.printJson({ schemaVersion: 1, calendars });
  printTable(['calendar', 'title', 'days', 'knows until', 'used by', 'changed', 'by'], calendars.map((entry) => [entry.calendar, Object.values(entry.document.title)[0] ?? '', String(entry.document.days.length), entry.endsOn ?? '–', entry.uses.map(({ flow }) => flow).join(', ') || '–', entry.updatedAt, entry.updatedBy]), context);
}

async function importFile(file: string, { id, title, country, note, dryRun = false, json }: ImportOptions, context: CommandContext): Promise<void> {
  const text = await readTextFile(file);
  const body = { text, fileName: basename(file), dryRun, ...(id && { id }), ...(title && { title: { [/\p{Script=Han}/u.test(title) ? 'zh-CN' : 'en-US']: title } }), ...(country && { country: readCountry(country) }), ...(note && { note }) };
  const imported = await withBackend(context, (backend) => backend.request<Imported>('post', '/calendars/import', { body }));
  if (!imported.calendar) context.foundProblems();
  if (json) return context.printJson({ schemaVersion: 1, dryRun, ...imported });
  for (const { line, messages } of imported.problems) context.print(`${file}${line === null ? '' : `:${line}`}  ${messages['en-US']}`);
  if (!imported.calendar || !imported.changes) return context.print('Nothing was saved.');
  const { added, removed, changed } = imported.changes;
  for (const [sign, dates] of [['+', added], ['-', removed], ['~', changed]] as const) for (const date of dates) context.print(`${sign} ${date}  ${describeDay(imported.calendar, date)}`);
  for (const { flow, steps } of imported.uses) context.print(`${flow} goes by it (${steps.join(', ')}).`);
  if (imported.numbers.length > 0) context.print(`Numbers: ${imported.numbers.join(', ')}`);
  const told = `${added.length} days added, ${removed.length} removed, ${changed.length} changed`;
  context.print(dryRun ? `${imported.calendar.id}: ${told}. This was a dry run: nothing was saved.` : imported.saved ? `${imported.calendar.id}: ${told}; it holds from the next turn on.` : `${imported.calendar.id} is as it was.`);
}

function describeDay({ days }: Calendar, date: string): string {
  const day = days.find((each) => each.date === date);
  return day ? [day.kind, Object.values(day.title ?? {})[0], ...(day.times ?? []).map(({ from, to }) => `${from}–${to}`)].filter(Boolean).join('  ') : '';
}

async function propose(country: string, { years, output }: { years?: number[]; output?: string }, context: CommandContext): Promise<void> {
  const thisYear = new Date().getFullYear();
  const text = `${JSON.stringify(proposeHolidays({ country, years: years ?? [thisYear, thisYear + 1] }), null, 2)}\n`;
  if (output === undefined) return context.print(text.trimEnd());
  await writeFile(output, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw fail('wrong_usage', { reason: error.code === 'EEXIST' ? `${output} is there already. Name another file.` : `${output} cannot be written (${error.code ?? error.message}).` });
  });
  context.print(`${output} holds the statutory days. Add make-up workdays, then import it.`);
}

async function history(calendar: string, { json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const { changes } = await withBackend(context, (backend) => backend.request<{ changes: { version: string | null; document: Calendar | null; days: { added: string[]; removed: string[]; changed: string[] } | null; note: string; at: string; who: string }[] }>('get', at`/calendars/${calendar}/history`));
  if (json) return context.printJson({ schemaVersion: 1, changes });
  const told = ({ days }: (typeof changes)[number]): string => (days ? [['+', days.added], ['-', days.removed], ['~', days.changed]].flatMap(([sign, dates]) => (dates as string[]).map((date) => `${sign as string}${date}`)).join(' ') : '');
  printTable(['when', 'who', 'version', 'days', 'note', 'changed'], changes.map((change) => [change.at, change.who, change.version?.slice(0, 12) ?? 'removed', String(change.document?.days.length ?? 0), change.note, told(change)]), context);
}

async function remove(calendar: string, context: CommandContext): Promise<void> {
  await withBackend(context, (backend) => backend.request('delete', at`/calendars/${calendar}`));
  context.print(`${calendar} is gone; its history stays.`);
}

function readCountry(text: string): string {
  if (!/^[A-Za-z]{2}$/.test(text)) throw new InvalidArgumentError('It is two letters, such as CN.');
  return text.toUpperCase();
}

function readYears(text: string): number[] {
  const years = text.split(/[\s,]+/).filter(Boolean).map(Number);
  if (years.length === 0 || years.some((year) => !Number.isInteger(year) || year < 1970 || year > 2100)) throw new InvalidArgumentError('It is one or more years, such as 2026,2027.');
  return years;
}
