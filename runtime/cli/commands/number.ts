import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend } from '../backend/backend.js';
import { readFlowAtAlias } from '../flow-at-alias.js';
import { printTable } from '../print-table.js';

export const setUpNumber: CommandSetup = (command, context) => {
  command.command('list').description('Which flow answers which number.').option('--json', 'print one JSON document').action((options: { json?: boolean }) => list(options, context));
  command
    .command('set')
    .description('Lets a published flow answer a number, from the next call on.')
    .argument('<number>', 'such as +14005550100; * for every number without an entry')
    .argument('<flow>', 'a flow, with an alias where it is not "live": card-services@test')
    .action((number: string, flow: string) => set(number, flow, context));
  command.command('remove').description('Leaves a number to the default entry.').argument('<number>').action((number: string) => remove(number, context));
  addExamples(command, [
    ['number list', 'all numbers'],
    ['number set +14005550100 broker-400@live', 'from the next call on'],
    ["number set '*' card-services", 'the default number'],
    ['number remove +14005550100', 'leaves it to the default number'],
  ]);
};

interface NumberEntry {
  number: string;
  flow: string;
  alias: string;
  updatedAt: string;
  updatedBy: string;
}

async function list({ json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const { numbers } = await withBackend(context, (backend) => backend.request<{ numbers: NumberEntry[] }>('get', '/numbers'));
  if (json) return context.printJson({ schemaVersion: 1, numbers });
  printTable(['number', 'answered by', 'set', 'by'], numbers.map(({ number, flow, alias, updatedAt, updatedBy }) => [number, `${flow}@${alias}`, updatedAt, updatedBy]), context);
}

async function set(number: string, target: string, context: CommandContext): Promise<void> {
  const { flow, alias } = readFlowAtAlias(target);
  await withBackend(context, (backend) => backend.request('put', at`/numbers/${number}`, { body: { flow, alias } }));
  context.print(`${number} is answered by ${flow}@${alias} from the next call on.`);
}

async function remove(number: string, context: CommandContext): Promise<void> {
  await withBackend(context, (backend) => backend.request('delete', at`/numbers/${number}`));
  context.print(`${number} has no entry of its own any more.`);
}
