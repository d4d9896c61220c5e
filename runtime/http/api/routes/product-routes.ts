import { Type } from '@sinclair/typebox';
import { Id } from '../../../../schemas/documents/flow.js';
import { Product } from '../../../../schemas/documents/product.js';
import { explainPriceClash } from '../../../../schemas/explain-price-clash.js';
import { fail } from '../../../errors.js';
import { getUses } from '../../../store/queries/flow-uses.js';
import { getProducts, getProductVersions, saveProduct } from '../../../store/queries/products.js';
import { closed, Moment, nullable, Use, Version } from '../api-schemas.js';
import { checkSameId } from '../check-same-id.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

export function createProductRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/products',
      access: 'products.read',
      summary: 'The terms of each product that are on sale, or were until it was withdrawn.',
      response: closed({ products: Type.Array(closed({ product: Type.String(), version: Version, document: Product })) }),
      handle: async () => ({ products: await getProducts(pool) }),
    }),

    defineRoute({
      method: 'get',
      path: '/products/:product/versions',
      access: 'products.read',
      summary: 'Every time terms went on sale, newest first, and the flows that offer the product. Terms that came back stand in it more than once.',
      parameters: closed({ product: Id }),
      response: closed({ versions: Type.Array(closed({ version: Version, document: Product, at: Moment, who: Type.String() })), uses: Type.Array(Use) }),
      failures: [404],
      handle: async ({ parameters: { product } }) => {
        const [versions, { products: uses }] = await Promise.all([getProductVersions(pool, product), getUses(pool)]);
        return { versions, uses: uses[product] ?? [] };
      },
    }),

    defineRoute({
      method: 'put',
      path: '/products/:product',
      access: 'products.write',
      summary: 'Puts terms on sale. Orders keep the version they were sold under.',
      parameters: closed({ product: Id }),
      body: closed({ document: Product, basedOn: Type.Optional({ ...nullable(Version), description: 'The version that was edited, null for a new product; another on sale by now is a conflict. (Default: whichever is on sale.)' }) }),
      response: closed({ version: Version }),
      failures: [409],
      handle: async ({ parameters: { product }, body: { document, basedOn }, identity }) => {
        checkSameId(document.id, product);
        checkOnePrice(document);
        return { version: await saveProduct(pool, { document, basedOn, who: identity().who }) };
      },
    }),
  ];
}

/** Throws `invalid_request` where what is quoted and what is charged are two prices. */
function checkOnePrice(document: Product): void {
  const clash = explainPriceClash(document);
  if (clash) throw fail('invalid_request', { reason: clash });
}
