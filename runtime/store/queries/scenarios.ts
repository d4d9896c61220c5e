import type pg from 'pg';
import type { AcceptedWords } from '../../../schemas/answers/reworded.js';
import type { Scenario } from '../../../schemas/documents/scenario.js';
import { fail } from '../../errors.js';
import { addAuditEntry } from './audit.js';
import { unknownFlow } from './drafts.js';
import { inTransaction, type Queryable } from './in-transaction.js';

/** A scenario that belongs to a flow; its name is unique there. */
export interface StoredScenario {
  scenario: Scenario;
  updatedAt: string;
  updatedBy: string;
}

/** In the order they were added. */
export async function getScenarios(client: Queryable, flow: string): Promise<StoredScenario[]> {
  await checkFlow(client, flow);
  const { rows } = await client.query<{ document: Scenario; updated_at: Date; updated_by: string }>('select document, updated_at, updated_by from scenarios where flow = $1 order by id', [flow]);
  return rows.map(({ document: scenario, updated_at: updatedAt, updated_by: updatedBy }) => ({ scenario, updatedAt: updatedAt.toISOString(), updatedBy }));
}

/** Adds a scenario, or puts it in the place of the one that has its name. */
export async function saveScenario(pool: pg.Pool, { flow, scenario, who }: { flow: string; scenario: Scenario; who: string }): Promise<void> {
  await inTransaction(pool, async (client) => {
    await checkFlow(client, flow);
    await put(client, flow, scenario, who);
    await addAuditEntry(client, { who, action: 'scenario_saved', subject: `flow:${flow}`, details: { scenario: scenario.name } });
  });
}

/** Lets scenarios expect other words; one that somebody changed or took away meanwhile is left as it is. Answers the names of those that were changed. */
export async function acceptWords(pool: pg.Pool, { flow, accepted, who }: { flow: string; accepted: readonly AcceptedWords[]; who: string }): Promise<string[]> {
  return inTransaction(pool, async (client) => {
    await checkFlow(client, flow);
    const changed: string[] = [];
    for (const { before, hears } of accepted) {
      const after = { ...before, expect: { ...before.expect, hears } };
      const { rowCount } = await client.query(
        'update scenarios set document = $3, updated_at = now(), updated_by = $4 where flow = $1 and name = $2 and document::jsonb = $5::jsonb',
        [flow, before.name, JSON.stringify(after), who, JSON.stringify(before)],
      );
      if (rowCount === 0) continue;
      changed.push(before.name);
      await addAuditEntry(client, { who, action: 'scenario_saved', subject: `flow:${flow}`, details: { scenario: before.name } });
    }
    return changed;
  });
}

/** Makes these the flow's scenarios, and no others. */
export async function replaceScenarios(pool: pg.Pool, { flow, scenarios, who }: { flow: string; scenarios: readonly Scenario[]; who: string }): Promise<void> {
  await inTransaction(pool, async (client) => {
    await checkFlow(client, flow);
    await client.query('delete from scenarios where flow = $1', [flow]);
    for (const scenario of scenarios) await put(client, flow, scenario, who);
    await addAuditEntry(client, { who, action: 'scenarios_replaced', subject: `flow:${flow}`, details: { count: scenarios.length } });
  });
}

/** Throws `not_found`. */
export async function deleteScenario(pool: pg.Pool, { flow, name, who }: { flow: string; name: string; who: string }): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('delete from scenarios where flow = $1 and name = $2', [flow, name]);
    if (rowCount === 0) {
      throw fail('not_found', {
        what: { 'en-US': `Scenario "${name}" of flow "${flow}"`, 'zh-CN': `流程“${flow}”的场景“${name}”` },
        fix: { 'en-US': 'List the scenarios of the flow to find it.', 'zh-CN': '请从该流程的场景列表中选择。' },
      });
    }
    await addAuditEntry(client, { who, action: 'scenario_deleted', subject: `flow:${flow}`, details: { scenario: name } });
  });
}

/** Scenarios of the gallery that are not there yet; one that somebody wrote or changed stands. */
export async function addMissingScenarios(client: Queryable, flow: string, scenarios: readonly Scenario[], who: string): Promise<void> {
  for (const scenario of scenarios) {
    await client.query(
      `insert into scenarios (flow, name, document, updated_by) values ($1, $2, $3, $4)
       on conflict (flow, name) do update set document = excluded.document, updated_at = now() where scenarios.updated_by = excluded.updated_by and scenarios.document::text <> excluded.document::text`,
      [flow, scenario.name, JSON.stringify(scenario), who],
    );
  }
}

async function put(client: Queryable, flow: string, scenario: Scenario, who: string): Promise<void> {
  await client.query(
    `insert into scenarios (flow, name, document, updated_by) values ($1, $2, $3, $4)
     on conflict (flow, name) do update set document = excluded.document, updated_at = now(), updated_by = excluded.updated_by`,
    [flow, scenario.name, JSON.stringify(scenario), who],
  );
}

async function checkFlow(client: Queryable, flow: string): Promise<void> {
  const { rowCount } = await client.query('select from flows where flow = $1', [flow]);
  if (rowCount === 0) throw unknownFlow(flow);
}
