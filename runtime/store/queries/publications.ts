import type pg from 'pg';
import { fail } from '../../errors.js';
import { getVersionBefore, type PointedTo } from '../../engine/get-version-before.js';
import { announceChange } from './announce-change.js';
import { addAuditEntry } from './audit.js';
import { lockDraft, unknownFlow } from './drafts.js';
import { getCheckContext, type CheckFlow } from './get-check-context.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';
import { addVersion, getVersion } from './versions.js';

/** A second version that takes a part of an alias's calls. */
export interface Canary {
  version: string;
  /** Of the callers; above 0 and below 100. */
  sharePercent: number;
}

export type PublicationAction = 'published' | 'rolled_back' | 'canary_started' | 'canary_changed' | 'canary_promoted' | 'canary_ended';

export interface Publication {
  id: string;
  alias: string;
  action: PublicationAction;
  version: string;
  canary: Canary | null;
  publishedAt: string;
  publishedBy: string;
  note: string;
}

export interface Published {
  /** What was published, rolled back to or promoted: the canary, where one was started. */
  version: string;
  /** Flow id → the version that this one runs as its subflow, whatever is published there later. */
  subflows: Record<string, string>;
  publication: Publication;
}

export interface PublishRequest {
  flow: string;
  alias: string;
  /** Of the draft that was looked at; without it `version` is published. */
  revision?: number | undefined;
  version?: string | undefined;
  /** Percent of the callers; the others stay on what the alias points to. (Default: all callers.) */
  canary?: number | undefined;
  /** Ends a canary that runs. (Default: one that runs is an error.) */
  replaceCanary?: boolean | undefined;
  note: string;
  who: string;
}

/** Newest first: all that an alias ever pointed to. */
export async function getPublications(client: Queryable, flow: string): Promise<Publication[]> {
  const { rows } = await client.query<PublicationRow>(`select ${columns} from publications where flow = $1 order by id desc`, [flow]);
  return rows.map(toPublication);
}

/**
 * Makes a version of the draft, or takes one that is there, and points the alias to it, or a part of its calls. All in one transaction. Throws
 * `draft_conflict` unless the draft still has the revision that was looked at, `has_problems` when its check finds errors (warnings do not stop
 * it), and `canary_running` while the alias tries another version.
 */
export async function publishDraft(pool: pg.Pool, checkFlow: CheckFlow, request: PublishRequest): Promise<Published> {
  const { flow, alias, canary: sharePercent, note, who } = request;
  return inTransaction(pool, async (client) => {
    await lockFlow(client, flow);
    const now = await getCurrent(client, flow, alias);
    const version = await takeVersion(client, checkFlow, request);
    const change = planPublication(now, version, request);
    const publication = await addPublication(client, { flow, alias, ...change, note, who });
    await addAuditEntry(client, { who, action: 'flow_published', subject: `flow:${flow}`, details: { alias, version, note, ...(sharePercent !== undefined && { canary: sharePercent }) } });
    return tellPublished(client, flow, version, publication);
  });
}

type Change = Pick<Publication, 'action' | 'version' | 'canary'>;

function planPublication(now: Publication | null, version: string, { flow, alias, canary: sharePercent, replaceCanary }: PublishRequest): Change {
  const isSameCanary = sharePercent !== undefined && now?.canary?.version === version;
  if (now?.canary && !replaceCanary && !isSameCanary) {
    throw fail('canary_running', { flow, alias, canary: now.canary.version.slice(0, 12), sharePercent: now.canary.sharePercent });
  }
  if (sharePercent === undefined) return { action: 'published', version, canary: null };
  if (!now) {
    throw fail('invalid_request', {
      reason: {
        'en-US': `${flow}@${alias} points to no version yet, so there is nothing to split calls with. Publish once without a canary.`,
        'zh-CN': `${flow}@${alias} 还没有发布过版本，无法分流来电。请先对所有来电者发布一次。`,
      },
    });
  }
  if (now.version === version) {
    throw fail('invalid_request', {
      reason: { 'en-US': `${flow}@${alias} points to this very version. Change the draft, or publish without a canary.`, 'zh-CN': `${flow}@${alias} 现在就是这个版本，无需试用。请修改草稿，或对所有来电者发布。` },
    });
  }
  return { action: isSameCanary ? 'canary_changed' : 'canary_started', version: now.version, canary: { version, sharePercent } };
}

async function takeVersion(client: Queryable, checkFlow: CheckFlow, { flow, revision, version, who }: PublishRequest): Promise<string> {
  if (version !== undefined) {
    const { document } = await getVersion(client, flow, version);
    await refuseProblems(client, checkFlow, document);
    return version;
  }
  const { document, layout } = await lockDraft(client, flow, revision!);
  await refuseProblems(client, checkFlow, document);
  const made = await addVersion(client, { flow, document, layout, who });
  await client.query('update drafts set based_on = $2 where flow = $1', [flow, made]);
  return made;
}

async function refuseProblems(client: Queryable, checkFlow: CheckFlow, document: unknown): Promise<void> {
  const problems = checkFlow(document, await getCheckContext(client, document));
  const count = problems.filter(({ severity }) => severity === 'error').length;
  if (count > 0) throw fail('has_problems', { count, problems });
}

export interface RollbackRequest {
  flow: string;
  alias: string;
  version?: string | undefined;
  note: string;
  who: string;
}

/** Points the alias to an older version by one more publication. Without a version it ends the canary that runs, else it goes to the version before. */
export async function rollbackFlow(pool: pg.Pool, { flow, alias, version, note, who }: RollbackRequest): Promise<Published> {
  return inTransaction(pool, async (client) => {
    await lockFlow(client, flow);
    const now = await getCurrent(client, flow, alias);
    const endsCanary = version === undefined && Boolean(now?.canary);
    const target = version ?? (now?.canary ? now.version : await findVersionBefore(client, flow, alias));
    const { rowCount } = await client.query('select from versions where flow = $1 and version = $2', [flow, target]);
    if (rowCount === 0) {
      throw fail('not_found', {
        what: { 'en-US': `Version "${target}" of flow "${flow}"`, 'zh-CN': `流程“${flow}”的版本“${target}”` },
        fix: { 'en-US': 'List the versions of the flow to find it.', 'zh-CN': '请从该流程的发布记录中选择。' },
      });
    }
    const publication = await addPublication(client, { flow, alias, action: endsCanary ? 'canary_ended' : 'rolled_back', version: target, canary: null, note, who });
    await addAuditEntry(client, { who, action: endsCanary ? 'canary_ended' : 'flow_rolled_back', subject: `flow:${flow}`, details: { alias, version: target, note } });
    return tellPublished(client, flow, target, publication);
  });
}

export interface CanaryRequest {
  flow: string;
  alias: string;
  /** `share` gives it other callers' part; `promote` gives it all calls, `end` none. */
  change: 'share' | 'promote' | 'end';
  sharePercent?: number | undefined;
  /** The canary that was looked at; another one that runs by now is an error. (Default: whichever runs.) */
  version?: string | undefined;
  note: string;
  who: string;
}

/** Changes the canary of an alias by one more publication. Throws `not_found` where none runs. */
export async function changeCanary(pool: pg.Pool, { flow, alias, change, sharePercent, version, note, who }: CanaryRequest): Promise<Published> {
  return inTransaction(pool, async (client) => {
    await lockFlow(client, flow);
    const now = await getCurrent(client, flow, alias);
    if (!now?.canary) {
      throw fail('not_found', {
        what: { 'en-US': `A canary of ${flow}@${alias}`, 'zh-CN': `${flow}@${alias} 的试用版本` },
        fix: { 'en-US': `Start one with \`npx trunkline publish ${flow} --alias ${alias} --canary 10\`.`, 'zh-CN': `可用 \`npx trunkline publish ${flow} --alias ${alias} --canary 10\` 开始试用。` },
      });
    }
    if (version !== undefined && version !== now.canary.version) throw fail('canary_running', { flow, alias, canary: now.canary.version.slice(0, 12), sharePercent: now.canary.sharePercent });
    const next = planCanary(now.version, now.canary, change, sharePercent);
    const publication = await addPublication(client, { flow, alias, ...next, note, who });
    await addAuditEntry(client, { who, action: next.action as 'canary_changed', subject: `flow:${flow}`, details: { alias, version: next.version, canary: now.canary.version, sharePercent: next.canary?.sharePercent ?? null, note } });
    return tellPublished(client, flow, next.canary?.version ?? next.version, publication);
  });
}

function planCanary(stable: string, canary: Canary, change: CanaryRequest['change'], sharePercent: number | undefined): Change {
  if (change === 'promote') return { action: 'canary_promoted', version: canary.version, canary: null };
  if (change === 'end') return { action: 'canary_ended', version: stable, canary: null };
  if (sharePercent === undefined) throw fail('invalid_request', { reason: { 'en-US': 'Say the share of the callers in percent, above 0 and below 100.', 'zh-CN': '请填写来电者比例（百分比），大于 0 且小于 100。' } });
  return { action: 'canary_changed', version: stable, canary: { version: canary.version, sharePercent } };
}

type NewPublication = Pick<Publication, 'alias' | 'version' | 'note'> & { flow: string; who: string; action?: PublicationAction; canary?: Canary | null };

async function tellPublished(client: Queryable, flow: string, version: string, publication: Publication): Promise<Published> {
  const { subflows } = await getVersion(client, flow, version);
  return { version, subflows, publication };
}

/** Append-only. The caller holds the flow, so that publications of one flow follow each other. */
export async function addPublication(client: Queryable, { flow, alias, action = 'published', version, canary = null, note, who }: NewPublication): Promise<Publication> {
  const { rows } = await client.query<PublicationRow>(
    `insert into publications (flow, alias, action, version, canary, share_percent, note, published_by) values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
    [flow, alias, action, version, canary?.version ?? null, canary?.sharePercent ?? null, note, who],
  );
  await announceChange(client, 'publications');
  return toPublication(rows[0]!);
}

export async function lockFlow(client: Queryable, flow: string): Promise<void> {
  const { rowCount } = await client.query('select from flows where flow = $1 for update', [flow]);
  if (rowCount === 0) throw unknownFlow(flow);
}

/** What the alias points to; `null`: nothing yet. */
async function getCurrent(client: Queryable, flow: string, alias: string): Promise<Publication | null> {
  const { rows } = await client.query<PublicationRow>(`select ${columns} from publications where flow = $1 and alias = $2 order by id desc limit 1`, [flow, alias]);
  return rows[0] ? toPublication(rows[0]) : null;
}

/** Throws `not_found` where nothing is published, or nothing was before. */
async function findVersionBefore(client: Queryable, flow: string, alias: string): Promise<string> {
  const { rows } = await client.query<PointedTo>('select action, version from publications where flow = $1 and alias = $2 order by id', [flow, alias]);
  if (rows.length === 0) {
    throw fail('not_found', {
      what: { 'en-US': `The alias ${flow}@${alias}`, 'zh-CN': `名称 ${flow}@${alias}` },
      fix: { 'en-US': `\`npx trunkline publish ${flow} --alias ${alias}\` makes it.`, 'zh-CN': `用 \`npx trunkline publish ${flow} --alias ${alias}\` 发布即可生成。` },
    });
  }
  const before = getVersionBefore(rows);
  if (!before) {
    throw fail('not_found', {
      what: { 'en-US': `An older version of ${flow}@${alias}`, 'zh-CN': `${flow}@${alias} 的更早版本` },
      fix: { 'en-US': 'No other was ever published there; any version of the flow can be named with --to.', 'zh-CN': '这里没有发布过其他版本；可用 --to 指定该流程的任一版本。' },
    });
  }
  return before;
}

const columns = 'id, alias, action, version, canary, share_percent::float8 as "sharePercent", published_at, published_by, note';

interface PublicationRow {
  id: string;
  alias: string;
  action: PublicationAction;
  version: string;
  canary: string | null;
  sharePercent: number | null;
  published_at: Date;
  published_by: string;
  note: string;
}

function toPublication({ published_at: publishedAt, published_by: publishedBy, ...row }: PublicationRow): Publication {
  return { id: row.id, alias: row.alias, action: row.action, version: row.version, canary: toCanary(row), publishedAt: publishedAt.toISOString(), publishedBy, note: row.note };
}

export function toCanary({ canary, sharePercent }: { canary: string | null; sharePercent: number | null }): Canary | null {
  return canary === null || sharePercent === null ? null : { version: canary, sharePercent };
}
