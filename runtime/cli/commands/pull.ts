import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JsonObject } from '../../../schemas/json.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend, type Backend } from '../backend/backend.js';
import { collectBundle, getAliasVersion } from '../bundle/collect-bundle.js';
import { readFlowAtAlias } from '../flow-at-alias.js';

export const setUpPull: CommandSetup = (command, context) => {
  command
    .argument('<flow>', 'a flow; with an alias, what is published there: card-services@live')
    .argument('[folder]', 'where to write <flow>.flow.json and <flow>.layout.json', '.')
    .option('--output <file>', 'write one bundle instead: the flow with the flows it runs, layouts, scenarios and products, to push elsewhere')
    .option('--force', 'write over files that differ')
    .action((flow: string, folder: string, options: PullOptions) => pull(flow, folder, options, context));
  addExamples(command, [
    ['pull card-services flows/', 'the draft'],
    ['pull card-services@live', 'what callers hear now'],
    ['pull card-services@live --output bundle.json', 'with all it needs, to push to another installation'],
  ]);
};

interface PullOptions {
  output?: string;
  force?: boolean;
}

async function pull(target: string, folder: string, { force, output }: PullOptions, context: CommandContext): Promise<void> {
  const { flow, alias } = readFlowAtAlias(target);
  if (output !== undefined) return pullBundle(flow, target.includes('@') ? alias : null, { output, force }, context);
  const { document, layout } = await withBackend(context, (backend) => (target.includes('@') ? getPublished(backend, flow, alias) : backend.request<Pulled>('get', at`/flows/${flow}/draft`)));
  const files = [
    { path: join(folder, `${flow}.flow.json`), text: `${JSON.stringify(document, null, 2)}\n` },
    { path: join(folder, `${flow}.layout.json`), text: `${JSON.stringify(layout, null, 2)}\n` },
  ];
  if (!force) for (const file of files) await refuseToLose(file);
  for (const { path, text } of files) await writeText(path, text);
  context.print(`Wrote ${files.map(({ path }) => path).join(' and ')}.`);
}

interface Pulled {
  document: JsonObject;
  layout: JsonObject;
}

async function getPublished(backend: Backend, flow: string, alias: string): Promise<Pulled> {
  return backend.request<Pulled>('get', at`/flows/${flow}/versions/${await getAliasVersion(backend, flow, alias)}`);
}

async function pullBundle(flow: string, alias: string | null, { output, force }: { output: string; force: boolean | undefined }, context: CommandContext): Promise<void> {
  const bundle = await withBackend(context, (backend) => collectBundle(backend, flow, alias));
  const file = { path: output, text: `${JSON.stringify(bundle, null, 2)}\n` };
  if (!force) await refuseToLose(file);
  await writeText(file.path, file.text);
  context.print(`Wrote ${bundle.flows.map(({ document }) => document.id).join(', ')} to ${output}. \`npx trunkline push ${output} --map map.json\` applies it elsewhere.`);
}

async function refuseToLose({ path, text }: { path: string; text: string }): Promise<void> {
  const there = await readFile(path, 'utf8').catch(() => null);
  if (there === null || there === text || isSame(there, text)) return;
  throw fail('wrong_usage', { reason: `${path} differs from what would be written. Move it away, or pull with --force.` });
}

function isSame(one: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other));
  } catch {
    return false;
  }
}

async function writeText(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  } catch (error) {
    throw fail('wrong_usage', { reason: `${path} cannot be written: ${(error as Error).message}.` });
  }
}
