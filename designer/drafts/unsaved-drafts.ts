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

const prefixOf = (user: string, flow: string): string => `trunkline.unsaved.${user}.${flow}`;

/** Two tabs of one person keep theirs side by side. */
const page = Math.random().toString(36).slice(2);

const ownName = (user: string, flow: string): string => `${prefixOf(user, flow)}.${page}`;

let lastFits = true;

/** Keeps it in this browser, where another person's, flow's or tab's is not touched. Written at once: the page may be closing. */
export function keepUnsaved(user: string, flow: string, unsaved: Unsaved): void {
  try {
    localStorage.setItem(ownName(user, flow), JSON.stringify(unsaved));
    lastFits = true;
  } catch {
    lastFits = false;
  }
}

/** Whether the last one fitted into what the browser gives a page. */
export function isUnsavedKept(): boolean {
  return lastFits;
}

/** What this page kept is saved, or not wanted any more. */
export function forgetUnsaved(user: string, flow: string): void {
  localStorage.removeItem(ownName(user, flow));
}

/** What is kept of a flow by earlier pages, the oldest first, but what stands anyway. */
export function readUnsaved(user: string, flow: string, standing: Draft): (Unsaved & { name: string })[] {
  const prefix = prefixOf(user, flow);
  const names = Object.keys(localStorage).filter((name) => name === prefix || name.startsWith(`${prefix}.`));
  const found = names.flatMap((name) => {
    const unsaved = parse(localStorage.getItem(name));
    if (unsaved && !isSame(unsaved.mine, standing)) return [{ ...unsaved, name }];
    localStorage.removeItem(name);
    return [];
  });
  return found.toSorted((a, b) => a.at.localeCompare(b.at));
}

/** It is taken in, or let go of. */
export function dropUnsaved(name: string): void {
  localStorage.removeItem(name);
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
