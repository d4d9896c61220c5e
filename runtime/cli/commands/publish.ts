import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend, type Backend } from '../backend/backend.js';
import { readFlowAtAlias } from '../flow-at-alias.js';
import { pushFlow, readDocument } from './push.js';

export const setUpPublish: CommandSetup = (command, context) => {
  command
    .argument('<flow>', 'a flow, whose draft is published, or a flow file, which becomes the draft first')
    .option('--alias <alias>', 'what points to it then (Default: live)')
    .option('--note <text>', 'why, for the record', '')
    .option('--json', 'print one JSON document')
    .action((target: string, options: PublishOptions) => publish(target, options, context));
  addExamples(command, [
    ['publish card-services', 'its draft, for every call from now on'],
    ['publish flows/card-services.flow.json --note "Shorter welcome"', 'a file'],
    ['publish card-services --alias test', 'for the numbers of the test alias'],
  ]);
};

interface PublishOptions {
  alias?: string;
  note: string;
  json?: boolean;
}

interface Published {
  version: string;
  publication: object;
}

async function publish(target: string, { alias, note, json }: PublishOptions, context: CommandContext): Promise<void> {
  const file = target.endsWith('.json') ? await readDocument(target) : null;
  const named = file ? { flow: String(file.document['id']), alias: 'live' } : readFlowAtAlias(target);
  const to = alias ?? named.alias;
  if (file && !('states' in file.document)) throw fail('wrong_usage', { reason: `${target} is a product: \`npx trunkline push ${target}\` puts it on sale.` });
  const published = await withBackend(context, async (backend) => {
    const revision = file ? (await pushFlow(backend, file)).revision : await getRevision(backend, named.flow);
    return backend.request<Published>('post', at`/flows/${named.flow}/publish`, { body: { revision, alias: to, note } });
  });
  if (json) context.printJson({ schemaVersion: 1, flow: named.flow, ...published });
  else context.print(`${named.flow}@${to} is version ${published.version.slice(0, 12)} from the next call on.`);
}

async function getRevision(backend: Backend, flow: string): Promise<number> {
  return (await backend.request<{ revision: number }>('get', at`/flows/${flow}/draft`)).revision;
}
