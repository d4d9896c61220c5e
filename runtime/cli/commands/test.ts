import { dirname } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { stat } from 'node:fs/promises';
import type { Flow } from '../../../schemas/documents/flow.js';
import { readFlowSettings } from '../../config.js';
import { fail } from '../../errors.js';
import { runScenarios, type ScenarioRun } from '../../phone/run-scenarios.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { findFlowFiles, scenariosFileOf } from '../find-flow-files.js';
import { readJsonFile } from '../read-json-file.js';
import { readOtherFlows, tellMissing } from '../read-other-flows.js';
import { readArticles } from '../../knowledge/read-articles.js';
import { readCalendars } from '../read-calendars.js';
import { readProducts } from '../read-products.js';
import { renderWords } from '../render-words.js';
import { readScenarios } from '../save-scenario.js';
import { saveWords } from '../save-words.js';

export const setUpTest: CommandSetup = (command, context) => {
  command
    .argument('<path...>', 'flow files, or folders with *.flow.json; scenarios lie beside as <flow>.scenarios.json')
    .option('--scenarios <file>', 'scenarios that lie elsewhere (one flow only)')
    .option('--min-steps <percent>', 'fail where fewer steps were passed', readPercent)
    .option('--min-exits <percent>', 'fail where fewer exits were taken, of those that a call can take', readPercent)
    .option('--min-pairs <percent>', 'fail where fewer pairs were taken: two exits, one right after the other', readPercent)
    .option('--only <name>', 'only the scenario of this name')
    .option('--accept-words', 'where only what is heard differs, write the new words into the scenarios file')
    .option('--json', 'print one JSON document')
    .addHelpText('after', help)
    .action((paths: string[], options: TestOptions) => test(paths, options, context));
  addExamples(command, [
    ['test flows/', 'every scenario of a folder, with the exits they cover'],
    ['test my.flow.json --json', 'for scripts: exit 1 where a scenario fails'],
    ['test my.flow.json --min-exits 100', 'exit 1 also where an exit was never taken'],
    ['test my.flow.json --accept-words', 'after prompts were reworded: accept what callers hear now'],
    ['test my.flow.json --scenarios /tmp/my.scenarios.json', 'scenarios from elsewhere, such as those of explore'],
  ]);
};

const help = `
Calls each flow once for each scenario, offline and in virtual time, and tells what of the flow was passed: steps, exits, and pairs of exits one
right after the other. Exits that exploring proves no call can take are named with the reason, and need not be covered.

--accept-words changes scenarios that name every step of the call, where the call went just that way and all else is as expected: orders, texts,
decisions, ending. One that does not name its steps is changed where it is asked for by its name: --only "NAME" --accept-words. Words that must
never be heard are never accepted.

The document of --json:
  {"schemaVersion":1,"ok","passed","failed","files":[{"file","flow","scenarios":[{"name","ok","problems","messages","endState","path","reworded","accepted"}],
    "coverage":{"steps":{"covered","total","percent","missing"},
      "exits":{"covered","total","percent","missing":[{"step","exit"}],"impossible":[{"step","exit","reason"}]},
      "pairs":{"covered","total","percent","missing":[{"from":{"step","exit"},"to":{"step","exit"}}]}},
    "belowThreshold":["steps|exits|pairs"]}],"untested"}
  "reworded" is null, or {"hears","changes":[{"before","after"}],"onlyWords","sameWay"}`;

interface TestOptions {
  scenarios?: string;
  minSteps?: number;
  minExits?: number;
  minPairs?: number;
  only?: string;
  acceptWords?: boolean;
  json?: boolean;
}

interface TestedFile extends ScenarioRun {
  file: string;
  flow: string;
  /** Names of scenarios whose new words were written. */
  accepted: ReadonlySet<string>;
}

async function test(paths: string[], options: TestOptions, context: CommandContext): Promise<void> {
  const { json } = options;
  const files = await findFlowFiles(paths.map((path) => path.replace(/\.scenarios\.json$/, '.flow.json')));
  if (options.scenarios !== undefined && files.length !== 1) throw fail('wrong_usage', { reason: `--scenarios takes one flow, and there are ${files.length}. Name one file.` });
  const tested: TestedFile[] = [];
  const untested: string[] = [];
  for (const file of files) {
    const scenariosFile = options.scenarios ?? scenariosFileOf(file);
    if (options.scenarios === undefined && !(await stat(scenariosFile).catch(() => null))) {
      untested.push(file);
      continue;
    }
    const result = await testFile(file, scenariosFile, options, context);
    if (!result) continue;
    tested.push(result);
    if (!json) printFile(result, options, context);
  }
  if (options.only !== undefined && tested.length === 0) throw fail('wrong_usage', { reason: `No scenario is named "${options.only}". Copy its name from the list that \`npx trunkline test\` prints.` });
  if (tested.length === 0) throw fail('wrong_usage', { reason: `There are no scenarios beside ${untested.join(', ')}. \`npx trunkline call ${untested[0]} --record ${scenariosFileOf(untested[0]!)}\` makes the first.` });
  const results = tested.flatMap((file) => file.results);
  const accepted = tested.reduce((sum, file) => sum + file.accepted.size, 0);
  const failed = results.filter(({ ok }) => !ok).length - accepted;
  const isCovered = tested.every((file) => belowThreshold(file, options).length === 0);
  if (failed > 0 || !isCovered) context.foundProblems();
  for (const file of untested) context.note(`${file} has no scenarios.`);
  if (json) {
    context.printJson({ schemaVersion: 1, ok: failed === 0 && isCovered, passed: results.length - failed, failed, files: tested.map((file) => renderFile(file, options)), untested });
    return;
  }
  if (options.acceptWords) context.print(`New words accepted: ${accepted}`);
  context.print(`${results.length} scenarios, ${failed === 0 ? context.paint.good('all as expected') : context.paint.bad(`${failed} not as expected`)}`);
}

/** `null` where the one that is asked for is not among them. */
async function testFile(file: string, scenariosFile: string, options: TestOptions, context: CommandContext): Promise<TestedFile | null> {
  const document = (await readJsonFile(file)) as unknown as Flow;
  const { flow, scenarios: all } = await readScenarios(scenariosFile);
  const scenarios = options.only === undefined ? all : all.filter(({ name }) => name === options.only);
  if (flow !== document?.id) throw fail('wrong_usage', { reason: `${scenariosFile} says that it is for "${flow}", and ${file} is "${document?.id}". Correct one of them.` });
  if (scenarios.length === 0 && options.only !== undefined) return null;
  const others = await readOtherFlows(file, document);
  for (const line of tellMissing(file, others)) context.note(line);
  const run = await runScenarios({ document, flows: others.flows, products: await readProducts(file), articles: await readArticles(dirname(file)), calendars: await readCalendars(file), settings: readFlowSettings(context.environment['FLOW_SETTINGS']), scenarios });
  const accepted = options.acceptWords ? await saveWords(scenariosFile, run.results, options.only) : new Set<string>();
  return { file, flow, ...run, accepted };
}

function renderFile(tested: TestedFile, options: TestOptions): object {
  const { file, flow, results, coverage, accepted } = tested;
  return { file, flow, scenarios: results.map((result) => ({ ...result, accepted: accepted.has(result.name) })), coverage, belowThreshold: belowThreshold(tested, options) };
}

/** What of a flow was covered less than was asked for. */
function belowThreshold({ coverage }: TestedFile, { minSteps = 0, minExits = 0, minPairs = 0 }: TestOptions): string[] {
  const wanted = { steps: minSteps, exits: minExits, pairs: minPairs };
  return Object.entries(wanted).flatMap(([what, percent]) => (coverage[what as keyof typeof wanted].percent < percent ? [what] : []));
}

function printFile(tested: TestedFile, options: TestOptions, { print, paint }: CommandContext): void {
  const { file, results, coverage, accepted } = tested;
  print(paint.strong(file));
  for (const { name, ok, problems, reworded } of results) {
    const isAccepted = accepted.has(name);
    print(`  ${ok || isAccepted ? paint.good('✓') : paint.bad('✗')} ${name}`);
    if (!isAccepted) for (const problem of problems) print(`      ${problem}`);
    for (const line of renderWords(reworded?.changes ?? [], paint)) print(`      ${line}`);
    if (isAccepted) print(`      ${paint.good('New words accepted.')}`);
    else if (reworded?.onlyWords) print(paint.faint(`      ${reworded.sameWay ? 'Only the words differ: --accept-words accepts them.' : `Only the words differ, and the scenario does not name the way: look at it, then --only ${JSON.stringify(name)} --accept-words.`}`));
  }
  const { steps, exits, pairs } = coverage;
  const told = Object.entries({ steps, exits, pairs }).map(([what, { covered, total, percent }]) => `${covered} of ${total} ${what} (${percent} %)`);
  print(`  passed: ${told.join(', ')}`);
  if (steps.missing.length > 0) print(paint.faint(`  steps never passed: ${listed(steps.missing)}`));
  if (exits.missing.length > 0) print(paint.faint(`  exits never taken: ${listed(exits.missing.map(nameOf))}`));
  if (pairs.missing.length > 0) print(paint.faint(`  pairs never taken: ${listed(pairs.missing.map(({ from, to }) => `${nameOf(from)} → ${nameOf(to)}`), 8)}`));
  for (const { reason, ...exit } of exits.impossible) print(paint.faint(`  cannot be taken: ${nameOf(exit)}. ${reason}`));
  for (const what of belowThreshold(tested, options)) print(paint.bad(`  fewer ${what} than asked for: ${coverage[what as 'steps' | 'exits' | 'pairs'].percent} %`));
}

/** The rest is in --json. */
function listed(names: readonly string[], most = 40): string {
  return names.slice(0, most).join(', ') + (names.length > most ? `, and ${names.length - most} more` : '');
}

function nameOf({ step, exit }: { step: string; exit: string }): string {
  return `${step}.${exit}`;
}

function readPercent(text: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (text.trim() === '' || !(percent >= 0 && percent <= 100)) throw new InvalidArgumentError('It is a percentage from 0 to 100.');
  return percent;
}
