import type { Json } from '../../../schemas/json.js';
import type { Queryable } from './in-transaction.js';

/** A step that plays a recording. */
export interface RecordingUse {
  recording: string;
  flow: string;
  /** As `meta.name` has it: text, or text per language. */
  flowName: Json;
  step: string;
  /** As its `title` has it; `null`: it has none. */
  stepTitle: Json;
  /** What callers of the flow may speak: the languages that the recording should have. */
  languages: string[];
  /** Callers reach it: it is in a version that an alias points to. */
  live: boolean;
  /** It is in the draft. */
  draft: boolean;
}

/** Every use, by recording, flow and step, in drafts and in what aliases point to now. */
export async function getRecordingUses(client: Queryable): Promise<RecordingUse[]> {
  const { rows } = await client.query<RecordingUse>(
    `with pointed as (
       select distinct on (flow, alias) flow, version, canary from publications order by flow, alias, id desc
     ), documents as (
       select p.flow, v.document::jsonb as document, true as live from pointed p join versions v on v.version in (p.version, p.canary)
       union all select flow, document::jsonb, false from drafts
     ), uses as (
       select d.flow, d.document -> 'meta' as meta, d.live, s.key as step, s.value -> 'meta' as data,
         case s.value -> 'meta' ->> 'step' when 'play_audio' then s.value -> 'meta' ->> 'recording' when 'enqueue' then s.value -> 'meta' ->> 'music' end as recording
       from documents d cross join lateral jsonb_each(case jsonb_typeof(d.document -> 'states') when 'object' then d.document -> 'states' else '{}' end) s
     )
     select recording, flow, (array_agg(meta -> 'name' order by live))[1] as "flowName", step, (array_agg(data -> 'title' order by live))[1] as "stepTitle",
       coalesce((array_agg(case jsonb_typeof(meta -> 'languages') when 'array' then meta -> 'languages' end order by live))[1], '[]') as languages, bool_or(live) as live, bool_or(not live) as draft
     from uses where recording is not null and recording <> '' group by recording, flow, step order by recording, flow, step`,
  );
  return rows;
}
