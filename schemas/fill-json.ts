import type { Json } from './json.js';

/** The same JSON with every text filled in. Names of properties are left as they are. */
export function fillJson(value: Json, fill: (template: string) => string): Json {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((entry) => fillJson(entry, fill));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, fillJson(entry, fill)]));
}
