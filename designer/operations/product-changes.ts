import type { Json, JsonObject } from '../../schemas/json.js';

/** One place at which two versions of a product differ; `null`: it was not there. */
export interface ProductChange {
  path: string;
  before: string | null;
  after: string | null;
}

export function compareProducts(before: JsonObject, after: JsonObject): ProductChange[] {
  const [old, fresh] = [flatten(before), flatten(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => old.get(path) !== fresh.get(path)).map((path) => ({ path, before: old.get(path) ?? null, after: fresh.get(path) ?? null }));
}

function flatten(value: Json, path = ''): Map<string, string> {
  if (value === null || typeof value !== 'object') return new Map([[path, String(value)]]);
  return new Map(Object.entries(value).flatMap(([name, inner]) => [...flatten(inner as Json, path ? `${path}.${name}` : name)]));
}
