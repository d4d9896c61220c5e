import type { Flow } from '../../../schemas/documents/flow.js';
import { validateFlow } from '../../../schemas/published/validators.js';
import { diffFlows } from '../../engine/diff/diff-flows.js';
import type { FlowDiff } from '../../engine/diff/flow-diff.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend, type Backend } from '../backend/backend.js';
import { findVersion } from '../find-version.js';
import { readFlowAtAlias } from '../flow-at-alias.js';
import { printDiff } from '../print-diff.js';
import { readJsonFile } from '../read-json-file.js';

export const setUpDiff: CommandSetup = (command, context) => {
  command
    .argument('<before>', 'a flow file, or a flow: card-services@live, @draft, or @ and the first characters of a version')
    .argument('[after]', 'the later one (Default: the draft of the flow, beside what is live)')
    .option('--json', 'print one JSON document')
    .option('--language <tag>', 'of the sentences: en-US or zh-CN', 'en-US')
    .addHelpText('after', `\nSteps are matched by id, and where an id vanished by what they hold; where boxes stand on the canvas is no part of a flow.\nA difference is no fault: the exit code is 0.\n\nThe document of --json:\n  {"schemaVersion":1,"flow","isSame","steps":{"added","removed","renamed":[{"from","to"}],"changed"},\n   "changes":[{"kind","step","pointer","before","after","message","messages"}]}`)
    .action((before: string, after: string | undefined, options: DiffOptions) => diff(before, after, options, context));
  addExamples(command, [
    ['diff old.flow.json new.flow.json', 'what changes for callers'],
    ['diff card-services', 'what publishing the draft would change'],
    ['diff card-services@live card-services@test', 'two aliases; on another server with TRUNKLINE_URL'],
    ['diff card-services@live card-services.flow.json --json', 'a file beside what is live, for scripts'],
  ]);
};

interface DiffOptions {
  json?: boolean;
  language: string;
}

async function diff(before: string, after: string | undefined, { json, language }: DiffOptions, context: CommandContext): Promise<void> {
  if (language !== 'en-US' && language !== 'zh-CN') throw fail('wrong_usage', { reason: '--language is en-US or zh-CN.' });
  const [earlier, later] = after === undefined ? readPair(before) : [before, after];
  const read = async (backend: Backend | null): Promise<FlowDiff> => diffFlows(await readFlow(earlier, backend), await readFlow(later, backend));
  const found = [earlier, later].every(isFile) ? await read(null) : await withBackend(context, read);
  if (json) return context.printJson(found);
  printDiff(found, language, context);
}

/** A flow alone: what is live beside its draft. */
function readPair(flow: string): [string, string] {
  if (isFile(flow)) throw fail('wrong_usage', { reason: 'Name a second file to compare with.' });
  const [id = ''] = flow.split('@');
  return [flow.includes('@') ? flow : `${id}@live`, `${id}@draft`];
}

function isFile(name: string): boolean {
  return name.endsWith('.json') || name.includes('/');
}

async function readFlow(name: string, backend: Backend | null): Promise<Flow> {
  const document = backend && !isFile(name) ? await getFlow(name, backend) : await readJsonFile(name);
  if (validateFlow(document)) return document;
  const [problem] = validateFlow.errors ?? [];
  throw fail('wrong_usage', { reason: `${name} is no flow: ${problem?.instancePath || 'it'} ${problem?.message ?? 'does not fit the schema'}. \`npx trunkline check\` tells more.` });
}

async function getFlow(name: string, backend: Backend): Promise<unknown> {
  const [flow = '', wanted = 'live'] = name.split('@');
  readFlowAtAlias(flow);
  if (wanted === 'draft') return (await backend.request<{ document: unknown }>('get', at`/flows/${flow}/draft`)).document;
  const { aliases } = await backend.request<{ aliases: Record<string, string> }>('get', at`/flows/${flow}/versions`);
  const version = aliases[wanted] ?? (await findVersion(backend, flow, /^[0-9a-f]{6,64}$/.test(wanted) ? wanted : `@${wanted}`));
  return (await backend.request<{ document: unknown }>('get', at`/flows/${flow}/versions/${version}`)).document;
}
