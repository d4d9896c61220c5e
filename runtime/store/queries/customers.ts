import type pg from 'pg';
import type { JsonObject } from '../../../schemas/json.js';
import { fail } from '../../errors.js';
import { addAuditEntry } from './audit.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

export interface StoredCustomer {
  customerId: string;
  phone: string;
  data: JsonObject;
  /** `null`: a call brought the customer from the CRM. */
  importedAt: string | null;
  optedOutAt: string | null;
  updatedAt: string;
}

/** By a part of the id, the number or the name; without a search the newest. Numbers may be written with blanks, and from their end. */
export async function findCustomers(client: Queryable, { search, limit }: { search: string; limit: number }): Promise<{ customers: StoredCustomer[]; total: number }> {
  const digits = search.replace(/[\s()\-+.]/g, '');
  const { rows } = await client.query<CustomerRow & { total: number }>(
    `select ${columns}, count(*) over ()::int as total from customers where erased_at is null
       and ($1 = '' or customer_id ilike $2 or data ->> 'name' ilike $2 or ($3 ~ '^[0-9]{3,}$' and phone like '%' || $3 || '%'))
     order by updated_at desc, customer_id limit $4`,
    [search, `%${search.replace(/[\\%_]/g, '\\$&')}%`, digits, limit],
  );
  return { customers: rows.map(toCustomer), total: rows[0]?.total ?? 0 };
}

export async function getCustomer(client: Queryable, customerId: string): Promise<StoredCustomer> {
  const { rows } = await client.query<CustomerRow>(`select ${columns} from customers where customer_id = $1 and erased_at is null`, [customerId]);
  if (!rows[0]) throw unknownCustomer(customerId);
  return toCustomer(rows[0]);
}

/** What `lookup_customer` reads of those that were imported. */
export async function findImportedByPhone(client: Queryable, phone: string): Promise<(JsonObject & { id: string }) | null> {
  const { rows } = await client.query<{ id: string; data: JsonObject }>({
    name: 'imported_customer',
    text: 'select customer_id as id, data from customers where phone = $1 and imported_at is not null and erased_at is null order by updated_at desc limit 1',
    values: [phone],
  });
  return rows[0] ? { ...rows[0].data, id: rows[0].id } : null;
}

/**
 * Takes away name, number and all that was known. The id stays with the wish not to be sold to, so that a later import cannot undo it; orders
 * keep their evidence, as the law asks.
 */
export async function eraseCustomer(pool: pg.Pool, { customerId, who }: { customerId: string; who: string }): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(`update customers set phone = '', data = '{}', imported_at = null, erased_at = now(), updated_at = now() where customer_id = $1 and erased_at is null`, [customerId]);
    if (rowCount === 0) throw unknownCustomer(customerId);
    await addAuditEntry(client, { who, action: 'customer_erased', subject: `customer:${customerId}` });
  });
}

export interface CustomerImport {
  id: string;
  fileName: string;
  counts: { rows: number; added: number; changed: number; unchanged: number; invalid: number };
  at: string;
  who: string;
}

/** Newest first. */
export async function getCustomerImports(client: Queryable): Promise<CustomerImport[]> {
  const { rows } = await client.query<Omit<CustomerImport, 'at'> & { at: Date }>('select id, file_name as "fileName", counts, imported_at as at, imported_by as who from customer_imports order by id desc limit 50');
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

const columns = 'customer_id as "customerId", phone, data, imported_at as "importedAt", opted_out_at as "optedOutAt", updated_at as "updatedAt"';

type CustomerRow = Omit<StoredCustomer, 'importedAt' | 'optedOutAt' | 'updatedAt'> & { importedAt: Date | null; optedOutAt: Date | null; updatedAt: Date };

function toCustomer({ customerId, phone, data, importedAt, optedOutAt, updatedAt }: CustomerRow): StoredCustomer {
  return { customerId, phone, data, importedAt: importedAt?.toISOString() ?? null, optedOutAt: optedOutAt?.toISOString() ?? null, updatedAt: updatedAt.toISOString() };
}

function unknownCustomer(customerId: string): Error {
  return fail('not_found', { what: { 'en-US': `Customer "${customerId}"`, 'zh-CN': `客户“${customerId}”` }, fix: { 'en-US': 'Search for the customer to find the id.', 'zh-CN': '请先查找客户，再从结果中选择。' } });
}
