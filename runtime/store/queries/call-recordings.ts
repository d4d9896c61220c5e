import type pg from 'pg';
import { addAuditEntry } from './audit.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';
import { readCursor, renderCursor } from './page-cursor.js';

/** A recording that a call left with the carrier: a message for somebody, or the call itself. */
export interface CallRecording {
  callId: string;
  recordingId: string;
  kind: 'message' | 'call';
  /** `null` where the carrier did not say. */
  seconds: number | null;
  flow: string;
  step: string | null;
  /** Who called, E.164. */
  phone: string;
  language: string;
  at: string;
  test: boolean;
  /** Of a message: when somebody said that it was listened to, and what came of it. */
  heardAt: string | null;
  heardBy: string | null;
  note: string;
}

export interface CallRecordingQuery {
  kind?: CallRecording['kind'] | undefined;
  /** Only messages nobody has listened to, or only the others. */
  heard?: boolean | undefined;
  since?: string | undefined;
  before?: string | undefined;
  test?: boolean | undefined;
  limit: number;
  after?: string | undefined;
}

/** The condition is that of the index over these turns, word for word. */
const factsSql = `from turns t cross join lateral jsonb_path_query(t.events, '$[*] ? (@.fact.type == "message_left" || (@.fact.type == "recording_kept" && @.fact.status != "absent"))') event
  join calls c using (call_id)
  left join heard_messages h on h.call_id = t.call_id and h.recording_id = event -> 'fact' ->> 'recordingId'
  where t.events @? '$[*].fact.type ? (@ == "message_left" || @ == "recording_kept")'`;

/** Newest first. A message whose recording the carrier tells of again is one entry. */
export async function getCallRecordings(client: Queryable, { kind, heard, since, before, test = false, limit, after }: CallRecordingQuery): Promise<{ recordings: CallRecording[]; next: string | null }> {
  const cursor = after === undefined ? null : readCursor(after);
  const { rows } = await client.query<Omit<CallRecording, 'heardAt'> & { heardAt: Date | null }>(
    `select * from (
       select distinct on (t.call_id, event -> 'fact' ->> 'recordingId') t.call_id as "callId", event -> 'fact' ->> 'recordingId' as "recordingId",
         case event -> 'fact' ->> 'type' when 'message_left' then 'message' else 'call' end as kind, (event -> 'fact' ->> 'seconds')::float8 as seconds,
         c.flow, event ->> 'step' as step, c.caller as phone, c.language, t.at::text as at, c.test, h.heard_at as "heardAt", h.heard_by as "heardBy", coalesce(h.note, '') as note
       ${factsSql} and ($3::timestamptz is null or t.at >= $3) and ($4::timestamptz is null or t.at < $4) order by t.call_id, event -> 'fact' ->> 'recordingId', event -> 'fact' ->> 'type', t.at
     ) kept
     where ($1::text is null or kind = $1) and ($2::boolean is null or ("heardAt" is not null) = $2)
       and (not test or $5) and ($6::timestamptz is null or (at::timestamptz, "callId", "recordingId") < ($6::timestamptz, $7, $8))
     order by at::timestamptz desc, "callId" desc, "recordingId" desc limit $9`,
    [kind ?? null, heard ?? null, since ?? null, before ?? null, test, cursor?.at ?? null, cursor?.callId ?? '', cursor?.id ?? '', limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    recordings: page.map((row) => ({ ...row, at: new Date(row.at).toISOString(), heardAt: row.heardAt?.toISOString() ?? null })),
    next: rows.length > limit && last ? renderCursor({ at: last.at, callId: last.callId, id: last.recordingId }) : null,
  };
}

/** Says that somebody listened to a message, or takes it back. `false`: the call left no such message. */
export async function markMessage(pool: pg.Pool, { callId, recordingId, heard, note, who }: { callId: string; recordingId: string; heard: boolean; note: string; who: string }): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `select from turns where call_id = $1 and events @? '$[*].fact.type ? (@ == "message_left" || @ == "recording_kept")' and events @> $2::jsonb`,
      [callId, JSON.stringify([{ fact: { type: 'message_left', recordingId } }])],
    );
    if (!rowCount) return false;
    if (heard) {
      await client.query(
        `insert into heard_messages (call_id, recording_id, note, heard_by) values ($1, $2, $3, $4)
         on conflict (call_id, recording_id) do update set note = excluded.note, heard_by = excluded.heard_by, heard_at = now()`,
        [callId, recordingId, note, who],
      );
    } else {
      await client.query('delete from heard_messages where call_id = $1 and recording_id = $2', [callId, recordingId]);
    }
    await addAuditEntry(client, { who, action: 'message_heard', subject: `message:${callId}/${recordingId}`, details: { heard } });
    return true;
  });
}
