import { createPromptRenderer } from '../../runtime/engine/prompts/render-prompt.js';
import type { JsonObject } from '../../schemas/json.js';
import { figureFilters } from './figure-filters.js';

const renderer = createPromptRenderer();

/** A template as a caller might hear it: each value stands as a sample of its kind, or as its own name. What is half written stays as it is. */
export function sampleText(template: string, language: string): string {
  const values: JsonObject = {};
  for (const [, path, filter] of template.matchAll(/\{\{\s*([a-zA-Z_][\w.]*)\s*(?:\|\s*(\w+))?/g)) put(values, path!.split('.'), sampleOf(path!, filter));
  try {
    return renderer.render(template, { values, language, now: new Date().toISOString() as never });
  } catch {
    return template;
  }
}

function sampleOf(path: string, filter: string | undefined): never {
  const figure = figureFilters.find((known) => known.filter === filter);
  return (figure?.sample ?? path.split('.').at(-1)!.replaceAll('_', ' ')) as never;
}

function put(values: JsonObject, [name, ...rest]: string[], sample: never): void {
  if (name === undefined || Object.hasOwn(Object.prototype, name)) return;
  if (rest.length === 0) {
    values[name] ??= sample;
    return;
  }
  const inner = values[name];
  const object: JsonObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
  values[name] = object;
  put(object, rest, sample);
}
