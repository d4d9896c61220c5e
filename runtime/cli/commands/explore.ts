import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Product } from '../../../schemas/documents/product.js';
import { describeWalk, openWalk, type ExploreOptions } from '../../engine/explore/explore-flow.js';
import type { Exploration, Script } from '../../engine/explore/exploration.js';
import { settingsOf } from '../../engine/explore/settings-of.js';
import { scenariosOf } from '../../engine/explore/write-scenarios.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { findFlowFiles, scenariosFileOf } from '../find-flow-files.js';
import { readJsonFile } from '../read-json-file.js';
import { readOtherFlows, tellMissing } from '../read-other-flows.js';
import { readProducts } from '../read-products.js';
import { renderCallCommand } from '../render-call-command.js';
import { saveExplored } from '../save-scenario.js';

export const setUpExplore: CommandSetup = (command, context) => {
  command
    .argument('<path...>', 'flow files, or folders with *.flow.json')
    .option('--json', 'print one JSON document')
    .option('--write-scenarios <path>', 'write scripted callers who together take every exit: a file for one flow, a folder for several. What people wrote in it stays')
    .option('--quiet-seconds <seconds>', 'the caller hears something at least this often (Default: 10)', readPositive)
    .option('--person-keys <keys>', 'a person is reachable from every question within this many keys (Default: 3)', readPositive)
    .option('--max-states <number>', 'cut the walk here; what is not refuted by then is unknown (Default: 300000)', readWhole)
    .option('--language <tag>', "the language in which seconds are estimated (Default: the flow's first)")
    .addHelpText('after', help)
    .action((paths: string[], options: ExploreCommandOptions) => explore(paths, options, context));
  addExamples(command, [
    ['explore flows/', 'every flow of a folder: exit 1 where something is refuted'],
    ['explore my.flow.json --json', 'for scripts'],
    ['explore my.flow.json --write-scenarios my.scenarios.json', 'scenarios for `trunkline test`'],
    ['explore flows/ --write-scenarios flows/', 'beside each flow'],
  ]);
};

const help = `
Walks every state a call can come to, and proves or refutes: every call ends; silence and wrong keys lead out of every loop; no step breaks;
the caller hears something at least every so many seconds; every exit can be taken; a person is near. Seconds are estimated. What data
decides (branches, hours, requests) is taken to come out in every way.

The document of --json:
  {"schemaVersion":1,"ok","files":[{"file",
    "flow","language","ok","isComplete","cut":{"step","limit","message","messages"},"size":{"steps","exits","states","transitions"},
    "properties":[{"id","verdict":"proved|refuted|unknown","message","messages"}],
    "failures":[{"property","step","exit","message","messages","script":{"keys","dials","queues","payments","bots","recordings","outcomes"},"command"}],
    "longest":{"seconds","keys","visits","script","command"},"mostKeys","quiet":{"seconds","step"},"person":{"keys","step"},
    "loops":[{"kind":"unasked|unanswered|redialed|chosen","steps","script"}],
    "exits":{"reachable","unreachable","guards":[{"step","exit","reason"}],"assumed"}}]}
"script" and "command" are null where no call comes there; a command, run as it stands, is the call that shows it. The same flow gives the same
document every time.`;

interface ExploreCommandOptions {
  json?: boolean;
  writeScenarios?: string;
  quietSeconds?: number;
  personKeys?: number;
  language?: string;
  maxStates?: number;
}

interface ExploredFile {
  file: string;
  exploration: Exploration;
  /** What the walk took. */
  seconds: number;
  commandOf(script: Script): string;
}

async function explore(paths: string[], options: ExploreCommandOptions, context: CommandContext): Promise<void> {
  const files = await findFlowFiles(paths);
  const target = options.writeScenarios;
  const isFolder = target !== undefined && (await stat(target).catch(() => null))?.isDirectory() === true;
  if (target !== undefined && !isFolder && files.length !== 1) throw fail('wrong_usage', { reason: `--write-scenarios takes a file for one flow, and there are ${files.length}. Name one flow, or a folder that is there.` });
  const explored: ExploredFile[] = [];
  for (const file of files) {
    const scenariosFile = target === undefined ? undefined : isFolder ? join(target, basename(scenariosFileOf(file))) : target;
    explored.push(await exploreFile(file, scenariosFile, options, context));
    if (!options.json) printFile(explored.at(-1)!, context);
  }
  const ok = explored.every(({ exploration }) => exploration.ok);
  if (!ok) context.foundProblems();
  if (options.json) context.printJson({ schemaVersion: 1, ok, files: explored.map(renderFile) });
}

async function exploreFile(file: string, scenariosFile: string | undefined, { quietSeconds, personKeys, language, maxStates }: ExploreCommandOptions, context: CommandContext): Promise<ExploredFile> {
  const document = await readJsonFile(file);
  const products: Record<string, Product> = Object.fromEntries((await readProducts(file)).map((product) => [product.id, product]));
  const others = await readOtherFlows(file, document);
  for (const line of tellMissing(file, others)) context.note(line);
  const options: ExploreOptions = { flows: others.flows, products, quietSeconds, personKeys, language, maxStates };
  const began = performance.now();
  const walk = openWalk(document, options);
  const exploration = describeWalk(walk, options);
  const seconds = (performance.now() - began) / 1000;
  if (scenariosFile !== undefined) await saveExplored(scenariosFile, scenariosOf(walk), context);
  const settings = settingsOf(walk.graph);
  return { file, exploration, seconds, commandOf: (script) => renderCallCommand(file, script, { language, settings }) };
}

/** The time it took is no part of the document, which is the same in every run. */
function renderFile({ file, exploration, commandOf }: ExploredFile): object {
  const { schemaVersion: _, ...rest } = exploration;
  const withCommand = <Told extends { script: Script | null }>(told: Told) => ({ ...told, command: told.script && commandOf(told.script) });
  return { file, ...rest, failures: rest.failures.map(withCommand), longest: withCommand(rest.longest) };
}

function printFile({ file, exploration, seconds, commandOf }: ExploredFile, { print, paint }: CommandContext): void {
  const { ok, size, properties, failures, longest, exits, cut } = exploration;
  print(`${ok ? paint.good('✓') : paint.bad('✗')} ${paint.strong(file)}  ${paint.faint(`${size.steps} steps, ${size.exits} exits, ${size.states} states, ${seconds.toFixed(2)} s`)}`);
  for (const { verdict, message, id } of properties) {
    const mark = verdict === 'proved' ? paint.good('proved ') : verdict === 'refuted' ? paint.bad('refuted') : paint.warn('unknown');
    const told = failures.filter(({ property }) => property === id);
    print(`  ${mark}  ${verdict === 'refuted' ? `${told.length} ${told.length === 1 ? 'place' : 'places'}` : message}  ${paint.faint(id)}`);
    for (const { message: failure, script } of told) for (const line of script ? [failure, `  ${commandOf(script)}`] : [failure]) print(`             ${line}`);
  }
  if (cut) print(paint.warn(`  ${cut.message}`));
  for (const { step, exit, reason } of exits.guards) print(paint.faint(`  cannot be taken: ${step}.${exit}. ${reason}`));
  print(`  the longest call without going round twice: about ${longest.seconds} seconds, ${longest.keys} keys`);
}

function readWhole(text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new InvalidArgumentError('It is a whole number, one or more.');
  return Number(text);
}

function readPositive(text: string): number {
  if (!/^\d{1,4}(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It is a number, zero or more.');
  return Number(text);
}
