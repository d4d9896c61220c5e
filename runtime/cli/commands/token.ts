import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend } from '../backend/backend.js';
import { printTable } from '../print-table.js';
import { createRoleOption } from '../role-option.js';

export const setUpToken: CommandSetup = (command, context) => {
  command
    .command('create')
    .description('Makes a token for a tool and prints it, once.')
    .argument('<name>', 'what it is for')
    .addOption(createRoleOption('analyst'))
    .action((name: string, options: { role: string }) => create(name, options, context));
  command.command('list').description('The tokens, without the tokens themselves.').option('--json', 'print one JSON document').action((options: { json?: boolean }) => list(options, context));
  command.command('remove').description('Ends a token, at once.').argument('<id>', 'as `token list` shows it').action((id: string) => remove(id, context));
  addExamples(command, [
    ['token create nightly-report --role analyst', 'prints TRUNKLINE_TOKEN for another machine'],
    ['token list', 'names, roles and last use'],
  ]);
};

interface Token {
  id: string;
  name: string;
  role: string;
  prefix: string;
  createdAt: string;
  lastUsedAt: string | null;
}

async function create(name: string, { role }: { role: string }, context: CommandContext): Promise<void> {
  const { token } = await withBackend(context, (backend) => backend.request<{ token: string }>('post', '/tokens', { body: { name, role } }));
  context.note(`Keep it now, it is not shown again. It may do what the role ${role} may:`);
  context.print(token);
}

async function list({ json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const { tokens } = await withBackend(context, (backend) => backend.request<{ tokens: Token[] }>('get', '/tokens'));
  if (json) return context.printJson({ schemaVersion: 1, tokens });
  printTable(['id', 'name', 'role', 'begins with', 'made', 'last used'], tokens.map(({ id, name, role, prefix, createdAt, lastUsedAt }) => [id, name, role, prefix, createdAt, lastUsedAt ?? 'never']), context);
}

async function remove(id: string, context: CommandContext): Promise<void> {
  await withBackend(context, (backend) => backend.request('delete', at`/tokens/${id}`));
  context.print('The token is ended.');
}
