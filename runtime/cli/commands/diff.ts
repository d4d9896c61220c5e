import type { Flow } from '../../../schemas/documents/flow.js';
import { validateFlow } from '../../../schemas/published/validators.js';
import { diffFlows } from '../../engine/diff/diff-flows.js';
import type { FlowDiff } from '../../engine/diff/flow-diff.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { readJsonFile } from '../read-json-file.js';

export const setUpDiff: CommandSetup = (command, context) => {
  command
    .argument('<before>', 'a flow file')
    .argument('<after>', 'the later version of it')
    .option('--json', 'print one JSON document')
    .option('--language <tag>', 'of the sentences: en-US or zh-CN', 'en-US')
    .addHelpText('after', `\nSteps are matched by id, and where an id vanished by what they hold; where boxes stand on the canvas is no part of a flow.\nA difference is no fault: the exit code is 0.\n\nThe document of --json:\n  {"schemaVersion":1,"flow","isSame","steps":{"added","removed","renamed":[{"from","to"}],"changed"},\n   "changes":[{"kind","step","pointer","before","after","message","messages"}]}`)
    .action((before: string, after: string, options: DiffOptions) => diff(before, after, options, context));
  addExamples(command, [
    ['diff old.flow.json new.flow.json', 'what changes for callers'],
    ['diff old.flow.json new.flow.json --json', 'for scripts'],
  ]);
};

interface DiffOptions {
  json?: boolean;
  language: string;
}

async function diff(before: string, after: string, { json, language }: DiffOptions, context: CommandContext): Promise<void> {
  if (language !== 'en-US' && language !== 'zh-CN') throw fail('wrong_usage', { reason: '--language is en-US or zh-CN.' });
  const found = diffFlows(await readFlow(before), await readFlow(after));
  if (json) return context.printJson(found);
  printDiff(found, language, context);
}

function printDiff({ changes }: FlowDiff, language: 'en-US' | 'zh-CN', { print, paint }: CommandContext): void {
  if (changes.length === 0) return print(language === 'zh-CN' ? '没有差别。' : 'No differences.');
  for (const { kind, messages } of changes) print(`${marks[kind] === '+' ? paint.good('+') : marks[kind] === '-' ? paint.bad('-') : paint.warn('~')} ${messages[language]}`);
}

const marks: Partial<Record<FlowDiff['changes'][number]['kind'], string>> = { step_added: '+', step_removed: '-' };

async function readFlow(file: string): Promise<Flow> {
  const document = await readJsonFile(file);
  if (validateFlow(document)) return document;
  const [problem] = validateFlow.errors ?? [];
  throw fail('wrong_usage', { reason: `${file} is no flow: ${problem?.instancePath || 'it'} ${problem?.message ?? 'does not fit the schema'}. \`npx trunkline check ${file}\` tells more.` });
}
