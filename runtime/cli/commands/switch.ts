import type { Json } from '../../../schemas/json.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend } from '../backend/backend.js';
import { printTable } from '../print-table.js';

export const setUpSwitch: CommandSetup = (command, context) => {
  command.command('list').description('Every switch with its value.').option('--json', 'print one JSON document').action((options: { json?: boolean }) => list(options, context));
  command
    .command('set')
    .description('Sets a switch, from the next turn of every call on.')
    .argument('<name>', 'such as announcement')
    .argument('<value>', 'JSON such as true or 3; anything else is text')
    .action((name: string, value: string) => set(name, value, context));
  addExamples(command, [
    ['switch list', 'all switches'],
    ['switch set selling false', 'from the next turn on'],
  ]);
};

interface SwitchEntry {
  switch: string;
  value: Json;
  updatedAt: string;
  updatedBy: string;
}

async function list({ json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const { switches } = await withBackend(context, (backend) => backend.request<{ switches: SwitchEntry[] }>('get', '/switches'));
  if (json) return context.printJson({ schemaVersion: 1, switches });
  printTable(['switch', 'value', 'set', 'by'], switches.map((entry) => [entry.switch, JSON.stringify(entry.value), entry.updatedAt, entry.updatedBy]), context);
}

async function set(name: string, text: string, context: CommandContext): Promise<void> {
  const value = readValue(text);
  await withBackend(context, (backend) => backend.request('put', at`/switches/${name}`, { body: { value } }));
  context.print(`${name} is ${JSON.stringify(value)} from the next turn on.`);
}

function readValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
