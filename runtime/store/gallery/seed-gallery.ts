import type pg from 'pg';
import type { Calendar } from '../../../schemas/documents/calendar.js';
import { getFlowReferences } from '../../engine/flow-references.js';
import { emptyLayout } from '../queries/drafts.js';
import { inTransaction } from '../queries/in-transaction.js';
import type { Queryable } from '../queries/in-transaction.js';
import { addPublication, lockFlow } from '../queries/publications.js';
import { addCalendar } from '../queries/calendars.js';
import { addProduct } from '../queries/products.js';
import { addMissingScenarios } from '../queries/scenarios.js';
import { addVersion } from '../queries/versions.js';
import { versionOf } from '../version-id.js';
import { readGallery } from './read-gallery.js';
import type { GalleryFlow, GalleryProduct } from './read-gallery.js';

export interface GalleryOptions {
  pool: pg.Pool;
  /** Holds `<flow>.flow.json` with `<flow>.layout.json`, and `products/<product>.product.json`; `calendars/<calendar>.calendar.json`. */
  flowsDir: string;
  log: GalleryLog;
}

/** A part of a pino logger. */
export interface GalleryLog {
  info(details: object, message: string): void;
}

/** What was new: flow and product ids. */
export interface SeededGallery {
  flows: string[];
  products: string[];
}

/**
 * Publishes the gallery, at every start: what is not there yet, and newer versions of what nobody has changed. Whatever users did stands:
 * a draft they edited, a version they published or rolled back to, terms they put on sale. Nodes that start at once do it once.
 */
export async function seedGallery({ pool, flowsDir, log }: GalleryOptions): Promise<SeededGallery> {
  const gallery = await readGallery(flowsDir);
  return inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(${lockKey})`);
    const products = await filterAsync(gallery.products, (product) => seedProduct(client, product));
    for (const calendar of gallery.calendars) await seedCalendar(client, calendar);
    const renewed = new Set<string>();
    const flows = await filterAsync(inPublishingOrder(gallery.flows), async (flow) => {
      const isSeeded = await seedFlow(client, flow, renewed);
      if (isSeeded) renewed.add(flow.document.id);
      return isSeeded;
    });
    await seedDefaultNumber(client);
    const seeded = { flows: flows.map(({ document }) => document.id), products: products.map(({ id }) => id) };
    if (seeded.flows.length + seeded.products.length > 0) log.info(seeded, 'The gallery was published');
    return seeded;
  });
}

/** Who the gallery's rows are by. */
const who = 'gallery';
const alias = 'live';
const defaultFlow = 'card-services';
const lockKey = '1953658222, 4';

async function seedFlow(client: Queryable, flow: GalleryFlow, renewed: ReadonlySet<string>): Promise<boolean> {
  const { rowCount: isNew } = await client.query('insert into flows (flow) values ($1) on conflict do nothing', [flow.document.id]);
  const isSeeded = isNew ? await addFlow(client, flow) : await renewFlow(client, flow, renewed);
  // Only with a version of their own: a scenario that a designer took away does not come back at each start.
  if (isSeeded) await addMissingScenarios(client, flow.document.id, flow.scenarios ?? [], who);
  return isSeeded;
}

async function addFlow(client: Queryable, { document, layout = emptyLayout(document.id) }: GalleryFlow): Promise<true> {
  const flow = document.id;
  const version = await addVersion(client, { flow, document, layout, who });
  await client.query('insert into drafts (flow, document, layout, based_on, updated_by) values ($1, $2, $3, $4, $5)', [flow, JSON.stringify(document), JSON.stringify(layout), version, who]);
  await addPublication(client, { flow, alias, version, who, note: '' });
  return true;
}

async function renewFlow(client: Queryable, { document, layout = emptyLayout(document.id) }: GalleryFlow, renewed: ReadonlySet<string>): Promise<boolean> {
  const flow = document.id;
  await lockFlow(client, flow);
  if (!(await isUntouched(client, flow))) return false;
  // What users publish of its subflows changes nothing here, as with any flow.
  const hasNewSubflow = getFlowReferences(document).some((reference) => reference.comesBack && renewed.has(reference.flow));
  if (!hasNewSubflow && (await wasLive(client, flow, document))) return false;
  const version = await addVersion(client, { flow, document, layout, who });
  await client.query('update drafts set document = $2, layout = $3, based_on = $4, revision = revision + 1, updated_at = now(), updated_by = $5 where flow = $1', [
    flow, JSON.stringify(document), JSON.stringify(layout), version, who,
  ]);
  await addPublication(client, { flow, alias, version, who, note: '' });
  return true;
}

/** What is live was published by the gallery, and the draft is still that. */
async function isUntouched(client: Queryable, flow: string): Promise<boolean> {
  const { rows } = await client.query<{ untouched: boolean }>(
    `select p.published_by = $2 and d.document::jsonb = v.document::jsonb and d.layout::jsonb = v.layout::jsonb as untouched
     from publications p join versions v using (version) join drafts d on d.flow = p.flow
     where p.flow = $1 and p.alias = $3 order by p.id desc limit 1`,
    [flow, who, alias],
  );
  return rows[0]?.untouched ?? false;
}

/** Also of old: a node of an older program, started again, must not bring back its version. */
async function wasLive(client: Queryable, flow: string, document: unknown): Promise<boolean> {
  const { rowCount } = await client.query('select from publications p join versions v using (version) where p.flow = $1 and p.alias = $2 and v.document::jsonb = $3::jsonb limit 1', [flow, alias, JSON.stringify(document)]);
  return rowCount !== 0;
}

async function seedProduct(client: Queryable, document: GalleryProduct): Promise<boolean> {
  const { rows } = await client.query<{ version: string; created_by: string }>('select version, created_by from product_sales where product = $1 order by id desc', [document.id]);
  const isTouched = rows[0] !== undefined && rows[0].created_by !== who;
  if (isTouched || rows.some(({ version }) => version === versionOf(document))) return false;
  await addProduct(client, { document, who });
  return true;
}

/** Newer days of a calendar that nobody has touched; what somebody uploaded or removed stands. */
async function seedCalendar(client: Queryable, document: Calendar): Promise<void> {
  const { rows } = await client.query<{ version: string | null; created_by: string }>('select version, created_by from calendars where calendar = $1 order by id desc', [document.id]);
  const isTouched = rows[0] !== undefined && rows[0].created_by !== who;
  if (isTouched || rows.some(({ version }) => version === versionOf(document))) return;
  await addCalendar(client, { document, note: '', who });
}

async function seedDefaultNumber(client: Queryable): Promise<void> {
  await client.query(
    `insert into numbers (number, flow, alias, updated_by) select '*', flow, $2, $3 from flows where flow = $1 on conflict do nothing`,
    [defaultFlow, alias, who],
  );
}

/** Subflows before the flows that run them; else by name. */
function inPublishingOrder(flows: readonly GalleryFlow[]): GalleryFlow[] {
  const byId = new Map(flows.map((flow) => [flow.document.id, flow]));
  const ordered = new Set<GalleryFlow>();
  const entered = new Set<GalleryFlow>();
  const add = (flow: GalleryFlow): void => {
    if (entered.has(flow)) return;
    entered.add(flow);
    for (const reference of getFlowReferences(flow.document)) {
      const subflow = reference.comesBack ? byId.get(reference.flow) : undefined;
      if (subflow) add(subflow);
    }
    ordered.add(flow);
  };
  for (const flow of flows) add(flow);
  return [...ordered];
}

/** One after another: they share a transaction. */
async function filterAsync<Item>(items: readonly Item[], isWanted: (item: Item) => Promise<boolean>): Promise<Item[]> {
  const wanted: Item[] = [];
  for (const item of items) if (await isWanted(item)) wanted.push(item);
  return wanted;
}
