import { useCallback, useEffect } from 'react';
import type { Product } from '../../schemas/documents/product.js';
import { calendarsApi } from '../api/calendars.js';
import { operationsApi } from '../api/operations.js';
import { useLoaded } from '../api/use-loaded.js';
import { useEditor } from '../drafts/editor.js';
import { checkFlow, type Problem } from './check.js';

/** A pause in typing after which the flow is checked. A check of 500 steps takes about 20 ms. */
const PAUSE_MILLISECONDS = 200;

/** Checks the draft with the engine's own rules, here in the browser, as it changes. */
export function useProblems(): void {
  const { drafts, view } = useEditor();
  const checkDocument = useCheck();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = (): void => view.getState().look({ problems: checkDocument(drafts.getState().document) });
    check();
    const unsubscribe = drafts.subscribe((after, before) => {
      if (after.document === before.document) return;
      clearTimeout(timer);
      timer = setTimeout(check, PAUSE_MILLISECONDS);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [drafts, view, checkDocument]);
}

/** The engine's rules, with the products and calendars there are. Takes any JSON. */
export function useCheck(): (document: unknown) => Problem[] {
  const catalogue = useLoaded('products', operationsApi.products).data;
  const shelf = useLoaded('calendars', calendarsApi.list).data;
  return useCallback(
    (document) =>
      checkFlow(document, {
        ...(catalogue && { products: Object.fromEntries(catalogue.products.map((entry) => [entry.product, entry.document as unknown as Product])) }),
        ...(shelf && { calendars: Object.fromEntries(shelf.calendars.map((entry) => [entry.calendar, entry.document])), today: new Date().toISOString().slice(0, 10) }),
      }),
    [catalogue, shelf],
  );
}
