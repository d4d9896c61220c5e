import { isSameJson } from '../../runtime/engine/diff/json-changes.js';
import type { Json } from '../../schemas/json.js';
import type { Draft } from './draft-store.js';

/** What could not be saved, with what it was built on. */
export interface Unsaved {
  revision: number;
  /** The draft as it was last saved. */
  base: Draft;
  mine: Draft;
  /** ISO moment. */
  at: string;
}

const nameOf = (user: string, flow: string): string => `trunkline.unsaved.${user}.${flow}`;

let lastFits = true;

/** Keeps it in this browser, where another person's or flow's is not touched. Written at once: the page may be closing. */
export function keepUnsaved(user: string, flow: string, unsaved: Unsaved): void {
  try {
    localStorage.setItem(nameOf(user, flow), JSON.stringify(unsaved));
    lastFits = true;
  } catch {
    lastFits = false;
  }
}

/** Whether the last one fitted into what the browser gives a page. */
export function isUnsavedKept(): boolean {
  return lastFits;
}

/** What is kept of a flow; `null` where nothing is, or where it is what stands anyway. */
export function readUnsaved(user: string, flow: string, standing: Draft): Unsaved | null {
  const unsaved = parse(localStorage.getItem(nameOf(user, flow)));
  if (!unsaved) return null;
  if (!isSame(unsaved.mine, standing)) return unsaved;
  forgetUnsaved(user, flow);
  return null;
}

export function forgetUnsaved(user: string, flow: string): void {
  localStorage.removeItem(nameOf(user, flow));
}

function isSame(one: Draft, other: Draft): boolean {
  return isSameJson(one.document as unknown as Json, other.document as unknown as Json) && isSameJson(one.layout as unknown as Json, other.layout as unknown as Json);
}

function parse(text: string | null): Unsaved | null {
  try {
    const read = text === null ? null : (JSON.parse(text) as Partial<Unsaved> | null);
    return read?.base?.document && read.base.layout && read.mine?.document && read.mine.layout && typeof read.revision === 'number' ? (read as Unsaved) : null;
  } catch {
    return null;
  }
}
