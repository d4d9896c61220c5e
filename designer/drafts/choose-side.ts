import { readPointer } from '../../runtime/engine/check/pointer.js';
import { renameSteps } from '../../runtime/engine/diff/match-renames.js';
import { setWays, type MergeConflict } from '../../runtime/engine/merge/merge-flows.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Json } from '../../schemas/json.js';

export type Side = 'mine' | 'theirs';

/** The merged document, which has mine at every conflict, with theirs where that was chosen. */
export function chooseSides(merged: Flow, conflicts: readonly MergeConflict[], sides: readonly Side[]): Flow {
  // From the last to the first, so that a member put into or taken out of a list moves none that is still to come.
  return conflicts.reduceRight((document, conflict, at) => (sides[at] === 'theirs' ? takeTheirs(document, conflict) : document), merged);
}

function takeTheirs(document: Flow, { pointer, base, mine, theirs, ways = [] }: MergeConflict): Flow {
  const path = readPointer(pointer);
  if (isRenaming(path, mine, theirs)) return renameSteps(document, new Map([[mine as string, theirs as string]]));
  if (leadsNowhere(base, mine, theirs)) return { ...document, states: { ...document.states, [mine as string]: base as unknown as Flow['states'][string] } };
  const taken = change(document as unknown as Json, path, mine, theirs) as unknown as Flow;
  return ways.length > 0 ? setWays(taken, ways, theirs === null ? null : path[1]!) : taken;
}

/** Both gave a step a new id: the conflict holds the ids. */
function isRenaming(path: string[], mine: Json, theirs: Json): boolean {
  return path.length === 2 && path[0] === 'states' && typeof mine === 'string' && typeof theirs === 'string';
}

/** One side removed the step that the other leads to: theirs brings it back, as it was. */
export function leadsNowhere(base: Json, mine: Json, theirs: Json): boolean {
  return typeof mine === 'string' && theirs === null && typeof base === 'object' && base !== null && 'meta' in base;
}

function change(value: Json, [name, ...rest]: string[], mine: Json, theirs: Json): Json {
  if (name === undefined) return theirs;
  if (Array.isArray(value)) {
    const at = Number(name);
    if (rest.length > 0) return value.map((member, index) => (index === at ? change(member, rest, mine, theirs) : member));
    const added = theirs === null ? [] : [theirs];
    return [...value.slice(0, at), ...added, ...value.slice(mine === null ? at : at + 1)];
  }
  const object = value as Record<string, Json>;
  const inner = rest.length === 0 ? theirs : change(object[name] ?? {}, rest, mine, theirs);
  const { [name]: _gone, ...others } = object;
  if (inner === null) return others;
  return Object.hasOwn(object, name) ? Object.fromEntries(Object.entries(object).map(([key, known]) => [key, key === name ? inner : known])) : { ...object, [name]: inner };
}
