import type { Rate, VersionReport, VersionRow } from '../../../schemas/answers/report-document.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { at, withBackend } from '../backend/backend.js';
import { readFlowAtAlias } from '../flow-at-alias.js';
import { printTable } from '../print-table.js';
import { readShare } from '../read-share.js';

export const setUpCanary: CommandSetup = (command, context) => {
  const flow = 'a flow, with an alias where it is not "live": card-services@test';
  command.command('show').description('What runs, and its figures beside those of the version that stands.').argument('<flow>', flow).option('--json', 'print one JSON document').action((target: string, options: { json?: boolean }) => show(target, options, context));
  for (const { name, summary } of changes) {
    const change = command.command(name).description(summary).argument('<flow>', flow);
    if (name === 'share') change.argument('<percent>', 'of the callers');
    change.option('--note <text>', 'why, for the record', '').option('--json', 'print one JSON document');
    change.action((target: string, ...rest: unknown[]) => (name === 'share' ? changeCanary(target, { change: name, sharePercent: readShare(rest[0] as string, 'The share') }, rest[1] as ChangeOptions, context) : changeCanary(target, { change: name }, rest[0] as ChangeOptions, context)));
  }
  addExamples(command, [
    ['canary show card-services', 'the canary of card-services@live and its figures'],
    ['canary share card-services 25', 'a quarter of the callers; who is on it stays on it'],
    ['canary promote card-services', 'all callers'],
    ['canary end card-services --note "Fewer contained"', 'none'],
  ]);
};

const changes = [
  { name: 'share', summary: 'Gives it another share of the callers.' },
  { name: 'promote', summary: 'Gives it all callers, from the next call on.' },
  { name: 'end', summary: 'Gives it no caller any more.' },
] as const;

interface ChangeOptions {
  note: string;
  json?: boolean;
}

type Change = { change: 'promote' | 'end' } | { change: 'share'; sharePercent: number };

/** Also what `promote FLOW` does. */
export async function changeCanary(target: string, change: Change, { note, json }: ChangeOptions, context: CommandContext): Promise<void> {
  const { flow, alias } = readFlowAtAlias(target);
  const published = await withBackend(context, (backend) => backend.request<{ version: string; publication: object }>('post', at`/flows/${flow}/canary`, { body: { alias, ...change, note } }));
  const version = published.version.slice(0, 12);
  if (json) context.printJson({ schemaVersion: 1, flow, ...published });
  else if (change.change === 'share') context.print(`${flow}@${alias} tries version ${version} on ${change.sharePercent} % of its callers from the next call on.`);
  else context.print(`${flow}@${alias} is version ${version} for every caller from the next call on.`);
}

interface History {
  aliases: Record<string, string>;
  canaries: Record<string, { version: string; sharePercent: number; since: string }>;
}

async function show(target: string, { json }: { json?: boolean }, context: CommandContext): Promise<void> {
  const { flow, alias } = readFlowAtAlias(target);
  const { stable, canary, rows } = await withBackend(context, async (backend) => {
    const { aliases, canaries } = await backend.request<History>('get', at`/flows/${flow}/versions`);
    const running = canaries[alias];
    const stands = aliases[alias];
    if (!running || stands === undefined) throw fail('not_found', { what: `A canary of ${flow}@${alias}`, fix: `Start one with \`npx trunkline publish ${flow} --alias ${alias} --canary 10\`.` });
    const report = await backend.request<VersionReport>('get', '/report/versions', { query: { flow, alias, from: running.since } });
    return { stable: stands, canary: running, rows: report.rows.filter(({ arm }) => arm !== null) };
  });
  const sides = { stable: rows.find((row) => row.version === stable && row.arm === 'stable') ?? null, canary: rows.find((row) => row.version === canary.version && row.arm === 'canary') ?? null };
  if (json) return context.printJson({ schemaVersion: 1, flow, alias, stable, canary, figures: sides });
  context.print(`${flow}@${alias} tries version ${canary.version.slice(0, 12)} on ${canary.sharePercent} % of its callers since ${canary.since}; the others have ${stable.slice(0, 12)}.`);
  printTable(['', 'stable', 'canary'], figureRows(sides.stable, sides.canary), context);
}

function figureRows(stable: VersionRow | null, canary: VersionRow | null): string[][] {
  const both = (name: string, text: (row: VersionRow) => string) => [name, stable ? text(stable) : '-', canary ? text(canary) : '-'];
  return [
    both('counted calls', (row) => String(row.counted)),
    both('contained', (row) => rateText(row.containment)),
    both('bought', (row) => rateText(row.buyers)),
    both('failed', (row) => rateText(row.failures)),
    both('average seconds', (row) => (row.averageSeconds === null ? '-' : String(row.averageSeconds))),
  ];
}

function rateText({ rate, low, high }: Rate): string {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return rate === null ? '-' : `${percent(rate)} (${percent(low!)} to ${percent(high!)})`;
}
