import { Option } from 'commander';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend, type Backend } from '../backend/backend.js';
import { printTable } from '../print-table.js';
import { createRoleOption } from '../role-option.js';

export const setUpUser: CommandSetup = (command, context) => {
  command.command('list').description('Everybody who may sign in.').option('--json', 'print one JSON document').action((options: { json?: boolean }) => list(options, context));
  command
    .command('add')
    .description('Adds somebody and prints the link for their first sign-in.')
    .argument('<email>')
    .addOption(createRoleOption('designer'))
    .addOption(new Option('--name <name>', 'how they are called (Default: the part before the @)'))
    .action((email: string, options: { role: string; name?: string }) => add(email, options, context));
  command.command('link').description('Prints another sign-in link: 15 minutes, one use.').argument('[email]', 'may be left out where there is one user').action((email: string | undefined) => link(email, context));
  command.command('remove').description('Removes somebody, with their sessions and the tokens they made.').argument('<email>').action((email: string) => remove(email, context));
  addExamples(command, [
    ['user add lin@example.com --role analyst', 'prints a sign-in link'],
    ['user link lin@example.com', 'prints another'],
    ['user list', 'everybody'],
  ]);
};

interface User {
  id: string;
  email: string;
  name: string;
  role: string;
  lastSignInAt: string | null;
}

async function list({ json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const users = await withBackend(context, getUsers);
  if (json) return context.printJson({ schemaVersion: 1, users });
  printTable(['email', 'name', 'role', 'last sign-in'], users.map(({ email, name, role, lastSignInAt }) => [email, name, role, lastSignInAt ?? 'never']), context);
}

async function add(email: string, { role, name = email.split('@')[0]! }: { role: string; name?: string }, context: CommandContext): Promise<void> {
  const made = await withBackend(context, (backend) => makeLink(backend, '/users', { email, name, role }));
  context.note(`${email} is ${role} now.`);
  printLink(made, context);
}

async function link(email: string | undefined, context: CommandContext): Promise<void> {
  const made = await withBackend(context, async (backend) => makeLink(backend, at`/users/${(await findUser(backend, email)).id}/link`));
  printLink(made, context);
}

interface MadeLink {
  link: string;
  expiresAt: string;
  linkNote: string | null;
}

async function makeLink(backend: Backend, path: string, body?: object): Promise<MadeLink> {
  const made = await backend.request<Omit<MadeLink, 'linkNote'>>('post', path, body && { body });
  return { ...made, linkNote: backend.linkNote ?? null };
}

function printLink({ link, expiresAt, linkNote }: MadeLink, context: CommandContext): void {
  if (linkNote) context.note(linkNote);
  context.note(`The link works once, until ${expiresAt}:`);
  context.print(link);
}

async function remove(email: string, context: CommandContext): Promise<void> {
  await withBackend(context, async (backend) => backend.request('delete', at`/users/${(await findUser(backend, email)).id}`));
  context.print(`${email} may not sign in any more.`);
}

async function getUsers(backend: Backend): Promise<User[]> {
  return (await backend.request<{ users: User[] }>('get', '/users')).users;
}

async function findUser(backend: Backend, email: string | undefined): Promise<User> {
  const users = await getUsers(backend);
  if (email === undefined && users.length === 1) return users[0]!;
  if (email === undefined) throw fail('wrong_usage', { reason: `Name one of the users: ${users.map((user) => user.email).join(', ')}.` });
  const user = users.find((candidate) => candidate.email === email.toLowerCase());
  if (!user) throw fail('not_found', { what: `User "${email}"`, fix: '`npx trunkline user list` shows everybody.' });
  return user;
}
