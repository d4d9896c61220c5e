import { Type, type Static } from '@sinclair/typebox';
import { Calendar, CalendarId, calendarEnd } from '../../../../schemas/documents/calendar.js';
import { FlowId, type Flow } from '../../../../schemas/documents/flow.js';
import { LocalizedText } from '../../../../schemas/localized-text.js';
import { checkCalendar } from '../../../calendars/check-calendar.js';
import { compareCalendars } from '../../../calendars/compare-calendars.js';
import { proposeHolidays } from '../../../calendars/propose-holidays.js';
import { readCalendarText } from '../../../calendars/read-calendar-text.js';
import { nameOfFlow } from '../../../engine/find-uses.js';
import { explainHours, renderReason } from '../../../engine/explain-hours.js';
import { fail } from '../../../errors.js';
import { getCalendarHistory, getCalendars, getCalendarShelf, removeCalendar, saveCalendar } from '../../../store/queries/calendars.js';
import { versionOf } from '../../../store/version-id.js';
import { getUses, getUsingFlows } from '../../../store/queries/flow-uses.js';
import { getNumbers } from '../../../store/queries/numbers.js';
import { closed, Document, Empty, Moment, Name, Note, nullable, Use, Version } from '../api-schemas.js';
import { checkSameId } from '../check-same-id.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const BothLanguages = closed({ 'en-US': Type.String(), 'zh-CN': Type.String() });

const Changes = closed({ added: Type.Array(Type.String()), removed: Type.Array(Type.String()), changed: Type.Array(Type.String()) });

const Answer = closed({
  flow: Type.String(),
  flowName: Name,
  alias: Type.String(),
  numbers: Type.Array(Type.String({ description: 'Those this flow answers; * stands for every number without an entry.' })),
  step: Type.String(),
  title: nullable(LocalizedText),
  timeZone: Type.String(),
  local: Type.String({ description: 'The moment on the clock of the place.' }),
  exit: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  why: Type.String(),
  date: Type.String(),
  calendar: nullable(Type.String()),
  dayTitle: nullable(LocalizedText),
  reason: BothLanguages,
  changesAt: nullable(Type.String({ description: 'When it opens or closes next, on the clock of the place.' })),
  missing: Type.Array(Type.String()),
});

export function createCalendarRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/calendars',
      access: 'calendars.read',
      summary: 'Holidays, make-up workdays and days with other hours, by calendar, and which flows go by them.',
      response: closed({
        calendars: Type.Array(closed({ calendar: Type.String(), version: Version, document: Calendar, endsOn: nullable(Type.String()), updatedAt: Moment, updatedBy: Type.String(), uses: Type.Array(Use) })),
      }),
      handle: async () => {
        const [calendars, { calendars: uses }] = await Promise.all([getCalendars(pool), getUses(pool)]);
        return { calendars: calendars.map((entry) => ({ ...entry, endsOn: calendarEnd(entry.document), uses: uses[entry.calendar] ?? [] })) };
      },
    }),

    defineRoute({
      method: 'get',
      path: '/calendars/:calendar/history',
      access: 'calendars.read',
      summary: 'Every version of a calendar, who saved it and why. Newest first; without a document it was removed.',
      parameters: closed({ calendar: CalendarId }),
      response: closed({ changes: Type.Array(closed({ version: nullable(Version), document: nullable(Calendar), days: { ...nullable(Changes), description: 'The dates that differ from the version before; null where the calendar was removed.' }, note: Type.String(), at: Moment, who: Type.String() })) }),
      handle: async ({ parameters: { calendar } }) => {
        const changes = await getCalendarHistory(pool, calendar);
        // One more was read, to tell the last of them against.
        return { changes: changes.slice(0, 200).map((change, at) => ({ ...change, days: change.document && compareCalendars(changes[at + 1]?.document ?? null, change.document) })) };
      },
    }),

    defineRoute({
      method: 'put',
      path: '/calendars/:calendar',
      access: 'calendars.write',
      summary: 'Saves a calendar; flows that go by it follow from the next turn on.',
      parameters: closed({ calendar: CalendarId }),
      body: closed({ document: Calendar, note: Type.Optional(Note), basedOn: Type.Optional({ ...nullable(Version), description: 'The version that was edited, null for a new calendar; another that holds by now is a conflict. (Default: whichever holds.)' }) }),
      response: closed({ version: Version, changed: Type.Boolean() }),
      failures: [409],
      handle: async ({ parameters: { calendar }, body: { document, note = '', basedOn }, identity }) => {
        checkSameId(document.id, calendar);
        const [problem] = checkCalendar(document);
        if (problem) throw fail('invalid_request', { reason: problem.messages });
        return saveCalendar(pool, { document, basedOn, note, who: identity().who });
      },
    }),

    defineRoute({
      method: 'delete',
      path: '/calendars/:calendar',
      access: 'calendars.write',
      summary: 'Removes a calendar that no published flow goes by. Its history stays.',
      parameters: closed({ calendar: CalendarId }),
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { calendar }, identity }) => {
        const uses = (await getUses(pool)).calendars[calendar]?.filter(({ aliases }) => aliases.some((alias) => alias !== 'draft')) ?? [];
        if (uses.length > 0) throw fail('invalid_request', { reason: tellUses(calendar, uses) });
        await removeCalendar(pool, { calendar, who: identity().who });
        return {};
      },
    }),

    defineRoute({
      method: 'post',
      path: '/calendars/import',
      access: 'calendars.write',
      summary: 'Reads JSON, CSV or iCalendar, and says what is wrong with it or what it would change; with dryRun false it is saved.',
      body: closed({
        text: Type.String({ maxLength: 2_100_000 }),
        fileName: Type.Optional(Type.String({ maxLength: 255 })),
        id: Type.Optional(CalendarId),
        title: Type.Optional(LocalizedText),
        country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
        dryRun: Type.Optional(Type.Boolean({ default: true })),
        note: Type.Optional(Note),
        basedOn: Type.Optional({ ...nullable(Version), description: 'What a dry run said it replaces; another that holds by now is a conflict. (Default: whichever holds.)' }),
      }),
      bodyLimitBytes: 4_500_000,
      failures: [409],
      response: closed({
        format: Type.String(),
        calendar: nullable(Calendar),
        problems: Type.Array(closed({ line: nullable(Type.Integer()), messages: BothLanguages })),
        changes: nullable(Changes),
        replaces: { ...nullable(Version), description: 'The version that holds, which the changes are told against; null for a new calendar.' },
        uses: Type.Array(Use, { description: 'The flows that go by the calendar of this id.' }),
        numbers: Type.Array(Type.String(), { description: 'The numbers these flows answer; * stands for every number without an entry.' }),
        saved: Type.Boolean(),
      }),
      handle: async ({ body: { text, fileName, dryRun = true, note = '', basedOn, ...names }, identity }) => {
        const read = readCalendarText(text, { ...(fileName && { fileName }), names });
        if (!read.calendar) return { ...read, changes: null, replaces: null, uses: [], numbers: [], saved: false };
        const [shelf, { calendars }, numbers] = await Promise.all([getCalendarShelf(pool), getUses(pool), getNumbers(pool)]);
        const before = shelf[read.calendar.id] ?? null;
        const uses = calendars[read.calendar.id] ?? [];
        const changes = compareCalendars(before, read.calendar);
        const saved = dryRun ? false : (await saveCalendar(pool, { document: read.calendar, basedOn, note, who: identity().who })).changed;
        return { ...read, changes, replaces: before && versionOf(before), uses, numbers: answeredBy(uses, numbers), saved };
      },
    }),

    defineRoute({
      method: 'post',
      path: '/calendars/propose',
      access: 'calendars.write',
      summary: "A country's statutory public holidays as a start. Nothing is saved; make-up workdays have to be added.",
      body: closed({ country: Type.String({ pattern: '^[A-Z]{2}$' }), years: Type.Array(Type.Integer({ minimum: 1970, maximum: 2100 }), { minItems: 1, maxItems: 5 }), id: Type.Optional(CalendarId) }),
      response: closed({ calendar: Calendar }),
      handle: ({ body }) => Promise.resolve({ calendar: proposeHolidays(body) }),
    }),

    defineRoute({
      method: 'post',
      path: '/hours/at',
      access: 'calendars.read',
      summary: 'What happens to a call at this moment: every hours step of the published flows, or of one document, with the exit it takes and why.',
      body: closed({ at: Type.String({ format: 'date-time', description: 'With its offset, such as 2026-02-16T10:00:00+08:00.' }), flow: Type.Optional(FlowId), document: Type.Optional(Document) }),
      response: closed({ at: Moment, answers: Type.Array(Answer) }),
      handle: async ({ body: { at, flow, document } }) => {
        const moment = new Date(at).toISOString();
        const [calendars, flows, numbers] = await Promise.all([getCalendarShelf(pool), document ? [draftOf(document)] : getUsingFlows(pool), getNumbers(pool)]);
        const asked = flows.filter((each) => (document || each.alias !== 'draft') && (!flow || each.flow === flow));
        const answers = asked.flatMap((each) =>
          explainHours(each.document, moment, calendars).map((answer) => ({
            flow: each.flow,
            flowName: nameOfFlow(each.document),
            alias: each.alias,
            numbers: numbers.filter((number) => number.flow === each.flow && number.alias === each.alias).map(({ number }) => number),
            ...answer,
            reason: { 'en-US': renderReason(answer, 'en-US'), 'zh-CN': renderReason(answer, 'zh-CN') },
          })),
        );
        return { at: moment, answers };
      },
    }),
  ];
}

function draftOf(document: object): { flow: string; alias: string; document: Flow } {
  const { id } = document as { id?: unknown };
  return { flow: typeof id === 'string' ? id : 'draft', alias: 'draft', document: document as Flow };
}

/** The numbers whose calls the flows take. */
function answeredBy(uses: readonly Static<typeof Use>[], numbers: readonly { number: string; flow: string; alias: string }[]): string[] {
  return numbers.filter(({ flow, alias }) => uses.some((use) => use.flow === flow && use.aliases.includes(alias))).map(({ number }) => number);
}

/** Why a calendar stays: the published flows with their steps. */
function tellUses(calendar: string, uses: readonly { flow: string; steps: readonly string[] }[]): Static<typeof BothLanguages> {
  return {
    'en-US': `Published flows go by "${calendar}": ${uses.map(({ flow, steps }) => `${flow} (${steps.join(', ')})`).join('; ')}. Publish them without it first.`,
    'zh-CN': `已发布的流程正在使用日历“${calendar}”：${uses.map(({ flow, steps }) => `${flow}（${steps.join('、')}）`).join('；')}。请先发布不再使用它的版本。`,
  };
}
