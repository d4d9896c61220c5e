import { Type, type Static } from '@sinclair/typebox';
import { LocalizedText } from '../localized-text.js';

/** Ids of calendars, such as `cn-banks`. */
export const calendarIdPattern = '^[a-z][a-z0-9_-]{0,63}$';

export const CalendarId = Type.String({ pattern: calendarIdPattern });

export const IsoDate = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' });

/** As of one row of weekly hours: a time that is not after its beginning runs past midnight. */
const Times = Type.Object(
  { from: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }), to: Type.String({ pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' }) },
  { additionalProperties: false },
);

/** The most days of a calendar: ten years of every single day. */
const MOST_DAYS = 3660;

const CalendarDay = Type.Object(
  {
    date: IsoDate,
    kind: Type.Union([Type.Literal('closed'), Type.Literal('open'), Type.Literal('hours')], {
      description: 'closed: no hours begin that day. open: worked all the same, such as a make-up Saturday. hours: the times here hold instead of the weekly ones.',
    }),
    title: Type.Optional(LocalizedText),
    times: Type.Optional(Type.Array(Times, { minItems: 1, maxItems: 12, description: 'Of kind hours.' })),
    like: Type.Optional(Type.Integer({ minimum: 1, maximum: 7, description: 'Of kind open: the day of the week whose hours hold, 1 being Monday. (Default: its own, else those of the first row.)' })),
  },
  { additionalProperties: false },
);

/** Days on which an institution of a country is closed, works all the same, or keeps other hours. A country has as many as it needs: banks, exchanges, a company. */
export const Calendar = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    id: CalendarId,
    title: LocalizedText,
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1, such as CN.' }),
    sample: Type.Optional(Type.Boolean({ description: 'An example: compare it with the official notice before relying on it.' })),
    source: Type.Optional(Type.String({ maxLength: 500, description: 'Where the days come from.' })),
    until: Type.Optional({ ...IsoDate, description: 'The last day it knows about. (Default: the end of the year of its last day.)' }),
    days: Type.Array(CalendarDay, { maxItems: MOST_DAYS }),
  },
  { additionalProperties: false, $id: 'https://trunkline.dev/schemas/calendar.schema.json', title: 'Calendar' },
);

export type Calendar = Static<typeof Calendar>;
export type CalendarDay = Static<typeof CalendarDay>;

/** The last day a calendar knows about, as an ISO date; `null` for one without days. */
export function calendarEnd({ until, days }: Pick<Calendar, 'until' | 'days'>): string | null {
  if (until !== undefined) return until;
  const last = days.map(({ date }) => date).sort().at(-1);
  return last === undefined ? null : `${last.slice(0, 4)}-12-31`;
}
