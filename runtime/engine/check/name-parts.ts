import type { TSchema } from '@sinclair/typebox';
import type { Product } from '../../../schemas/documents/product.js';
import type { JsonObject } from '../../../schemas/json.js';
import { definitions } from '../../../schemas/definitions.js';
import { languageName } from '../prompts/language-name.js';
import { localized } from '../prompts/localized.js';
import type { FlowGraph, GraphStep } from './flow-graph.js';
import { readPointer } from './pointer.js';
import type { Messages } from './problem.js';

/** An exit as people know it: by its label; by its id only where nothing declares it. Without marks around it. */
export function nameOfExit(step: GraphStep, exit: string): Messages {
  const label = step.exits?.find(({ id }) => id === exit)?.label;
  return byReader((reader) => shorten(localized(asTexts(label), reader)) || exit);
}

/** A property of a step as its form calls it, such as "Text"; what is not in the form, by its name in the JSON. */
export function nameOfProperty(step: GraphStep, property: string): Messages {
  return nameOfPlace(step, `${step.pointer}/meta/${property}`);
}

/** A place in a step as its form calls it: `/states/menu/meta/choices/1/label` is "Choices 2 · Label". */
export function nameOfPlace(step: GraphStep, pointer: string): Messages {
  const path = readPointer(pointer).slice(3);
  return byReader((reader) => {
    let schema = { properties: step.definition?.schema.properties } as FormSchema | undefined;
    const names: string[] = [];
    for (const [depth, part] of path.entries()) {
      if (depth === 0 && part === 'title') names.push({ 'en-US': 'Title', 'zh-CN': '标题' }[reader]);
      else if (/^\d+$/.test(part)) names.push(`${names.pop() ?? ''} ${Number(part) + 1}`.trim());
      else names.push(schema?.['x-form']?.control === 'prompt' ? languageName(part, reader) : (inner(schema, part)?.['x-title']?.[reader] ?? part));
      schema = inner(schema, part);
    }
    return names.join(' · ');
  });
}

/** A step type as the list of steps calls it. */
export function nameOfType(type: string): Messages {
  return (Object.hasOwn(definitions, type) ? definitions[type]?.title : undefined) ?? { 'en-US': type, 'zh-CN': type };
}

/** Another flow by its name, where it is known; else by its id. */
export function nameOfFlow(flow: FlowGraph | null, id: string): string {
  const name = ((flow?.document as JsonObject | null | undefined)?.['meta'] as JsonObject | null | undefined)?.['name'];
  return (typeof name === 'string' && shorten(name.trim())) || id;
}

/** A product by its name in the catalogue, where that is known; else by its id. */
export function nameOfProduct(products: Readonly<Record<string, Product>> | null, id: string): Messages {
  const name = products && Object.hasOwn(products, id) ? products[id]?.name : undefined;
  return byReader((reader) => shorten(localized(asTexts(name), reader)) || id);
}

/** Languages by their names, in the reader's. */
export function nameLanguages(tags: readonly string[]): Messages {
  return { 'en-US': tags.map((tag) => languageName(tag, 'en-US')).join(', '), 'zh-CN': tags.map((tag) => languageName(tag, 'zh-CN')).join('、') };
}

/** Titles are of any length; a message only points. */
export function shorten(title: string): string {
  return title.length > MAX_TITLE_CHARACTERS ? `${title.slice(0, MAX_TITLE_CHARACTERS)}…` : title;
}

/** What of a value is text by language: documents may be half written. */
export function asTexts(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

const MAX_TITLE_CHARACTERS = 40;

type FormSchema = TSchema & { properties?: Record<string, TSchema>; items?: TSchema; anyOf?: TSchema[]; 'x-title'?: Messages };

/** What stands under a name, in a list, or in one of several forms. */
function inner(schema: FormSchema | undefined, part: string): FormSchema | undefined {
  if (!schema) return undefined;
  if (/^\d+$/.test(part) && schema.items) return schema.items as FormSchema;
  if (schema.properties && Object.hasOwn(schema.properties, part)) return schema.properties[part] as FormSchema;
  for (const form of schema.anyOf ?? []) {
    const found = inner(form as FormSchema, part);
    if (found) return found;
  }
  return undefined;
}

function byReader(name: (reader: keyof Messages) => string): Messages {
  return { 'en-US': name('en-US'), 'zh-CN': name('zh-CN') };
}
