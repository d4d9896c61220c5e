import { useCallback, useEffect } from 'react';
import { getFlowReferences } from '../../runtime/engine/flow-references.js';
import type { Product } from '../../schemas/documents/product.js';
import { calendarsApi } from '../api/calendars.js';
import { flowsApi } from '../api/flows.js';
import { operationsApi } from '../api/operations.js';
import { useLoaded } from '../api/use-loaded.js';
import { checkHalfWritten } from '../drafts/half-written.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { checkFlow, type Problem } from './check.js';

/** A pause in typing after which the flow is checked. A check of 500 steps takes about 20 ms. */
const PAUSE_MILLISECONDS = 200;

/** Checks the draft with the engine's own rules, here in the browser, as it changes. */
export function useProblems(): void {
  const { drafts, view } = useEditor();
  const checkDocument = useCheck();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = (): void => {
      const { document } = drafts.getState();
      view.getState().look({ problems: [...checkHalfWritten(view.getState().halfWritten, document), ...checkDocument(document)] });
    };
    check();
    const checkSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(check, PAUSE_MILLISECONDS);
    };
    const unsubscribe = [
      drafts.subscribe((after, before) => after.document !== before.document && checkSoon()),
      view.subscribe((after, before) => after.halfWritten !== before.halfWritten && checkSoon()),
    ];
    return () => {
      for (const stop of unsubscribe) stop();
      clearTimeout(timer);
    };
  }, [drafts, view, checkDocument]);
}

interface OtherFlows {
  flows: Record<string, unknown>;
  /** Those that are drafts and not published. */
  drafts: string[];
}

/** The flows that the draft leads into; `null` until they are known. */
function useOtherFlows(): OtherFlows | null {
  const ids = useDraft((draft) => [...new Set(getFlowReferences(draft.document).map(({ flow }) => flow))].sort().join(','));
  const { data, loading } = useLoaded(`published-flows ${ids}`, (signal) => (ids === '' ? Promise.resolve({ flows: {}, drafts: [] }) : loadOtherFlows(ids.split(','), signal)));
  return loading ? null : data;
}

async function loadOtherFlows(ids: string[], signal: AbortSignal): Promise<OtherFlows> {
  const { flows } = await flowsApi.published(ids, signal);
  const missing = ids.filter((id) => !Object.hasOwn(flows, id));
  if (missing.length === 0) return { flows, drafts: [] };
  const there = (await flowsApi.list(signal)).flows.map(({ flow }) => flow);
  return { flows, drafts: missing.filter((id) => there.includes(id)) };
}

/** The engine's rules, with the products, calendars and published flows there are. Takes any JSON. */
export function useCheck(): (document: unknown) => Problem[] {
  const catalogue = useLoaded('products', operationsApi.products).data;
  const shelf = useLoaded('calendars', calendarsApi.list).data;
  const settings = useLoaded('flow-settings', operationsApi.flowSettings).data?.settings;
  const others = useOtherFlows();
  return useCallback(
    (document) =>
      checkFlow(document, {
        ...others,
        ...(settings && { settings }),
        ...(catalogue && { products: Object.fromEntries(catalogue.products.map((entry) => [entry.product, entry.document as unknown as Product])) }),
        ...(shelf && { calendars: Object.fromEntries(shelf.calendars.map((entry) => [entry.calendar, entry.document])), today: new Date().toISOString().slice(0, 10) }),
      }),
    [catalogue, shelf, others, settings],
  );
}
