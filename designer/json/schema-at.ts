import type { Json } from '../../schemas/json.js';

/** A JSON Schema as it was parsed; only what the published flow schema uses is looked at. */
export interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  title?: string;
  description?: string;
  type?: string;
  const?: Json;
  enum?: Json[];
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  allOf?: { if: JsonSchema; then: JsonSchema }[];
}

export type JsonPath = (string | number)[];

/** Every schema that speaks about the place `path` of `document`: several where there are variants. A step's own fields depend on its type. */
export function schemasAt(root: JsonSchema, document: unknown, path: JsonPath): JsonSchema[] {
  let schemas = expand(root, root, document);
  let value = document;
  for (const name of path) {
    value = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[name] : undefined;
    const inner = value;
    schemas = schemas.flatMap((schema) => childrenOf(schema, name)).flatMap((child) => expand(root, child, inner));
  }
  return schemas;
}

function childrenOf(schema: JsonSchema, name: string | number): JsonSchema[] {
  if (typeof name === 'number') return schema.items ? [schema.items] : [];
  const own = schema.properties && Object.hasOwn(schema.properties, name) ? [schema.properties[name]!] : [];
  const patterned = Object.entries(schema.patternProperties ?? {}).flatMap(([pattern, child]) => (new RegExp(pattern, 'u').test(name) ? [child] : []));
  const other = own.length + patterned.length === 0 && typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
  return [...own, ...patterned, ...other];
}

/** The schema with its references, its variants and what holds for this value beside it. */
function expand(root: JsonSchema, schema: JsonSchema, value: unknown): JsonSchema[] {
  if (schema.$ref) return expand(root, root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {}, value);
  const variants = (schema.anyOf ?? []).flatMap((variant) => expand(root, variant, value));
  const holding = (schema.allOf ?? []).flatMap((one) => (fits(one.if, value) ? expand(root, one.then, value) : []));
  return [schema, ...variants, ...holding];
}

/** As far as the conditions of the flow schema go: constants of properties. */
function fits(condition: JsonSchema, value: unknown): boolean {
  if ('const' in condition) return condition.const === value;
  if (!condition.properties) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(condition.properties).every(([name, inner]) => fits(inner, (value as Record<string, unknown>)[name]));
}
