import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { JsonObject } from '../../../schemas/json.js';
import type { ImportResult } from '../../customers/import-customers.js';
import { renderInvalidRows } from '../../../schemas/render-invalid-rows.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend } from '../backend/backend.js';
import { printTable } from '../print-table.js';

export const setUpCustomer: CommandSetup = (command, context) => {
  command
    .command('import')
    .description('Imports customers from CSV; lookup_customer finds them where the CRM does not.')
    .argument('<file>', 'its first line names the columns, in English or Chinese: customer id, phone, name, language, …')
    .option('--dry-run', 'tells what would change and which rows are wrong, and writes nothing')
    .option('--country <code>', 'whose numbers are written without a + (Default: CN)', readCountry)
    .option('--invalid <file>', 'writes the rows that are wrong there, with the fix, to be mended and imported')
    .option('--json', 'print one JSON document')
    .action((file: string, options: ImportOptions) => importFile(file, options, context));
  command.command('list').description('Customers by a part of id, number or name.').argument('[search]').option('--json', 'print one JSON document').action((search: string | undefined, options: { json?: boolean }) => list(search, options, context));
  command.command('erase').description('Erases what is known of a customer; orders keep their evidence.').argument('<id>').action((id: string) => erase(id, context));
  addExamples(command, [
    ['customer import customers.csv --dry-run', 'what would change, row by row where something is wrong'],
    ['customer import customers.csv --invalid to-mend.csv', 'the valid rows are in; the others are in to-mend.csv'],
    ['customer list 138', 'who has 138 in the number'],
    ['customer erase C0001', 'for good'],
  ]);
};

interface ImportOptions {
  dryRun?: boolean;
  country?: string;
  invalid?: string;
  json?: boolean;
}

/** As many problems as a screen holds; the others are in the file of --invalid. */
const MOST_SHOWN = 20;

async function importFile(file: string, { dryRun = false, country = 'CN', invalid, json }: ImportOptions, context: CommandContext): Promise<void> {
  if (!(await stat(file).catch(() => null))?.isFile()) throw fail('wrong_usage', { reason: `${file} is no file that can be read.` });
  const query = { dryRun: String(dryRun), country, fileName: basename(file) };
  const result = await withBackend(context, (backend) => backend.request<ImportResult>('post', '/customers/imports', { query, upload: { stream: createReadStream(file), contentType: 'text/csv' } }));
  if (result.counts.invalid > 0) context.foundProblems();
  if (invalid !== undefined && result.invalid.length > 0) await writeFile(invalid, renderInvalidRows(result, 'en-US'));
  if (json) return context.printJson({ schemaVersion: 1, ...result });
  printResult(file, result, context);
  if (invalid !== undefined && result.invalid.length > 0) context.print(`${invalid} has ${result.invalid.length === 1 ? 'the row' : `${result.invalid.length} rows`} to mend.`);
}

function printResult(file: string, { dryRun, columns, counts, problems }: ImportResult, context: CommandContext): void {
  for (const { column, as } of columns) context.print(`${column} → ${as ?? context.paint.faint('left out')}`);
  for (const { line, column, messages } of problems.slice(0, MOST_SHOWN)) context.print(`${file}:${line}  ${column ? `${column}: ` : ''}${messages['en-US']}`);
  if (problems.length > MOST_SHOWN) context.print(context.paint.faint(`… and ${problems.length - MOST_SHOWN} more; --invalid writes them to a file.`));
  const { rows, added, changed, unchanged, invalid } = counts;
  context.print(`${rows} rows: ${added} new, ${changed} changed, ${unchanged} as they were, ${invalid} wrong.${dryRun ? ' This was a dry run: nothing was written.' : ''}`);
}

interface Customer {
  customerId: string;
  phone: string;
  data: JsonObject;
  importedAt: string | null;
  optedOutAt: string | null;
  updatedAt: string;
}

async function list(search: string | undefined, { json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const found = await withBackend(context, (backend) => backend.request<{ customers: Customer[]; total: number; masked: boolean }>('get', '/customers', { query: { search } }));
  if (json) return context.printJson({ schemaVersion: 1, ...found });
  printTable(['customer', 'phone', 'name', 'from', 'opted out', 'changed'], found.customers.map((customer) => [customer.customerId, customer.phone, String(customer.data['name'] ?? ''), customer.importedAt ? 'import' : 'CRM', customer.optedOutAt ? 'yes' : '', customer.updatedAt]), context);
  if (found.total > found.customers.length) context.note(`${found.total} in all; search for a part of id, number or name.`);
}

async function erase(id: string, context: CommandContext): Promise<void> {
  await withBackend(context, (backend) => backend.request('delete', at`/customers/${id}`));
  context.print(`${id} is erased.`);
}

function readCountry(text: string): string {
  if (!/^[A-Za-z]{2}$/.test(text)) throw new InvalidArgumentError('It is two letters, such as CN.');
  return text.toUpperCase();
}
