import type { Json, JsonObject } from '../../../schemas/json.js';
import { pointerTo } from '../check/pointer.js';

/** One place where two documents differ. */
export interface JsonChange {
  /** Into the later document; into the earlier one for what is gone. */
  pointer: string;
  /** `undefined`: it is new. */
  before: Json | undefined;
  /** `undefined`: it is gone. */
  after: Json | undefined;
}

/**
 * Where two JSON values differ, as deep as they can be compared. The order of properties is no difference; members of a list that have an `id`
 * are matched by it.
 */
export function findJsonChanges(before: Json | undefined, after: Json | undefined, pointer = ''): JsonChange[] {
  if (isSameJson(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => findJsonChanges(own(before, name), own(after, name), pointer + pointerTo(name)));
  }
  const [earlier, later] = [byId(before), byId(after)];
  if (earlier && later) return findListChanges(earlier, later, pointer);
  return [{ pointer, before, after }];
}

/** The same value, whatever the order of properties. */
export function isSameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((value, at) => isSameJson(value, other[at]));
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && isSameJson(one[name], other[name]));
}

/** The members of a list by their ids, in order; `null` for what is no list of things with an id each. */
export function byId(value: Json | undefined): Map<string, JsonObject> | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const members = value.filter(isObject).filter((member) => typeof member['id'] === 'string');
  const found = new Map(members.map((member) => [member['id'] as string, member]));
  return found.size === value.length ? found : null;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function own(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function findListChanges(before: Map<string, JsonObject>, after: Map<string, JsonObject>, pointer: string): JsonChange[] {
  const [earlier, later] = [[...before.keys()], [...after.keys()]];
  const changes = [...new Set([...later, ...earlier])].flatMap((id) => {
    const at = later.includes(id) ? later.indexOf(id) : earlier.indexOf(id);
    return findJsonChanges(before.get(id), after.get(id), pointer + pointerTo(at));
  });
  const order = { before: earlier.filter((id) => after.has(id)), after: later.filter((id) => before.has(id)) };
  return isSameJson(order.before, order.after) ? changes : [...changes, { pointer, ...order }];
}
