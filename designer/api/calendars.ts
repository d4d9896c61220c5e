import type { Calendar } from '../../schemas/documents/calendar.js';
import type { HoursAnswer } from '../../runtime/engine/explain-hours.js';
import type { LocalizedText } from '../../schemas/localized-text.js';
import { api } from './client.js';
import type { Use } from './switches.js';

export interface CalendarEntry {
  calendar: string;
  version: string;
  document: Calendar;
  endsOn: string | null;
  updatedAt: string;
  updatedBy: string;
  uses: Use[];
}

export interface CalendarChange {
  version: string | null;
  document: Calendar | null;
  /** Against the version before. */
  days: DayChanges | null;
  note: string;
  at: string;
  who: string;
}

/** Dates. */
export interface DayChanges {
  added: string[];
  removed: string[];
  changed: string[];
}

export interface CalendarReading {
  format: string;
  calendar: Calendar | null;
  problems: { line: number | null; messages: Record<'en-US' | 'zh-CN', string> }[];
  changes: DayChanges | null;
  /** The version that holds, which the changes are told against; null for a new calendar. */
  replaces: string | null;
  /** Who goes by the calendar, and the numbers these flows answer. */
  uses: Use[];
  numbers: string[];
  saved: boolean;
}

export type HoursAt = HoursAnswer & { flow: string; flowName: LocalizedText | string | null; alias: string; numbers: string[]; reason: Record<'en-US' | 'zh-CN', string> };

export interface CalendarUpload {
  text: string;
  fileName?: string;
  id?: string;
  title?: Record<string, string>;
  country?: string;
  dryRun: boolean;
  note?: string;
  /** What the dry run said it replaces. */
  basedOn?: string | null;
}

const pathOf = (calendar: string): string => `/calendars/${encodeURIComponent(calendar)}`;

export const calendarsApi = {
  list: (signal?: AbortSignal) => api.get<{ calendars: CalendarEntry[] }>('/calendars', {}, signal),
  history: (calendar: string, signal?: AbortSignal) => api.get<{ changes: CalendarChange[] }>(`${pathOf(calendar)}/history`, {}, signal),
  /** `basedOn`: the version that was edited, `null` for a new calendar; without it whatever holds is replaced. */
  save: (document: Calendar, note: string, basedOn?: string | null) => api.put<{ version: string; changed: boolean }>(pathOf(document.id), { document, note, basedOn }),
  remove: (calendar: string) => api.delete(pathOf(calendar)),
  upload: (upload: CalendarUpload) => api.post<CalendarReading>('/calendars/import', upload),
  propose: (country: string, years: number[]) => api.post<{ calendar: Calendar }>('/calendars/propose', { country, years }),
  at: (at: string, signal?: AbortSignal) => api.post<{ at: string; answers: HoursAt[] }>('/hours/at', { at }, signal),
};
