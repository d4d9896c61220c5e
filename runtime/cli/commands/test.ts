import { dirname } from 'node:path';
import { stat } from 'node:fs/promises';
import type { Flow } from '../../../schemas/documents/flow.js';
import { fail } from '../../errors.js';
import { runScenarios, type ScenarioRun } from '../../phone/run-scenarios.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { findFlowFiles, scenariosFileOf } from '../find-flow-files.js';
import { readJsonFile } from '../read-json-file.js';
import { readArticles } from '../../knowledge/read-articles.js';
import { readProducts } from '../read-products.js';
import { readScenarios } from '../save-scenario.js';

export const setUpTest: CommandSetup = (command, context) => {
  command
    .argument('<path...>', 'flow files, or folders with *.flow.json; scenarios lie beside as <flow>.scenarios.json')
    .option('--json', 'print one JSON document')
    .action((paths: string[], { json }: { json?: boolean }) => test(paths, json === true, context));
  addExamples(command, [
    ['test flows/', 'every scenario of a folder, with the exits they cover'],
    ['test my.flow.json --json', 'for scripts: exit 1 where a scenario fails'],
  ]);
};

interface TestedFile extends ScenarioRun {
  file: string;
  flow: string;
}

async function test(paths: string[], json: boolean, context: CommandContext): Promise<void> {
  const files = await findFlowFiles(paths.map((path) => path.replace(/\.scenarios\.json$/, '.flow.json')));
  const tested: TestedFile[] = [];
  const untested: string[] = [];
  for (const file of files) {
    const scenariosFile = scenariosFileOf(file);
    if (!(await stat(scenariosFile).catch(() => null))) {
      untested.push(file);
      continue;
    }
    const result = await testFile(file, scenariosFile);
    tested.push(result);
    if (!json) printFile(result, context);
  }
  if (tested.length === 0) throw fail('wrong_usage', { reason: `There are no scenarios beside ${untested.join(', ')}. \`npx trunkline call ${untested[0]} --record ${scenariosFileOf(untested[0]!)}\` makes the first.` });
  const results = tested.flatMap((file) => file.results);
  const failed = results.filter(({ ok }) => !ok).length;
  if (failed > 0) context.foundProblems();
  for (const file of untested) context.note(`${file} has no scenarios.`);
  if (json) {
    context.printJson({ schemaVersion: 1, ok: failed === 0, passed: results.length - failed, failed, files: tested.map(renderFile), untested });
    return;
  }
  context.print(`${results.length} scenarios, ${failed === 0 ? context.paint.good('all as expected') : context.paint.bad(`${failed} not as expected`)}`);
}

async function testFile(file: string, scenariosFile: string): Promise<TestedFile> {
  const document = (await readJsonFile(file)) as unknown as Flow;
  const { flow, scenarios } = await readScenarios(scenariosFile);
  if (flow !== document?.id) throw fail('wrong_usage', { reason: `${scenariosFile} says that it is for "${flow}", and ${file} is "${document?.id}". Correct one of them.` });
  return { file, flow, ...(await runScenarios({ document, products: await readProducts(file), articles: await readArticles(dirname(file)), scenarios })) };
}

function renderFile({ file, flow, results, coverage }: TestedFile): object {
  return { file, flow, scenarios: results, coverage };
}

function printFile({ file, results, coverage }: TestedFile, { print, paint }: CommandContext): void {
  print(paint.strong(file));
  for (const { name, ok, problems } of results) {
    print(`  ${ok ? paint.good('✓') : paint.bad('✗')} ${name}`);
    for (const problem of problems) print(`      ${problem}`);
  }
  const { steps, exits } = coverage;
  print(`  ${steps.covered} of ${steps.total} steps and ${exits.covered} of ${exits.total} exits were passed`);
  if (exits.missing.length > 0) print(paint.faint(`  never taken: ${exits.missing.map(({ step, exit }) => `${step}.${exit}`).join(', ')}`));
}
