import type { Product } from '../../schemas/documents/product.js';
import { api } from './client.js';
import type { Use } from './switches.js';

export interface ProductVersion {
  version: string;
  document: Product;
  at: string;
  who: string;
}

export interface ProductEntry {
  product: string;
  version: string;
  document: Product;
}

export const productsApi = {
  list: (signal?: AbortSignal) => api.get<{ products: ProductEntry[] }>('/products', {}, signal),
  versions: (product: string, signal?: AbortSignal) => api.get<{ versions: ProductVersion[]; uses: Use[] }>(`/products/${encodeURIComponent(product)}/versions`, {}, signal),
  /** `basedOn`: the version that was edited, `null` for a new product. */
  save: (document: Product, basedOn: string | null) => api.put<{ version: string }>(`/products/${encodeURIComponent(document.id)}`, { document, basedOn }),
};
