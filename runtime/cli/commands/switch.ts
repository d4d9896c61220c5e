import type { Json } from '../../../schemas/json.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend } from '../backend/backend.js';
import { printTable } from '../print-table.js';

export const setUpSwitch: CommandSetup = (command, context) => {
  command.command('list').description('Every switch with its value; those that a flow reads and nobody has set, with its default.').option('--json', 'print one JSON document').action((options: { json?: boolean }) => list(options, context));
  command
    .command('set')
    .description('Sets a switch on every node, from the next turn of every call on.')
    .argument('<name>', 'such as announcement')
    .argument('[value]', 'on, off, a percentage such as 25%, JSON such as true or 3; anything else is text')
    .option('--text <language=words>', 'words of an announcement, once a language: --text "zh-CN=系统正在维护。"; the switch is on', collect, [])
    .option('--until <moment>', 'from then on the default holds again: 2026-12-01T18:00+08:00, or a time from now such as 30m, 2h, 1d')
    .option('--note <text>', 'why, for the history')
    .action((name: string, value: string | undefined, options: SetOptions) => set(name, value, options, context));
  command
    .command('clear')
    .description('Goes back to the default of each flow.')
    .argument('<name>')
    .option('--note <text>', 'why, for the history')
    .action((name: string, options: { note?: string }) => clear(name, options, context));
  command.command('history').description('Who changed a switch from what to what, when and why.').argument('<name>').option('--json', 'print one JSON document').action((name: string, options: { json?: boolean }) => history(name, options, context));
  addExamples(command, [
    ['switch list', 'all switches, with the flows that read them'],
    ['switch set selling off --until 2h --note "card core is slow"', 'for two hours'],
    ['switch set new_menu 25%', 'a quarter of the callers'],
    ['switch set emergency_announcement --text "zh-CN=系统正在维护。" --until 30m', 'said at once'],
    ['switch clear selling', 'the default of each flow'],
  ]);
};

interface SetOptions {
  text: string[];
  until?: string;
  note?: string;
}

interface SwitchEntry {
  switch: string;
  set: boolean;
  value: Json;
  until: string | null;
  note: string;
  updatedAt: string | null;
  updatedBy: string | null;
  defaults: string[];
  uses: { flow: string; steps: string[] }[];
}

async function list({ json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const { switches } = await withBackend(context, (backend) => backend.request<{ switches: SwitchEntry[] }>('get', '/switches'));
  if (json) return context.printJson({ schemaVersion: 1, switches });
  printTable(
    ['switch', 'value', 'until', 'set', 'by', 'used by', 'note'],
    switches.map((entry) => [entry.switch, entry.set ? JSON.stringify(entry.value) : `not set (default ${entry.defaults.join('/') || 'of the flow'})`, entry.until ?? '', entry.set ? (entry.updatedAt ?? '') : '', entry.set ? (entry.updatedBy ?? '') : '', entry.uses.map(({ flow }) => flow).join(', '), entry.note]),
    context,
  );
}

async function set(name: string, words: string | undefined, { text, until, note }: SetOptions, context: CommandContext): Promise<void> {
  if ((words === undefined) === (text.length === 0)) throw fail('wrong_usage', { reason: 'Name a value, or the words of an announcement with --text.' });
  const value = words === undefined ? { on: true, texts: readTexts(text) } : readValue(words);
  const end = until === undefined ? undefined : readEnd(until);
  await withBackend(context, (backend) => backend.request('put', at`/switches/${name}`, { body: { value, ...(end && { until: end }), ...(note && { note }) } }));
  context.print(`${name} is ${JSON.stringify(value)} from the next turn on${end ? `, until ${end}` : ''}.`);
}

async function clear(name: string, { note }: { note?: string }, context: CommandContext): Promise<void> {
  await withBackend(context, (backend) => backend.request('delete', at`/switches/${name}`, { query: { note } }));
  context.print(`${name} is not set any more: the default of each flow holds.`);
}

interface Change {
  before: { value: Json } | null;
  after: { value: Json } | null;
  until: string | null;
  note: string;
  at: string;
  who: string;
}

async function history(name: string, { json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const { changes } = await withBackend(context, (backend) => backend.request<{ changes: Change[] }>('get', at`/switches/${name}/history`));
  if (json) return context.printJson({ schemaVersion: 1, changes });
  const told = (entry: { value: Json } | null): string => (entry === null ? 'not set' : JSON.stringify(entry.value));
  printTable(['when', 'who', 'from', 'to', 'until', 'note'], changes.map((change) => [change.at, change.who, told(change.before), told(change.after), change.until ?? '', change.note]), context);
}

function collect(text: string, before: string[]): string[] {
  return [...before, text];
}

function readTexts(texts: string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, language, words] = /^([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)=(.+)$/s.exec(text) ?? [];
      if (!language || !words) throw fail('wrong_usage', { reason: `--text is a language and its words, such as "zh-CN=系统正在维护。", not "${text}".` });
      return [language, words];
    }),
  );
}

const FROM_NOW = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Throws `wrong_usage` for what is no moment, or is over. */
function readEnd(text: string): string {
  const [, count, unit] = /^(\d{1,4})\s*([mhd])$/.exec(text) ?? [];
  const end = count ? new Date(Date.now() + Number(count) * FROM_NOW[unit as keyof typeof FROM_NOW]) : new Date(text);
  if (Number.isNaN(end.getTime()) || (!count && !/(Z|[+-]\d{2}:?\d{2})$/i.test(text))) throw fail('wrong_usage', { reason: `--until is a moment with its offset, such as 2026-12-01T18:00+08:00, or a time from now such as 30m, 2h, 1d; not "${text}".` });
  if (end.getTime() <= Date.now()) throw fail('wrong_usage', { reason: `--until names ${end.toISOString()}, which is over.` });
  return end.toISOString();
}

function readValue(text: string): Json {
  if (text === 'on') return true;
  if (text === 'off') return false;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
