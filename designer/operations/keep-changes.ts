import { isSameJson } from '../../runtime/engine/diff/json-changes.js';
import type { Json, JsonObject } from '../../schemas/json.js';

/** What was changed here (from `base` to `mine`) put on top of what others made of the same thing meanwhile. Lists are one value. */
export function keepChanges(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined): Json | undefined {
  if (isSameJson(base, mine)) return theirs;
  if (!isObject(base) || !isObject(mine) || !isObject(theirs)) return mine;
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  return Object.fromEntries(
    names.flatMap((name): [string, Json][] => {
      const kept = keepChanges(base[name], mine[name], theirs[name]);
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
