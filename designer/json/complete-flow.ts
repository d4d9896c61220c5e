import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { placeAt } from './json-places.js';
import { schemasAt, type JsonPath, type JsonSchema } from './schema-at.js';

/**
 * Completes the flow as its schema says: the fields a step may have, the words a field may hold, and the steps an exit may lead to. While
 * the text is half written and no JSON, `document` is how it last was some.
 */
export function completeFlow(root: JsonSchema, document: () => unknown): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const place = placeAt(context.state, context.pos);
    if (!place || (!context.explicit && place.from === place.to)) return null;
    const known = document();
    const schemas = schemasAt(root, known, place.path);
    const options = place.kind === 'name' ? namesOf(schemas, valueAt(known, place.path)) : [...wordsOf(schemas), ...stepsFor(place.path, known)];
    return options.length === 0 ? null : { from: place.from, to: place.to, options, filter: true, validFor: /^"?[\w$-]*"?$/ };
  };
}

function namesOf(schemas: JsonSchema[], value: unknown): Completion[] {
  const taken = new Set(Object.keys(typeof value === 'object' && value !== null ? value : {}));
  const required = new Set(schemas.flatMap((schema) => schema.required ?? []));
  const properties = new Map(schemas.flatMap((schema) => Object.entries(schema.properties ?? {})));
  return [...properties]
    .filter(([name]) => !taken.has(name))
    .map(([name, { description, title }]) => ({ label: `"${name}"`, apply: `"${name}": `, type: 'property', detail: title, info: description, boost: required.has(name) ? 2 : 0 }));
}

function wordsOf(schemas: JsonSchema[]): Completion[] {
  const words = schemas.flatMap((schema) => [...(schema.enum ?? []), ...(schema.const === undefined ? [] : [schema.const]), ...(schema.type === 'boolean' ? [true, false] : [])]);
  return [...new Set(words.map((word) => JSON.stringify(word)))].map((label) => ({ label, type: 'enum' }));
}

/** The target of an exit is a step of this flow. */
function stepsFor(path: JsonPath, document: unknown): Completion[] {
  const isTarget = (path.length === 4 && path[0] === 'states' && path[2] === 'on') || (path.length === 1 && path[0] === 'initial');
  if (!isTarget) return [];
  return Object.keys((document as { states?: object } | null)?.states ?? {}).map((step) => ({ label: JSON.stringify(step), type: 'variable' }));
}

function valueAt(document: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[name] : undefined), document);
}
