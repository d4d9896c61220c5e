import type { Product } from '../../../schemas/documents/product.js';
import { readConfig, type Config } from '../../config.js';
import { checkFlow } from '../../engine/check/check-flow.js';
import type { Problem } from '../../engine/check/problem.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { findFlowFiles } from '../find-flow-files.js';
import { readJsonFile } from '../read-json-file.js';
import { readOtherFlows } from '../read-other-flows.js';
import { readCalendars } from '../read-calendars.js';
import { readProducts } from '../read-products.js';

export const setUpCheck: CommandSetup = (command, context) => {
  command
    .argument('<path...>', 'flow files, or folders with *.flow.json')
    .option('--json', 'print one JSON document')
    .action((paths: string[], { json }: { json?: boolean }) => check(paths, json === true, context));
  addExamples(command, [
    ['check flows/', 'every flow of a folder'],
    ['check my.flow.json --json', 'for scripts: exit 1 where there are errors'],
  ]);
};

interface CheckedFile {
  file: string;
  flow: string | null;
  problems: Problem[];
}

async function check(paths: string[], json: boolean, context: CommandContext): Promise<void> {
  const settings = getSettingNames(readConfig(context.environment));
  const files = await Promise.all((await findFlowFiles(paths)).map((file) => checkFile(file, settings)));
  const count = (severity: Problem['severity']) => files.flatMap(({ problems }) => problems).filter((problem) => problem.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors > 0) context.foundProblems();
  if (json) {
    context.printJson({ schemaVersion: 1, ok: errors === 0, errors, warnings, files: files.map((file) => ({ ...file, problems: file.problems.map(renderProblem) })) });
    return;
  }
  for (const file of files) printFile(file, context);
  context.print(`${files.length} ${files.length === 1 ? 'flow' : 'flows'}, ${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`);
}

/** What a server started here would give flows to read. */
function getSettingNames({ crmUrl, demo, flowSettings }: Config): string[] {
  return ['publicUrl', ...(crmUrl || demo ? ['crmUrl'] : []), ...Object.keys(flowSettings)];
}

async function checkFile(file: string, settings: string[]): Promise<CheckedFile> {
  const document = await readJsonFile(file);
  const products: Record<string, Product> = Object.fromEntries((await readProducts(file)).map((product) => [product.id, product]));
  const id = document !== null && typeof document === 'object' && !Array.isArray(document) ? document['id'] : null;
  return { file, flow: typeof id === 'string' ? id : null, problems: checkFlow(document, { flows: (await readOtherFlows(file, document)).flows, ...(Object.keys(products).length > 0 && { products }), calendars: await readCalendars(file), settings, today: new Date().toISOString().slice(0, 10) }) };
}

function renderProblem({ rule, severity, pointer, step, message, fix }: Problem): object {
  return { rule, severity, pointer, step, message, fix: fix && { title: fix.title, patch: fix.patch } };
}

function printFile({ file, problems }: CheckedFile, { paint, print }: CommandContext): void {
  print(`${problems.some(({ severity }) => severity === 'error') ? paint.bad('✗') : paint.good('✓')} ${paint.strong(file)}`);
  for (const { severity, step, rule, message, fix, pointer } of problems) {
    const mark = severity === 'error' ? paint.bad('error  ') : paint.warn('warning');
    print(`  ${mark}  ${step ?? (pointer || 'flow')}  ${message}  ${paint.faint(rule)}`);
    if (fix) print(`           ${paint.faint('fix:')} ${fix.title}`);
  }
}
