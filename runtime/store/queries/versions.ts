import { fail } from '../../errors.js';
import type { Flow, FlowLayout } from '../../../schemas/documents/flow.js';
import { versionOfFlow } from '../version-id.js';
import type { Queryable } from './in-transaction.js';
import { pinSubflows } from './subflows.js';

export interface VersionSummary {
  version: string;
  /** Flow id → the version it runs as its subflow. */
  subflows: Record<string, string>;
  createdAt: string;
  createdBy: string;
}

export interface StoredVersion extends VersionSummary {
  document: Flow;
  layout: FlowLayout;
}

/** Newest first. */
export async function getVersions(client: Queryable, flow: string): Promise<VersionSummary[]> {
  const { rows } = await client.query<VersionRow>('select version, subflows, created_at, created_by from versions where flow = $1 order by created_at desc, version', [flow]);
  return rows.map(toSummary);
}

export async function getVersion(client: Queryable, flow: string, version: string): Promise<StoredVersion> {
  const { rows } = await client.query<VersionRow & Pick<StoredVersion, 'document' | 'layout'>>(
    'select version, subflows, created_at, created_by, document, layout from versions where flow = $1 and version = $2',
    [flow, version],
  );
  if (!rows[0]) {
    throw fail('not_found', {
      what: { 'en-US': `Version "${version}" of flow "${flow}"`, 'zh-CN': `流程“${flow}”的版本“${version}”` },
      fix: { 'en-US': 'List the versions of the flow to find it.', 'zh-CN': '请从该流程的发布记录中选择。' },
    });
  }
  const { document, layout } = rows[0];
  return { ...toSummary(rows[0]), document, layout };
}

/** Returns its name. The same content is stored once, with the layout it had first. Its subflows are pinned to what is live; throws as `pinSubflows` does. */
export async function addVersion(client: Queryable, { flow, document, layout, who }: { flow: string; document: unknown; layout: FlowLayout; who: string }): Promise<string> {
  const subflows = await pinSubflows(client, flow, document);
  const version = versionOfFlow(document, subflows);
  await client.query('insert into versions (version, flow, document, layout, subflows, created_by) values ($1, $2, $3, $4, $5, $6) on conflict do nothing', [
    version, flow, JSON.stringify(document), JSON.stringify(layout), JSON.stringify(subflows), who,
  ]);
  return version;
}

interface VersionRow {
  version: string;
  subflows: Record<string, string>;
  created_at: Date;
  created_by: string;
}

function toSummary({ version, subflows, created_at: createdAt, created_by: createdBy }: VersionRow): VersionSummary {
  return { version, subflows, createdAt: createdAt.toISOString(), createdBy };
}
