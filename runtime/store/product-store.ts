import type pg from 'pg';
import type { Product } from '../../schemas/documents/product.js';
import type { ProductStore } from '../ports.js';

/** The catalogue as calls read it: what is on sale now, and every version that ever was. */
export function createProductStore(pool: pg.Pool): ProductStore {
  return {
    async currentProducts() {
      const { rows } = await pool.query<{ product: string; version: string }>({
        name: 'current_products',
        text: 'SELECT DISTINCT ON (product) product, version FROM product_sales ORDER BY product, id DESC',
      });
      return Object.fromEntries(rows.map(({ product, version }) => [product, version]));
    },
    async getProduct(product, version) {
      const { rows } = await pool.query<{ document: Product }>('SELECT document FROM products WHERE product = $1 AND version = $2', [product, version]);
      return rows[0]?.document ?? null;
    },
  };
}
