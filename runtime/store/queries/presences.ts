import { unknownFlow } from './drafts.js';
import type { Queryable } from './in-transaction.js';

/** Somebody who has a flow open right now. */
export interface Presence {
  /** Of one open page: a person with two windows is there twice. */
  editor: string;
  name: string;
  /** The step they have selected. */
  step: string | null;
  since: string;
}

export interface Company {
  /** Everybody, whoever asks included; who came first comes first. */
  editors: Presence[];
  /** Of the draft as it is saved, so that a page notices that somebody else saved. */
  revision: number;
}

/** A page that was not heard of for this long is closed. It tells every three seconds. */
const GONE_SECONDS = 12;

/** Notes that a page is open and answers who else is there: one statement. Throws `not_found` for a flow that is not there. */
export async function notePresence(client: Queryable, { flow, editor, userId, name, step }: { flow: string; editor: string; userId: string; name: string; step: string | null }): Promise<Company> {
  const { rows } = await client.query<{ revision: number; editors: (Omit<Presence, 'since'> & { since: string })[] }>(
    `with noted as (
       insert into presences as known (flow, editor, user_id, name, step) select flow, $2, $3, $4, $5 from flows where flow = $1
       on conflict (flow, editor) do update set name = excluded.name, step = excluded.step, seen_at = now() where known.user_id = excluded.user_id
       returning editor, name, step, since
     ), gone as (
       delete from presences where flow = $1 and seen_at < now() - interval '1 hour' and editor <> $2
     ), here as (
       select editor, name, step, since from presences where flow = $1 and editor <> $2 and seen_at > now() - make_interval(secs => ${GONE_SECONDS})
       union all select editor, name, step, since from noted
     )
     select d.revision, (select coalesce(json_agg(here order by since, editor), '[]') from here) as editors from drafts d where d.flow = $1`,
    [flow, editor, userId, name, step],
  );
  if (!rows[0]) throw unknownFlow(flow);
  const { revision, editors } = rows[0];
  return { revision, editors: editors.map((entry) => ({ ...entry, since: new Date(entry.since).toISOString() })) };
}

/** The page was closed. */
export async function endPresence(client: Queryable, { flow, editor, userId }: { flow: string; editor: string; userId: string }): Promise<void> {
  await client.query('delete from presences where flow = $1 and editor = $2 and user_id = $3', [flow, editor, userId]);
}
