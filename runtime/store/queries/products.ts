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

/** The terms of each product that went on sale last, or were withdrawn last. */
export async function getProducts(client: Queryable): Promise<StoredProduct[]> {
  const { rows } = await client.query<StoredProduct>('select distinct on (product) product, version, document from product_sales join products using (product, version) order by product, id desc');
  return rows;
}

/** Terms as they went on sale at a moment; the same terms may have been on sale before. */
export interface ProductVersion {
  version: string;
  document: Product;
  at: string;
  who: string;
}

/** Every time terms went on sale, newest first: the first are on sale. Throws `not_found`. */
export async function getProductVersions(client: Queryable, product: string): Promise<ProductVersion[]> {
  const { rows } = await client.query<Omit<ProductVersion, 'at'> & { at: Date }>(
    `select version, document, s.created_at as at, s.created_by as who
     from product_sales s join products using (product, version) where product = $1 order by s.id desc`,
    [product],
  );
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
    const { rows } = await client.query<{ version: string; who: string }>('select version, created_by as who from product_sales where product = $1 order by id desc limit 1', [document.id]);
    checkBasedOn({ basedOn, current: rows[0] ?? null, next: versionOf(document), what: { 'en-US': `the product "${document.id}"`, 'zh-CN': `产品“${document.id}”` } });
    const version = await addProduct(client, { document, who });
    await addAuditEntry(client, { who, action: 'product_saved', subject: `product:${document.id}`, details: { version } });
    return version;
  });
}

/** Terms that were on sale before are on sale again by a newer row; those that are on sale stay as they are. */
export async function addProduct(client: Queryable, { document, who }: { document: Product; who: string }): Promise<string> {
  const version = versionOf(document);
  await client.query('insert into products (product, version, document, created_by) values ($1, $2, $3, $4) on conflict do nothing', [document.id, version, JSON.stringify(document), who]);
  await client.query(
    `insert into product_sales (product, version, created_by)
     select $1, $2, $3 where (select version from product_sales where product = $1 order by id desc limit 1) is distinct from $2`,
    [document.id, version, who],
  );
  await announceChange(client, 'products');
  return version;
}
