import type { TSchema } from '@sinclair/typebox';
import type { StepDefinition } from '../../schemas/define-step.js';
import { isNumberPlace } from '../../schemas/form-controls.js';
import type { FlowState } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { createEmpty, readProperties, type FormProperty } from '../forms/form-schema.js';
import { stepTypes } from './step-types.js';

/**
 * A new step of a type: the settings of its first example, with nothing in it that callers would hear or that means a business of its own:
 * words are left to be written, and choices, branches and groups are called by their number.
 */
export function createState(type: string, languages: string[], title?: Record<string, string>): FlowState {
  const definition = stepTypes[type];
  return toState(type, definition, languages, definition ? exampleOf(definition, languages) : {}, title);
}

/** A step of a type with only what must be there, and all of that empty. */
export function createBareState(type: string, languages: string[]): FlowState {
  const definition = stepTypes[type];
  const required = definition ? readProperties(definition.schema).filter((property) => property.required) : [];
  const data = Object.fromEntries(required.map(({ name, schema }) => [name, type === 'language_choice' && name === 'options' ? optionsOf(languages) : schema.type === 'array' ? [] : createEmpty(schema, languages)]));
  return toState(type, definition, languages, data);
}

function toState(type: string, definition: StepDefinition | undefined, languages: string[], data: JsonObject, title?: Record<string, string>): FlowState {
  const words = title ?? Object.fromEntries(languages.map((language) => [language, definition?.title[language.startsWith('zh') ? 'zh-CN' : 'en-US'] ?? type]));
  const meta = { step: type, title: words, ...data } as FlowState['meta'];
  return definition?.final ? { type: 'final', meta } : { meta, on: {} };
}

function exampleOf(definition: StepDefinition, languages: string[]): JsonObject {
  // Which flow it runs decides all else it holds.
  if (definition.type === 'subflow' || definition.type === 'go_to_flow') return createBareState(definition.type, languages).meta as JsonObject;
  const example = structuredClone((definition.examples[0]?.data ?? {}) as JsonObject);
  if (definition.type === 'language_choice') example['options'] = optionsOf(languages);
  return neutral(readProperties(definition.schema), example, languages);
}

/** An example's words, published unread, would be heard by callers; words that are missing are a problem until somebody writes them. */
function neutral(properties: FormProperty[], example: JsonObject, languages: string[]): JsonObject {
  return Object.fromEntries(
    properties.flatMap(({ name, schema, control, required }): [string, Json][] => {
      const value = example[name];
      if (value === undefined) return [];
      if (control === 'prompt') return [[name, unwritten(languages)]];
      // Products and days off are somebody's own, and so is whom to call.
      if (required && isNumberPlace(schema)) return [[name, '']];
      if (control === 'product') return required ? [[name, []]] : [];
      if (control === 'dates') return [];
      if (!Array.isArray(value) || schema.type !== 'array' || (schema.items as TSchema).type !== 'object') return [[name, value]];
      // What need not be there is left out: a key that callers could press, an answer that means something.
      if (control === 'outcomes' || (control === 'choices' && !required)) return required ? [[name, []]] : [];
      return [[name, value.map((row, at) => neutralRow(schema.items as TSchema, row as JsonObject, at + 1, languages))]];
    }),
  );
}

function neutralRow(schema: TSchema, row: JsonObject, number: number, languages: string[]): JsonObject {
  const properties = readProperties(schema);
  const kept = Object.fromEntries(Object.entries(row).filter(([name]) => properties.some((property) => property.name === name && (property.required || property.control !== 'prompt'))));
  const plain = neutral(properties, kept, languages);
  if ('all' in plain) plain['all'] = createEmpty(properties.find(({ name }) => name === 'all')!.schema, languages);
  if (!('id' in plain && 'label' in plain)) return plain;
  return { ...plain, id: `choice_${number}`, label: numberedLabel(number, languages) };
}

/** “Choice 2”: says that a name is still to be given. */
export function numberedLabel(number: number, languages: string[]): Record<string, string> {
  return Object.fromEntries(languages.map((language) => [language, language.startsWith('zh') ? `选项 ${number}` : `Choice ${number}`]));
}

function optionsOf(languages: string[]): Json {
  return languages.slice(0, 9).map((language, at) => ({ language, key: String(at + 1), text: '' }));
}

function unwritten(languages: string[]): JsonObject {
  return Object.fromEntries(languages.map((language) => [language, '']));
}
