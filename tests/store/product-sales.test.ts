import { expect, test } from '@jest/globals';
import { migrate } from '../../runtime/store/migrate.js';
import { migrations } from '../../runtime/store/migrations/index.js';
import { getProducts, getProductVersions, saveProduct } from '../../runtime/store/queries/products.js';
import { versionOf } from '../../runtime/store/version-id.js';
import { useDatabase } from '../drivers/database.js';
import { product } from '../sales/sample-sale.js';

const database = useDatabase({ migrations: migrations.slice(0, 12) });

const named = (name: string) => ({ ...product, name: { 'en-US': name } });
const history = async () => (await getProductVersions(database().pool, product.id)).map(({ document, who, at }) => [document.name['en-US'], who, at]);

test('what was on sale before sales had rows of their own keeps its moments, and terms that come back do not take them away', async () => {
  const { pool } = database();
  const kept = [
    ['First', 'ann', '2026-01-01T00:00:00.000Z'],
    ['Second', 'bob', '2026-02-01T00:00:00.000Z'],
  ] as const;
  for (const [name, who, at] of kept) await pool.query('insert into products (product, version, document, created_at, created_by) values ($1, $2, $3, $4, $5)', [product.id, versionOf(named(name)), JSON.stringify(named(name)), at, who]);
  await migrate(pool, migrations);
  expect(await history()).toEqual([...kept].reverse());

  for (const who of ['cat', 'cat again']) await saveProduct(pool, { document: named('First'), who });
  expect(await history()).toEqual([['First', 'cat', expect.any(String)], ...[...kept].reverse()]);
  expect(await getProducts(pool)).toMatchObject([{ document: named('First') }]);
});
