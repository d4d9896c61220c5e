import type { LocalizedText } from '../../schemas/localized-text.js';
import { productsOf } from './check/consent-walk.js';
import { readFlowGraph } from './check/flow-graph.js';

/** What of the installation a flow leans on, and at which steps. */
export interface FlowUses {
  /** What the flow is called; `null` where it does not say. */
  flowName: LocalizedText | string | null;
  switches: { name: string; step: string; default: 'on' | 'off' | null }[];
  calendars: { name: string; step: string }[];
  products: { name: string; step: string }[];
  /** What those steps are called, by their ids; one that has no title is left out. */
  titles: Record<string, LocalizedText>;
}

/** Finds the switches, calendars and products that a flow names. Takes any JSON and never throws. */
export function findUses(document: unknown): FlowUses {
  const { steps } = readFlowGraph(document);
  const uses: FlowUses = { switches: [], calendars: [], products: [], titles: {}, flowName: nameOfFlow(document) };
  for (const step of steps) {
    const { switch: named, default: standing, calendars, product } = step.data;
    if (step.type === 'switch_on' && typeof named === 'string') uses.switches.push({ name: named, step: step.id, default: standing === 'on' || standing === 'off' ? standing : 'off' });
    if (step.type === 'hours' && Array.isArray(calendars)) for (const name of calendars) if (typeof name === 'string') uses.calendars.push({ name, step: step.id });
    for (const name of switchesReadBy(step.data)) uses.switches.push({ name, step: step.id, default: null });
    const sold = new Set([...(step.definition?.group === 'sell' ? productsOf(step) : []), ...(typeof product === 'string' ? [product] : [])]);
    for (const name of sold) uses.products.push({ name, step: step.id });
  }
  const using = new Set([...uses.switches, ...uses.calendars, ...uses.products].map(({ step }) => step));
  for (const { id, data } of steps) if (using.has(id) && isTitle(data['title'])) uses.titles[id] = data['title'];
  return uses;
}

/** As the flow says, in one language or several. Takes any JSON. */
export function nameOfFlow(document: unknown): LocalizedText | string | null {
  const name = (document as { meta?: { name?: unknown } | null } | null)?.meta?.name;
  return typeof name === 'string' || isTitle(name) ? name : null;
}

/** A draft may hold anything in its place. */
function isTitle(title: unknown): title is LocalizedText {
  return typeof title === 'object' && title !== null && !Array.isArray(title) && Object.values(title).every((text) => typeof text === 'string');
}

/** Templates and conditions name a switch as `switches.<name>`, and its words as `announcements.<name>`. */
function switchesReadBy(data: unknown): Set<string> {
  return new Set([...JSON.stringify(data).matchAll(/\b(?:switches|announcements)\.([a-z][a-z0-9_]{0,63})/g)].map(([, name]) => name!));
}
