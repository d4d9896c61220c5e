import type pg from 'pg';
import type { Calendar } from '../../../schemas/documents/calendar.js';
import { fail } from '../../errors.js';
import { versionOf } from '../version-id.js';
import { announceChange } from './announce-change.js';
import { addAuditEntry } from './audit.js';
import { checkBasedOn } from './check-based-on.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

export interface StoredCalendar {
  calendar: string;
  version: string;
  document: Calendar;
  updatedAt: string;
  updatedBy: string;
}

/** One entry of a calendar's history. `document` is `null` where it was removed. */
export interface CalendarChange {
  version: string | null;
  document: Calendar | null;
  note: string;
  at: string;
  who: string;
}

/** The calendars that hold. */
export async function getCalendars(client: Queryable): Promise<StoredCalendar[]> {
  const { rows } = await client.query<Omit<StoredCalendar, 'updatedAt'> & { updatedAt: Date }>(
    `select * from (select distinct on (calendar) calendar, version, document, created_at as "updatedAt", created_by as "updatedBy" from calendars order by calendar, id desc) newest
     where document is not null order by calendar`,
  );
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

/** By id, as flows and checks read them. */
export async function getCalendarShelf(client: Queryable): Promise<Record<string, Calendar>> {
  return Object.fromEntries((await getCalendars(client)).map(({ calendar, document }) => [calendar, document]));
}

/** Newest first. */
export async function getCalendarHistory(client: Queryable, calendar: string): Promise<CalendarChange[]> {
  const { rows } = await client.query<Omit<CalendarChange, 'at'> & { at: Date }>('select version, document, note, created_at as at, created_by as who from calendars where calendar = $1 order by id desc limit 201', [calendar]);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/**
 * Makes the document what holds, from the next turn on every node. The same document again changes nothing. Throws `changed_meanwhile` where
 * another version than `basedOn` holds; `null`: none. (Default: whichever does.)
 */
export async function saveCalendar(pool: pg.Pool, { document, basedOn, note, who }: { document: Calendar; basedOn?: string | null | undefined; note: string; who: string }): Promise<{ version: string; changed: boolean }> {
  return inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('calendar ' || $1))`, [document.id]);
    const { rows } = await client.query<{ version: string | null; who: string }>('select version, created_by as who from calendars where calendar = $1 order by id desc limit 1', [document.id]);
    checkBasedOn({ basedOn, current: toCurrent(rows[0]), next: versionOf(document), what: { 'en-US': `the calendar "${document.id}"`, 'zh-CN': `日历“${document.id}”` } });
    const changed = await addCalendar(client, { document, note, who });
    if (changed) await addAuditEntry(client, { who, action: 'calendar_saved', subject: `calendar:${document.id}`, details: { version: versionOf(document), note } });
    return { version: versionOf(document), changed };
  });
}

/** One that was removed has no version. */
function toCurrent(row: { version: string | null; who: string } | undefined): { version: string; who: string } | null {
  return row?.version ? { version: row.version, who: row.who } : null;
}

/** Answers false where it holds already. */
export async function addCalendar(client: Queryable, { document, note, who }: { document: Calendar; note: string; who: string }): Promise<boolean> {
  const version = versionOf(document);
  const { rowCount } = await client.query(
    `insert into calendars (calendar, version, document, note, created_by) select $1, $2, $3, $4, $5
     where $2 is distinct from (select version from calendars where calendar = $1 order by id desc limit 1)`,
    [document.id, version, JSON.stringify(document), note, who],
  );
  if (rowCount === 0) return false;
  await announceChange(client, 'calendars');
  return true;
}

/** Its history stays. Throws `not_found`. */
export async function removeCalendar(pool: pg.Pool, { calendar, who }: { calendar: string; who: string }): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `insert into calendars (calendar, created_by) select $1, $2 where (select document is not null from calendars where calendar = $1 order by id desc limit 1)`,
      [calendar, who],
    );
    if (rowCount === 0) {
      throw fail('not_found', {
        what: { 'en-US': `Calendar "${calendar}"`, 'zh-CN': `日历“${calendar}”` },
        fix: { 'en-US': 'GET /api/calendars lists what does.', 'zh-CN': '请从日历列表中选择。' },
      });
    }
    await announceChange(client, 'calendars');
    await addAuditEntry(client, { who, action: 'calendar_removed', subject: `calendar:${calendar}` });
  });
}
