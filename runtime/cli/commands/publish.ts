import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend, type Backend } from '../backend/backend.js';
import { findVersion } from '../find-version.js';
import { readFlowAtAlias } from '../flow-at-alias.js';
import { readShare } from '../read-share.js';
import { pushFlow, readDocument } from './push.js';

export const setUpPublish: CommandSetup = (command, context) => {
  command
    .argument('<flow>', 'a flow, whose draft is published, or a flow file, which becomes the draft first; with an alias: card-services@test')
    .option('--alias <alias>', 'what points to it then, any name you like (Default: live)')
    .option('--canary <percent>', 'for this share of the callers only; the others stay on what the alias points to')
    .option('--replace-canary', 'end the canary that runs (Default: one that runs is an error)')
    .option('--version <version>', 'a version that is there, by its first characters, or what an alias points to: @test (Default: the draft)')
    .option('--force', 'with a file: write over changes of others that nobody published')
    .option('--note <text>', 'why, for the record', '')
    .option('--json', 'print one JSON document')
    .action((target: string, options: PublishOptions) => publish(target, options, context));
  addExamples(command, [
    ['publish card-services', 'its draft, for every call from now on'],
    ['publish flows/card-services.flow.json --note "Shorter welcome"', 'a file'],
    ['publish card-services --canary 10', 'its draft, for one caller in ten'],
    ['publish card-services --version @test', 'what the test alias points to'],
    ['publish card-services --alias test', 'for the numbers of the test alias'],
  ]);
};

interface PublishOptions {
  alias?: string;
  canary?: string;
  replaceCanary?: boolean;
  version?: string;
  force?: boolean;
  note: string;
  json?: boolean;
}

interface Published {
  version: string;
  subflows: Record<string, string>;
  publication: { canary: { version: string; sharePercent: number } | null };
}

async function publish(target: string, { alias, note, json, canary, replaceCanary, version, force }: PublishOptions, context: CommandContext): Promise<void> {
  const file = target.endsWith('.json') ? await readDocument(target) : null;
  const named = file ? { flow: String(file.document['id']), alias: 'live' } : readFlowAtAlias(target);
  const to = alias ?? named.alias;
  if (file && !('states' in file.document)) throw fail('wrong_usage', { reason: `${target} is a product: \`npx trunkline push ${target}\` puts it on sale.` });
  if (file && version !== undefined) throw fail('wrong_usage', { reason: '--version goes with a flow, not with a file.' });
  if (!file && force) throw fail('wrong_usage', { reason: '--force goes with a file; a draft is published as it is.' });
  const split = { ...(canary !== undefined && { canary: readShare(canary, '--canary') }), ...(replaceCanary && { replaceCanary }) };
  const published = await withBackend(context, async (backend) => {
    const what = version !== undefined ? { version: await findVersion(backend, named.flow, version) } : { revision: file ? (await pushFlow(backend, { ...file, force })).revision : await getRevision(backend, named.flow) };
    return backend.request<Published>('post', at`/flows/${named.flow}/publish`, { body: { ...what, ...split, alias: to, note } });
  });
  if (json) context.printJson({ schemaVersion: 1, flow: named.flow, ...published });
  else if (published.publication.canary) context.print(`${named.flow}@${to} tries version ${published.version.slice(0, 12)} on ${published.publication.canary.sharePercent} % of its callers from the next call on. \`npx trunkline canary show ${named.flow}@${to}\` compares.`);
  else context.print(`${named.flow}@${to} is version ${published.version.slice(0, 12)} from the next call on.`);
  if (!json) for (const [flow, pinned] of Object.entries(published.subflows)) context.print(`  It runs ${flow} in version ${pinned.slice(0, 12)}, and goes on with it until it is published again.`);
}

async function getRevision(backend: Backend, flow: string): Promise<number> {
  return (await backend.request<{ revision: number }>('get', at`/flows/${flow}/draft`)).revision;
}
