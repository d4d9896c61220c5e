import type { Flow } from '../../../schemas/documents/flow.js';
import type { JsonObject } from '../../../schemas/json.js';
import { explainHours, renderReason, type HoursAnswer } from '../../engine/explain-hours.js';
import { fail } from '../../errors.js';
import { addExamples, type CommandContext, type CommandSetup } from '../command-context.js';
import { withBackend } from '../backend/backend.js';
import { printTable } from '../print-table.js';
import { readCalendars } from '../read-calendars.js';
import { readJsonFile } from '../read-json-file.js';

export const setUpHours: CommandSetup = (command, context) => {
  command
    .argument('[file]', 'a flow file, with the calendars beside it; without, the published flows of the installation')
    .option('--at <moment>', 'when the call comes in, such as 2026-02-16T10:00, on the clock of the flow unless it names an offset (Default: now)')
    .option('--flow <id>', 'without a file: only this flow')
    .option('--json', 'print one JSON document')
    .action((file: string | undefined, options: HoursOptions) => hours(file, options, context));
  addExamples(command, [
    ['hours flows/broker-400.flow.json --at 2026-02-16T10:00', 'which way each hours step goes then, and why'],
    ['hours --at 2026-10-10T09:30+08:00', 'every number of the installation on a make-up Saturday'],
    ['hours my.flow.json --json', 'now, for scripts'],
  ]);
};

interface HoursOptions {
  at?: string;
  flow?: string;
  json?: boolean;
}

async function hours(file: string | undefined, options: HoursOptions, context: CommandContext): Promise<void> {
  if (file !== undefined && options.flow !== undefined) throw fail('wrong_usage', { reason: 'Name a file or --flow, not both.' });
  const { at, answers } = file === undefined ? await askInstallation(options, context) : await askFile(file, options);
  if (options.json) return context.printJson({ schemaVersion: 1, at, answers });
  if (answers.length === 0) return context.print('No step goes by the hour: callers are treated alike at any time.');
  printTable(['flow', 'step', 'on its clock', 'exit', 'why', 'next change'], answers.map((answer) => [answer.flow, answer.step, `${answer.local} ${answer.timeZone}`, answer.exit, renderReason(answer, 'en-US'), describeChange(answer)]), context);
  for (const calendar of new Set(answers.flatMap(({ missing }) => missing))) context.note(context.notePaint.warn(`The calendar "${calendar}" is not there: its days count as ordinary ones.`));
}

type Answer = HoursAnswer & { flow: string };

async function askFile(file: string, { at }: HoursOptions): Promise<{ at: string; answers: Answer[] }> {
  const document = await readJsonFile(file);
  const states = document !== null && typeof document === 'object' && !Array.isArray(document) ? (document as JsonObject)['states'] : null;
  if (states === null || typeof states !== 'object' || Array.isArray(states)) throw fail('wrong_usage', { reason: `${file} is no flow: a flow is a JSON object with "id", "initial", "meta" and "states".` });
  const flow = document as unknown as Flow;
  const moment = readMoment(at, flow.meta?.timeZone ?? 'Asia/Shanghai');
  return { at: moment, answers: explainHours(flow, moment, await readCalendars(file)).map((answer) => ({ flow: flow.id, ...answer })) };
}

function askInstallation({ at, flow }: HoursOptions, context: CommandContext): Promise<{ at: string; answers: Answer[] }> {
  const moment = readMoment(at, Intl.DateTimeFormat().resolvedOptions().timeZone);
  return withBackend(context, (backend) => backend.request<{ at: string; answers: Answer[] }>('post', '/hours/at', { body: { at: moment, ...(flow && { flow }) } }));
}

/** A moment without an offset is on the clock of the place. */
function readMoment(text: string | undefined, timeZone: string): string {
  if (text === undefined) return new Date().toISOString();
  const moment = /(Z|[+-]\d{2}:?\d{2})$/i.test(text) || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(text) : onTheClock(text, timeZone);
  if (Number.isNaN(moment.getTime())) throw fail('wrong_usage', { reason: `"${text}" is no moment. Write it as 2026-02-16T10:00 or 2026-02-16T10:00:00+08:00.` });
  return moment.toISOString();
}

function onTheClock(text: string, timeZone: string): Date {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return new Date(NaN);
  // The offset of a moment near is that of the moment itself, but for the hour in which clocks change; a second look settles that.
  return new Date(asUtc - offsetAt(asUtc - offsetAt(asUtc, timeZone), timeZone));
}

/** How far a zone is ahead of UTC, in milliseconds; of a zone that does not exist none, since the check names it. */
function offsetAt(moment: number, timeZone: string): number {
  try {
    const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment);
    return Date.parse(`${parts.replace(' ', 'T')}Z`) - Math.floor(moment / 1000) * 1000;
  } catch {
    return 0;
  }
}

function describeChange({ exit, changesAt }: HoursAnswer): string {
  if (changesAt === null) return exit === 'open' ? 'never closes' : 'never opens';
  return `${exit === 'open' ? 'closes' : 'opens'} ${changesAt.slice(0, 16).replace('T', ' ')}`;
}
