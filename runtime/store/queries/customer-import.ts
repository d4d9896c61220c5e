import type pg from 'pg';
import type { JsonObject } from '../../../schemas/json.js';
import { addAuditEntry } from './audit.js';

export interface StagedRow {
  line: number;
  customerId: string;
  phone: string;
  data: JsonObject;
  optedOut: boolean;
  cells: string[];
}

/** Rows that were read, in a table of one transaction, until they are compared and taken over. */
export interface Stage {
  client: pg.PoolClient;
  add(rows: readonly StagedRow[]): Promise<void>;
  /** Takes out the rows whose number belongs to another customer already. */
  takeConflicts(most: number): Promise<{ count: number; problems: { line: number; column: string; messages: { 'en-US': string; 'zh-CN': string } }[]; rows: { line: number; cells: string[] }[] }>;
  compare(): Promise<{ added: number; changed: number; unchanged: number }>;
  apply(): Promise<void>;
  /** Ends the transaction, once. */
  close(how: 'commit' | 'rollback'): Promise<void>;
}

export async function openStage(pool: pg.Pool): Promise<Stage> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Two imports at once would not see each other's customers.
    await client.query(`select pg_advisory_xact_lock(hashtext('customer import'))`);
    await client.query('create temporary table staged_customers (line int, customer_id text primary key, phone text, data jsonb, opted_out boolean, cells text[]) on commit drop');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    client.release();
    throw error;
  }
  let isOpen = true;
  return {
    client,
    async close(how) {
      if (!isOpen) return;
      isOpen = false;
      try {
        await client.query(how);
        client.release();
      } catch (error) {
        client.release(error as Error);
        if (how === 'commit') throw error;
      }
    },
    async add(rows) {
      if (rows.length === 0) return;
      await client.query(
        `insert into staged_customers select line, id, phone, data, opted_out, array(select jsonb_array_elements_text(cells)) from unnest($1::int[], $2::text[], $3::text[], $4::jsonb[], $5::boolean[], $6::jsonb[]) as row(line, id, phone, data, opted_out, cells)`,
        [rows.map(({ line }) => line), rows.map(({ customerId }) => customerId), rows.map(({ phone }) => phone), rows.map(({ data }) => JSON.stringify(data)), rows.map(({ optedOut }) => optedOut), rows.map(({ cells }) => JSON.stringify(cells))],
      );
    },
    async takeConflicts(most) {
      const { rows } = await client.query<{ line: number; cells: string[]; customerId: string }>(
        `delete from staged_customers s using customers c where c.imported_at is not null and c.phone = s.phone and c.customer_id <> s.customer_id
           and not exists (select from staged_customers other where other.customer_id = c.customer_id)
         returning s.line, s.cells, c.customer_id as "customerId"`,
      );
      const told = rows.slice(0, Math.max(0, most));
      return {
        count: rows.length,
        rows: told.map(({ line, cells }) => ({ line, cells })),
        problems: told.map(({ line, customerId }) => ({ line, column: '', messages: { 'en-US': `This number belongs to customer ${customerId} already. Correct it, or erase that customer first.`, 'zh-CN': `该号码已属于客户 ${customerId}。请改正，或先删除该客户。` } })),
      };
    },
    async compare() {
      const { rows } = await client.query<{ added: number; changed: number; unchanged: number }>(
        `select count(*) filter (where c.customer_id is null)::int as added, count(*) filter (where c.customer_id is not null and not (${isSame}))::int as changed, count(*) filter (where ${isSame})::int as unchanged
         from staged_customers s left join customers c using (customer_id)`,
      );
      return rows[0]!;
    },
    async apply() {
      // An opt-out stands: a file that says "no" does not take back what a customer said on the phone.
      await client.query(
        `insert into customers (customer_id, phone, data, opted_out_at, updated_at, imported_at)
         select s.customer_id, s.phone, s.data, case when s.opted_out then now() end, now(), now() from staged_customers s left join customers c using (customer_id) where c.customer_id is null or not (${isSame})
         on conflict (customer_id) do update set phone = excluded.phone, data = customers.data || excluded.data, opted_out_at = coalesce(customers.opted_out_at, excluded.opted_out_at),
           updated_at = excluded.updated_at, imported_at = excluded.imported_at, erased_at = null`,
      );
    },
  };
}

const isSame = `c.imported_at is not null and c.phone = s.phone and c.data @> s.data and (not s.opted_out or c.opted_out_at is not null)`;

export async function addToLedger({ client }: Stage, { fileName, counts, who }: { fileName: string; counts: object; who: string }): Promise<void> {
  await client.query('insert into customer_imports (file_name, counts, imported_by) values ($1, $2, $3)', [fileName, JSON.stringify(counts), who]);
  await addAuditEntry(client, { who, action: 'customers_imported', subject: 'customers', details: { fileName, ...counts } as JsonObject });
}
