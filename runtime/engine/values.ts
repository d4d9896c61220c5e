import type { Json, JsonObject } from '../../schemas/json.js';

/** Sets values by dotted path, making the objects on the way: `{ "card.last4": "4321" }`. Changes `target`. */
export function assignValues(target: JsonObject, values: JsonObject): void {
  for (const [path, value] of Object.entries(values)) setPath(target, path.split('.'), value);
}

/** What every flow of a call sees: who the caller is, and what is sold to them. No flow gives these to another one by hand. */
export const callWide: readonly string[] = ['customer', 'offer', 'order'];

/** The values of a call that all its flows share, of those of its first frame. */
export function pickCallWide(values: JsonObject): JsonObject {
  return Object.fromEntries(callWide.flatMap((root) => (Object.hasOwn(values, root) ? [[root, values[root]!]] : [])));
}

/** Whether a dotted path leads to what all flows of a call share. */
export function isCallWide(path: string): boolean {
  return callWide.includes(path.split('.', 1)[0]!);
}

/** The value at a dotted path; `undefined` where there is none. Own properties only. */
export function readValue(values: Json | undefined, path: string): Json | undefined {
  let current: Json | undefined = values;
  for (const name of path.split('.')) {
    if (current === null || typeof current !== 'object' || !Object.hasOwn(current, name)) return undefined;
    current = (current as JsonObject)[name];
  }
  return current;
}

function setPath(target: JsonObject, [name, ...rest]: string[], value: Json): void {
  if (name === undefined || name === '__proto__') return;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = Object.hasOwn(target, name) ? target[name] : undefined;
  if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) target[name] = {};
  setPath(target[name] as JsonObject, rest, value);
}
