import { LRUCache } from 'lru-cache';
import type { Flow } from '../../../schemas/documents/flow.js';
import type { LocalizedText } from '../../../schemas/localized-text.js';
import { findUses, type FlowUses } from '../../engine/find-uses.js';
import type { Queryable } from './in-transaction.js';

/** A flow that callers can reach, or a draft, with what it leans on. */
export interface UsingFlow {
  flow: string;
  /** `draft`: as it is worked on; else the alias whose version this is. */
  alias: string;
  document: Flow;
}

/** What every alias points to now, and every draft. */
export async function getUsingFlows(client: Queryable): Promise<UsingFlow[]> {
  const { rows } = await client.query<UsingFlow>(
    `select p.flow, p.alias, v.document from (select distinct on (flow, alias) flow, alias, version from publications order by flow, alias, id desc) p join versions v on v.version = p.version
     union all select flow, 'draft', document from drafts order by flow, alias`,
  );
  return rows;
}

export interface Use {
  flow: string;
  /** What it is called: as in the draft, else as in a published version; `null` where it does not say. */
  flowName: LocalizedText | string | null;
  aliases: string[];
  steps: string[];
  /** What the steps are called, by their ids: as in the draft, else as in a published version. */
  titles: Record<string, LocalizedText>;
}

/** By kind and name: which flows lean on it, in which aliases, at which steps; and the defaults of switches. */
export interface Uses {
  switches: Record<string, { uses: Use[]; defaults: ('on' | 'off')[] }>;
  calendars: Record<string, Use[]>;
  products: Record<string, Use[]>;
}

/** Pages ask every few seconds: a document is read and gone through once, however often its flow is asked for. */
export async function getUses(client: Queryable): Promise<Uses> {
  const { rows } = await client.query<{ flow: string; alias: string; document: string }>(
    `select flow, alias, version as document from (select distinct on (flow, alias) flow, alias, version from publications order by flow, alias, id desc) newest
     union all select flow, 'draft', md5(document::text) from drafts order by flow, alias`,
  );
  await readUnknown(client, [...new Set(rows.map(({ document }) => document))].filter((document) => !known.has(document)));
  const uses: Uses = { switches: {}, calendars: {}, products: {} };
  for (const { flow, alias, document } of rows) addUses(uses, flow, alias, known.get(document) ?? { switches: [], calendars: [], products: [], titles: {}, flowName: null });
  return uses;
}

/** By the hash of the document, so that it is the same whatever database it stands in. */
const known = new LRUCache<string, FlowUses>({ max: 2000 });

async function readUnknown(client: Queryable, documents: string[]): Promise<void> {
  if (documents.length === 0) return;
  const { rows } = await client.query<{ key: string; document: Flow }>(
    `select version as key, document from versions where version = any($1) union all select md5(document::text), document from drafts where md5(document::text) = any($1)`,
    [documents],
  );
  for (const { key, document } of rows) known.set(key, findUses(document));
}

function addUses(uses: Uses, flow: string, alias: string, found: FlowUses): void {
  for (const { name, step, default: standing } of found.switches) {
    const entry = (uses.switches[name] ??= { uses: [], defaults: [] });
    addUse(entry.uses, flow, alias, step, found);
    if (standing && !entry.defaults.includes(standing)) entry.defaults.push(standing);
  }
  for (const { name, step } of found.calendars) addUse((uses.calendars[name] ??= []), flow, alias, step, found);
  for (const { name, step } of found.products) addUse((uses.products[name] ??= []), flow, alias, step, found);
}

function addUse(uses: Use[], flow: string, alias: string, step: string, { titles, flowName }: FlowUses): void {
  let use = uses.find((known) => known.flow === flow);
  if (!use) uses.push((use = { flow, flowName, aliases: [], steps: [], titles: {} }));
  if (!use.aliases.includes(alias)) use.aliases.push(alias);
  if (!use.steps.includes(step)) use.steps.push(step);
  const title = titles[step];
  if (title && (alias === 'draft' || !use.titles[step])) use.titles[step] = title;
  if (flowName && alias === 'draft') use.flowName = flowName;
}
