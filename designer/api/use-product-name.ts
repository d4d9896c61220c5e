import { inLanguage } from '../drafts/in-language.js';
import { operationsApi } from './operations.js';
import { useLoaded } from './use-loaded.js';

/** What products are called in the reader's language; one that the catalogue does not have goes by its id. */
export function useProductName(reader: string): (product: string) => string {
  const catalogue = useLoaded('products', operationsApi.products).data?.products ?? [];
  return (product) => inLanguage(catalogue.find((entry) => entry.product === product)?.document.name, reader) || product;
}
