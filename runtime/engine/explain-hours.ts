import type { Calendar } from '../../schemas/documents/calendar.js';
import type { Flow } from '../../schemas/documents/flow.js';
import { nextChange } from '../../schemas/next-opening.js';
import { openingOf, type HoursData } from '../../schemas/steps/hours/hours.js';
import { readOpening, type OpeningState } from '../../schemas/weekly-hours.js';

/** What one hours step would do with a call at a moment. */
export interface HoursAnswer {
  step: string;
  title: Record<string, string> | null;
  timeZone: string;
  /** The moment on the clock of the place, with its offset. */
  local: string;
  exit: 'open' | 'closed';
  why: OpeningState['why'];
  date: string;
  calendar: string | null;
  dayTitle: Record<string, string> | null;
  /** When it changes to the other exit, on the clock of the place; `null`: not within 400 days. */
  changesAt: string | null;
  /** Calendars the step names that are not there. */
  missing: string[];
}

/** What happens to a call at a moment, for every hours step of a flow. Steps of a time zone that does not exist are left out; a check names them. */
export function explainHours(flow: Flow, at: string, calendars: Record<string, Calendar>): HoursAnswer[] {
  return Object.entries(flow.states ?? {}).flatMap(([step, state]) => {
    if (state?.meta?.step !== 'hours') return [];
    const answer = explainStep(state.meta as unknown as HoursData, { at, calendars, timeZone: flow.meta?.timeZone ?? 'Asia/Shanghai' });
    return answer ? [{ step, title: (state.meta.title as Record<string, string> | undefined) ?? null, ...answer }] : [];
  });
}

/** As `explainHours`, for the data of one step; `null` where its hours or its time zone cannot be read. */
export function explainStep(data: HoursData, { at, calendars, timeZone: flowZone }: { at: string; calendars: Record<string, Calendar>; timeZone: string }): Omit<HoursAnswer, 'step' | 'title'> | null {
  if (!isReadable(data)) return null;
  const timeZone = data.timeZone ?? flowZone;
  const { opening, missing } = openingOf(data, calendars);
  const state = readOpening(opening, at, timeZone);
  if (!state) return null;
  const { open, why, date, calendar, title } = state;
  return { timeZone, local: onTheClockOf(timeZone, at), exit: open ? 'open' : 'closed', why, date, calendar, dayTitle: title ?? null, changesAt: nextChange(opening, at, timeZone), missing };
}

/** Why, in a sentence of each language: "closed: Spring Festival (calendar cn-banks)". */
export function renderReason(answer: Pick<HoursAnswer, 'exit' | 'why' | 'date' | 'calendar' | 'dayTitle'>, language: 'en-US' | 'zh-CN'): string {
  const { exit, why, date, calendar, dayTitle } = answer;
  const name = dayTitle?.[language] ?? Object.values(dayTitle ?? {})[0] ?? date;
  const [source, whyWords] = language === 'zh-CN' ? [calendar === null ? '步骤自己的日期' : `日历 ${calendar}`, chinese] : [calendar === null ? 'a date of the step' : `calendar ${calendar}`, english];
  const words = whyWords[why][exit];
  if (why === 'hours') return words;
  return language === 'zh-CN' ? `${words}：${name}（${source}）` : `${words}: ${name} (${source})`;
}

/** The reason where the exit is said already. */
export function renderCause(answer: Parameters<typeof renderReason>[0], language: 'en-US' | 'zh-CN'): string {
  return renderReason(answer, language).replace(/^(open|closed|营业|休息)[:：]\s*/, '');
}

const english: Record<OpeningState['why'], Record<'open' | 'closed', string>> = {
  hours: { open: 'open: within the weekly hours', closed: 'closed: outside the weekly hours' },
  closed_day: { open: 'open', closed: 'closed' },
  open_day: { open: 'open, a day that is worked', closed: 'closed, outside the hours of a day that is worked' },
  special_hours: { open: 'open, with hours of its own', closed: "closed, outside the day's own hours" },
};

const chinese: typeof english = {
  hours: { open: '营业：在每周营业时间内', closed: '休息：不在每周营业时间内' },
  closed_day: { open: '营业', closed: '休息' },
  open_day: { open: '营业，当天上班', closed: '休息，当天上班但不在营业时间内' },
  special_hours: { open: '营业，当天时间另定', closed: '休息，不在当天另定的时间内' },
};

/** A draft may be wrong. */
function isReadable(data: HoursData): boolean {
  return Array.isArray(data.weekly) && data.weekly.every((row) => Array.isArray(row?.days) && /^\d\d:\d\d$/.test(row.from) && /^\d\d:\d\d$/.test(row.to)) && [data.closedOn, data.openOn, data.calendars].every((list) => list === undefined || Array.isArray(list));
}

function onTheClockOf(timeZone: string, at: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));
}
