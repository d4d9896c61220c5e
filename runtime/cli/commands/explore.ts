import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import type { Product } from '../../../schemas/documents/product.js';
import { exploreFlow, type ExploreOptions } from '../../engine/explore/explore-flow.js';
import type { Exploration, Failure, Script } from '../../engine/explore/exploration.js';
import { writeScenarios } from '../../engine/explore/write-scenarios.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { findFlowFiles } from '../find-flow-files.js';
import { readJsonFile } from '../read-json-file.js';
import { readProducts } from '../read-products.js';

export const setUpExplore: CommandSetup = (command, context) => {
  command
    .argument('<path...>', 'flow files, or folders with *.flow.json')
    .option('--json', 'print one JSON document')
    .option('--write-scenarios <file>', 'write scripted callers who together take every exit (one flow only)')
    .option('--quiet-seconds <seconds>', 'the caller hears something at least this often (Default: 10)', readPositive)
    .option('--person-keys <keys>', 'a person is reachable from every question within this many keys (Default: 3)', readPositive)
    .option('--language <tag>', "the language in which seconds are estimated (Default: the flow's first)")
    .addHelpText('after', help)
    .action((paths: string[], options: ExploreCommandOptions) => explore(paths, options, context));
  addExamples(command, [
    ['explore flows/', 'every flow of a folder: exit 1 where something is refuted'],
    ['explore my.flow.json --json', 'for scripts'],
    ['explore my.flow.json --write-scenarios my.scenarios.json', 'scenarios for `trunkline test`'],
  ]);
};

const help = `
Walks every state a call can come to, and proves or refutes: every call ends; silence and wrong keys lead out of every loop; no step breaks;
the caller hears something at least every so many seconds; every exit can be taken; a person is near. Seconds are estimated. What data
decides (branches, hours, requests) is taken to come out in every way.

The document of --json:
  {"schemaVersion":1,"ok","files":[{"file",
    "flow","language","ok","isComplete","size":{"steps","exits","states","transitions"},
    "properties":[{"id","verdict":"proved|refuted|unknown","message","messages"}],
    "failures":[{"property","step","exit","message","messages","script":{"keys","dials","outcomes"}}],
    "longest":{"seconds","keys","visits","script"},"mostKeys","quiet":{"seconds","step"},"person":{"keys","step"},
    "loops":[{"kind":"unasked|unanswered|redialed|chosen","steps","script"}],
    "exits":{"reachable","unreachable","guards","assumed"}}]}
"script" is null where no call comes there; "keys" and "dials" are those of \`trunkline call\`; "outcomes" are those of a scenario.`;

interface ExploreCommandOptions {
  json?: boolean;
  writeScenarios?: string;
  quietSeconds?: number;
  personKeys?: number;
  language?: string;
}

interface ExploredFile {
  file: string;
  exploration: Exploration;
}

async function explore(paths: string[], options: ExploreCommandOptions, context: CommandContext): Promise<void> {
  const files = await findFlowFiles(paths);
  if (options.writeScenarios !== undefined && files.length !== 1) throw fail('wrong_usage', { reason: `--write-scenarios takes one flow, and there are ${files.length}. Name one file.` });
  const explored: ExploredFile[] = [];
  for (const file of files) explored.push(await exploreFile(file, options, context));
  const ok = explored.every(({ exploration }) => exploration.ok);
  if (!ok) context.foundProblems();
  if (options.json) return context.printJson({ schemaVersion: 1, ok, files: explored.map(({ file, exploration: { schemaVersion: _, ...rest } }) => ({ file, ...rest })) });
  for (const each of explored) printFile(each, context);
}

async function exploreFile(file: string, { writeScenarios: target, quietSeconds, personKeys, language }: ExploreCommandOptions, context: CommandContext): Promise<ExploredFile> {
  const document = await readJsonFile(file);
  const products: Record<string, Product> = Object.fromEntries((await readProducts(file)).map((product) => [product.id, product]));
  const options: ExploreOptions = { products, quietSeconds, personKeys, language };
  if (target !== undefined) await saveScenarios(target, document, options, context);
  return { file, exploration: exploreFlow(document, options) };
}

async function saveScenarios(target: string, document: unknown, options: ExploreOptions, context: CommandContext): Promise<void> {
  const written = writeScenarios(document, options);
  await writeFile(target, `${JSON.stringify(written, null, 2)}\n`).catch((error: Error) => {
    throw fail('wrong_usage', { reason: `${target} cannot be written: ${error.message}.` });
  });
  context.note(`Wrote ${target}: ${written.scenarios.length} scenarios.`);
}

function printFile({ file, exploration }: ExploredFile, { print, paint }: CommandContext): void {
  const { ok, size, properties, failures, longest } = exploration;
  print(`${ok ? paint.good('✓') : paint.bad('✗')} ${paint.strong(file)}  ${paint.faint(`${size.steps} steps, ${size.states} states`)}`);
  for (const { verdict, message, id } of properties) {
    const mark = verdict === 'proved' ? paint.good('proved ') : verdict === 'refuted' ? paint.bad('refuted') : paint.warn('unknown');
    const told = failures.filter(({ property }) => property === id);
    print(`  ${mark}  ${verdict === 'refuted' ? `${told.length} ${told.length === 1 ? 'place' : 'places'}` : message}  ${paint.faint(id)}`);
    for (const failure of told) for (const line of linesOf(file, failure)) print(`             ${line}`);
  }
  print(`  the longest call without going round twice: about ${longest.seconds} seconds, ${longest.keys} keys`);
}

function linesOf(file: string, { message, script }: Failure): string[] {
  return script ? [message, `  ${commandOf(file, script)}`, ...outcomesOf(script)] : [message];
}

/** How to hear it. */
function commandOf(file: string, { keys, dials }: Script): string {
  return `npx trunkline call ${file} --keys "${keys.replaceAll('"', "'")}"${dials.length > 0 ? ` --dials ${dials.join(',')}` : ''}`;
}

function outcomesOf({ outcomes }: Script): string[] {
  const told = Object.entries(outcomes).map(([step, exits]) => `${step}: ${exits.map((exit) => exit ?? 'as it comes').join(', ')}`);
  return told.length > 0 ? [`  where the data has it so: ${told.join('; ')}`] : [];
}

function readPositive(text: string): number {
  if (!/^\d{1,4}(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It is a number, zero or more.');
  return Number(text);
}
