import type { Command } from 'commander';
import type { Backend } from '../backend/backend.js';
import type { CommandContext } from '../command-context.js';
import { readShare } from '../read-share.js';
import { applyBundle } from './apply-bundle.js';
import type { Bundle } from './bundle.js';
import { printApplied } from './print-applied.js';
import { readPlaceMap } from './read-place-map.js';

export interface BundleOptions {
  map?: string;
  strict?: boolean;
  dryRun?: boolean;
  canary?: string;
  replaceCanary?: boolean;
  force?: boolean;
  products?: boolean;
  note?: string;
  json?: boolean;
}

/** The options of commands that apply a bundle. */
export function addBundleOptions(command: Command): Command {
  return command
    .option('--map <file>', 'what numbers, addresses, queues and recordings are called there')
    .option('--strict', 'refuse a bundle with a number, address, queue or recording that the map does not name')
    .option('--canary <percent>', 'publish for this share of the callers only')
    .option('--replace-canary', 'end a canary that runs there')
    .option('--force', 'write over a draft with changes that nobody published')
    .option('--products', 'put the products of the bundle on sale too')
    .option('--note <text>', 'why, for the record');
}

export async function runBundle(backend: Backend, bundle: Bundle, options: BundleOptions & { publish: string | null; note: string }, context: CommandContext): Promise<void> {
  const dryRun = options.dryRun === true;
  const applied = await applyBundle(backend, bundle, {
    dryRun,
    map: await readPlaceMap(options.map),
    strict: options.strict === true,
    publish: options.publish,
    canary: options.canary === undefined ? undefined : readShare(options.canary, '--canary'),
    replaceCanary: options.replaceCanary,
    force: options.force === true,
    products: options.products === true,
    note: options.note,
  });
  if (dryRun && options.strict && applied.unmapped.length > 0) context.foundProblems();
  if (options.json) context.printJson({ schemaVersion: 1, flow: bundle.flow, dryRun, ...applied });
  else printApplied(applied, { dryRun, place: backend.description }, context);
}
