import type { Json, JsonObject } from '../../../schemas/json.js';
import { pointerTo } from '../check/pointer.js';
import { byId, isObject, isSameJson, own } from '../diff/json-changes.js';

/** `undefined`: it is not there. */
export interface JsonConflict {
  pointer: string;
  base: Json | undefined;
  mine: Json | undefined;
  theirs: Json | undefined;
}

/** Three-way merge of JSON. Objects are merged by property, lists whose members have ids by id; any other list is one value. Conflicts keep mine. */
export function mergeJson(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined, pointer = ''): { value: Json | undefined; conflicts: JsonConflict[] } {
  if (isSameJson(mine, theirs) || isSameJson(base, theirs)) return { value: mine, conflicts: [] };
  if (isSameJson(base, mine)) return { value: theirs, conflicts: [] };
  if (isObject(mine) && isObject(theirs) && (base === undefined || isObject(base))) return mergeObjects(base ?? {}, mine, theirs, pointer);
  const lists = [byId(base), byId(mine), byId(theirs)] as const;
  if (lists[0] && lists[1] && lists[2]) return mergeLists(lists[0], lists[1], lists[2], pointer);
  return { value: mine, conflicts: [{ pointer, base, mine, theirs }] };
}

function mergeObjects(base: JsonObject, mine: JsonObject, theirs: JsonObject, pointer: string): ReturnType<typeof mergeJson> {
  const conflicts: JsonConflict[] = [];
  const value: [string, Json][] = [];
  for (const name of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const merged = mergeJson(own(base, name), own(mine, name), own(theirs, name), pointer + pointerTo(name));
    conflicts.push(...merged.conflicts);
    if (merged.value !== undefined) value.push([name, merged.value]);
  }
  return { value: Object.fromEntries(value), conflicts };
}

type Members = Map<string, JsonObject>;

function mergeLists(base: Members, mine: Members, theirs: Members, pointer: string): ReturnType<typeof mergeJson> {
  const conflicts: JsonConflict[] = [];
  const value: Json[] = [];
  for (const id of orderOf(base, mine, theirs)) {
    const merged = mergeJson(base.get(id), mine.get(id), theirs.get(id), pointer + pointerTo(value.length));
    conflicts.push(...merged.conflicts);
    if (merged.value !== undefined) value.push(merged.value);
  }
  return { value, conflicts };
}

/** The order of whoever changed it, mine where both did; what the other added stands behind the member it stood behind. */
function orderOf(base: Members, mine: Members, theirs: Members): string[] {
  const isKept = [...mine.keys()].filter((id) => base.has(id)).join(' ') === [...base.keys()].filter((id) => mine.has(id)).join(' ');
  const [first, second] = isKept ? [theirs, mine] : [mine, theirs];
  const order = [...first.keys()];
  let previous = -1;
  for (const id of second.keys()) {
    if (order.includes(id)) previous = order.indexOf(id);
    else order.splice((previous += 1), 0, id);
  }
  return order;
}
