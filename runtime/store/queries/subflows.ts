import { fail } from '../../errors.js';
import { getFlowReferences } from '../../engine/flow-references.js';
import type { Queryable } from './in-transaction.js';

/**
 * The versions that a flow published now runs as its subflows: of each the one that is live. Throws `subflow_not_published`, and `subflow_cycle`
 * where one of them runs the flow itself.
 */
export async function pinSubflows(client: Queryable, flow: string, document: unknown): Promise<Record<string, string>> {
  const pinned: Record<string, string> = {};
  for (const reference of getFlowReferences(document).filter(({ comesBack }) => comesBack)) {
    if (Object.hasOwn(pinned, reference.flow)) continue;
    if (reference.flow === flow) throw fail('subflow_cycle', { way: `${flow} → ${flow}` });
    const live = await getLive(client, reference.flow);
    if (!live) throw fail('subflow_not_published', { step: reference.step, flow: reference.flow });
    const way = await findWay(client, live, flow, [flow, reference.flow]);
    if (way) throw fail('subflow_cycle', { way: way.join(' → ') });
    pinned[reference.flow] = live.version;
  }
  return pinned;
}

/** What a flow leads into, and what those lead into, by flow id: the documents of the versions that are live. What is not published is left out. */
export async function getOtherFlows(client: Queryable, document: unknown): Promise<Record<string, unknown>> {
  return getPublishedFlows(client, getFlowReferences(document).map(({ flow }) => flow));
}

/** The same for flows by their ids, these included. */
export async function getPublishedFlows(client: Queryable, ids: readonly string[]): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  const wanted = [...ids];
  for (const flow of wanted) {
    if (Object.hasOwn(found, flow) || Object.keys(found).length >= MAX_OTHER_FLOWS) continue;
    const live = await getLive(client, flow);
    if (!live) continue;
    found[flow] = live.document;
    wanted.push(...getFlowReferences(live.document).map((reference) => reference.flow));
  }
  return found;
}

/** More flows than any installation joins; it bounds what a check reads. */
const MAX_OTHER_FLOWS = 200;

/** Of the flows that this one leads into, those that are drafts and not live. */
export async function getUnpublishedFlows(client: Queryable, document: unknown): Promise<string[]> {
  const ids = [...new Set(getFlowReferences(document).map(({ flow }) => flow))];
  if (ids.length === 0) return [];
  const { rows } = await client.query<{ flow: string }>(
    `select d.flow from drafts d where d.flow = any($1) and not exists (select from publications p where p.flow = d.flow and p.alias = 'live') order by d.flow`,
    [ids],
  );
  return rows.map(({ flow }) => flow);
}

interface PinnedVersion {
  version: string;
  document: unknown;
  subflows: Record<string, string>;
}

async function getLive(client: Queryable, flow: string): Promise<PinnedVersion | null> {
  const { rows } = await client.query<PinnedVersion>(
    `select v.version, v.document, v.subflows from publications p join versions v using (version)
     where p.flow = $1 and p.alias = 'live' order by p.id desc limit 1`,
    [flow],
  );
  return rows[0] ?? null;
}

/** The flows passed from a version to one of `wanted`, through what it pins; `null` where none is. */
async function findWay(client: Queryable, from: PinnedVersion, wanted: string, before: string[]): Promise<string[] | null> {
  for (const [flow, version] of Object.entries(from.subflows)) {
    if (flow === wanted) return [...before, flow];
    const { rows } = await client.query<PinnedVersion>('select version, document, subflows from versions where version = $1', [version]);
    const way = rows[0] && (await findWay(client, rows[0], wanted, [...before, flow]));
    if (way) return way;
  }
  return null;
}
