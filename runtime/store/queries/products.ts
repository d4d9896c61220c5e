import type pg from 'pg';
import type { Product } from '../../../schemas/documents/product.js';
import { fail } from '../../errors.js';
import { versionOf } from '../version-id.js';
import { announceChange } from './announce-change.js';
import { addAuditEntry } from './audit.js';
import { checkBasedOn } from './check-based-on.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

export interface StoredProduct {
  product: string;
  version: string;
  document: Product;
}

/** The terms of each product that are on sale. */
export async function getProducts(client: Queryable): Promise<StoredProduct[]> {
  const { rows } = await client.query<StoredProduct>('select distinct on (product) product, version, document from products order by product, created_at desc');
  return rows;
}

/** One version of a product's terms. */
export interface ProductVersion {
  version: string;
  document: Product;
  at: string;
  who: string;
}

/** Every version there was, newest first: the first is on sale. Throws `not_found`. */
export async function getProductVersions(client: Queryable, product: string): Promise<ProductVersion[]> {
  const { rows } = await client.query<Omit<ProductVersion, 'at'> & { at: Date }>('select version, document, created_at as at, created_by as who from products where product = $1 order by created_at desc', [product]);
  if (rows.length === 0) {
    throw fail('not_found', {
      what: { 'en-US': `Product "${product}"`, 'zh-CN': `产品“${product}”` },
      fix: { 'en-US': 'GET /api/products lists what does.', 'zh-CN': '请从产品列表中选择。' },
    });
  }
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** The terms on sale, by product. */
export async function getCatalog(client: Queryable): Promise<Record<string, Product>> {
  return Object.fromEntries((await getProducts(client)).map(({ product, document }) => [product, document]));
}

/** Puts terms on sale and returns their version. Throws `changed_meanwhile` where others than those of `basedOn` are on sale; `null`: none. (Default: whichever are.) */
export async function saveProduct(pool: pg.Pool, { document, basedOn, who }: { document: Product; basedOn?: string | null | undefined; who: string }): Promise<string> {
  return inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('product ' || $1))`, [document.id]);
    const { rows } = await client.query<{ version: string; who: string }>('select version, created_by as who from products where product = $1 order by created_at desc limit 1', [document.id]);
    checkBasedOn({ basedOn, current: rows[0] ?? null, next: versionOf(document), what: { 'en-US': `the product "${document.id}"`, 'zh-CN': `产品“${document.id}”` } });
    const version = await addProduct(client, { document, who });
    await addAuditEntry(client, { who, action: 'product_saved', subject: `product:${document.id}`, details: { version } });
    return version;
  });
}

/** Terms that were on sale before are on sale again by a newer date. The wall clock, since two saves of one transaction must differ. */
export async function addProduct(client: Queryable, { document, who }: { document: Product; who: string }): Promise<string> {
  const version = versionOf(document);
  await client.query(
    `insert into products (product, version, document, created_by, created_at) values ($1, $2, $3, $4, clock_timestamp())
     on conflict (product, version) do update set created_at = excluded.created_at, created_by = excluded.created_by`,
    [document.id, version, JSON.stringify(document), who],
  );
  await announceChange(client, 'products');
  return version;
}
