import { stepOfPointer } from '../../runtime/engine/check/pointer.js';
import { isSameJson } from '../../runtime/engine/diff/json-changes.js';
import { renameSteps } from '../../runtime/engine/diff/match-renames.js';
import { mergeFlows, type MergeConflict } from '../../runtime/engine/merge/merge-flows.js';
import { mergeJson } from '../../runtime/engine/merge/merge-json.js';
import type { Json } from '../../schemas/json.js';
import type { Draft } from './draft-store.js';
import { getEntry } from '../../schemas/get-entry.js';

export interface MergedDraft {
  draft: Draft;
  conflicts: MergeConflict[];
  /** Steps of mine under the new ids they got, since somebody else added another step under the same one. */
  renamed: Record<string, string>;
}

/** Brings what I changed since `base` and what somebody else saved since then together. Where a box stands is never worth a question: mine holds. */
export function mergeDrafts(base: Draft, mine: Draft, theirs: Draft): MergedDraft {
  const renamed = renameTwins(base, mine, theirs);
  const own = applyRenames(mine, renamed);
  const { document, conflicts } = mergeFlows(base.document, own.document, theirs.document);
  const together = mergeJson(asJson(base.layout), asJson(own.layout), asJson(theirs.layout)).value as unknown as Draft['layout'];
  const layout = keepPlaces(together, conflicts, [own, theirs, base]);
  return { draft: { document: keepEqual(mine.document, document), layout: keepEqual(mine.layout, layout) }, conflicts, renamed };
}

/** A step that may come back, or stays though one removed it, stands where it stood. */
function keepPlaces(layout: Draft['layout'], conflicts: readonly MergeConflict[], drafts: readonly Draft[]): Draft['layout'] {
  const missing = conflicts.flatMap(({ pointer }) => stepOfPointer(pointer) ?? []).filter((step) => !getEntry(layout.positions, step));
  const places = missing.flatMap((step) => drafts.flatMap((draft) => (getEntry(draft.layout.positions, step) ? [[step, getEntry(draft.layout.positions, step)!] as const] : [])).slice(0, 1));
  return places.length > 0 ? { ...layout, positions: { ...layout.positions, ...Object.fromEntries(places) } } : layout;
}

/** Both added a step and the designer gave both the same id: they are two steps, and neither is lost. */
function renameTwins(base: Draft, mine: Draft, theirs: Draft): Record<string, string> {
  const known = new Set([base, mine, theirs].flatMap(({ document }) => Object.keys(document.states)));
  const renamed: Record<string, string> = {};
  for (const [id, state] of Object.entries(mine.document.states)) {
    const other = getEntry(theirs.document.states, id);
    if (getEntry(base.document.states, id) || !other || isSameJson(asJson(state), asJson(other))) continue;
    let number = 2;
    while (known.has(`${id.slice(0, 58)}_${number}`)) number += 1;
    renamed[id] = `${id.slice(0, 58)}_${number}`;
    known.add(renamed[id]);
  }
  return renamed;
}

function applyRenames(draft: Draft, renamed: Record<string, string>): Draft {
  if (Object.keys(renamed).length === 0) return draft;
  const positions = Object.fromEntries(Object.entries(draft.layout.positions).map(([id, place]) => [getEntry(renamed, id) ?? id, place]));
  return { document: renameSteps(draft.document, new Map(Object.entries(renamed))), layout: { ...draft.layout, positions } };
}

/**
 * What came over the network with the parts of `base` put in wherever they are equal, so that comparing the two is fast: a merge of a step of
 * undo then looks only at what is different.
 */
export function shareEqualParts(base: Draft, theirs: Draft): Draft {
  return { document: share(asJson(base.document), asJson(theirs.document)) as unknown as Draft['document'], layout: share(asJson(base.layout), asJson(theirs.layout)) as unknown as Draft['layout'] };
}

/** The first, where both have the same content: what is the same object counts as saved. */
export function keepEqual<Part>(mine: Part, merged: Part): Part {
  return isSameJson(asJson(mine), asJson(merged)) ? mine : merged;
}

function share(base: Json | undefined, value: Json): Json {
  if (typeof value !== 'object' || value === null || typeof base !== 'object' || base === null || Array.isArray(base) !== Array.isArray(value)) return value;
  const names = Object.keys(value);
  const parts = names.map((name) => [name, share((base as Record<string, Json>)[name], (value as Record<string, Json>)[name]!)] as const);
  const isEqual = names.length === Object.keys(base).length && parts.every(([name, part]) => Object.is(part, (base as Record<string, Json>)[name]));
  if (isEqual) return base;
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

function asJson(value: unknown): Json {
  return value as Json;
}
