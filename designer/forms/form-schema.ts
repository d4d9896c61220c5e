import type { TObject, TSchema } from '@sinclair/typebox';
import type { BothLanguages, FormControl } from '../../schemas/form-controls.js';
import type { Json, JsonObject } from '../../schemas/json.js';

/** One property of a step as the form sees it. The stored data is edited as it is: no conversion stands between. */
export interface FormProperty {
  name: string;
  schema: TSchema;
  required: boolean;
  title: BothLanguages;
  help: string;
  control: FormControl | 'unknown';
  unit?: BothLanguages;
  labels?: Record<string, BothLanguages>;
  multiple: boolean;
  placeholder?: string;
}

/** What every control gets. `undefined` takes the property away. `pointer` is where the value stands in the flow. */
export interface ControlProps {
  property: FormProperty;
  value: Json | undefined;
  onChange(value: Json | undefined): void;
  pointer: string;
  /** What is wrong with it, in the reader's language. */
  error: string | null;
}

export function readProperties(schema: TSchema): FormProperty[] {
  const { properties = {}, required = [] } = schema as TObject;
  return Object.entries(properties).map(([name, property]) => readProperty(name, property, required.includes(name)));
}

export function readProperty(name: string, schema: TSchema, required: boolean): FormProperty {
  const form = (schema['x-form'] ?? {}) as Partial<FormProperty>;
  const title = (schema['x-title'] as BothLanguages | undefined) ?? { 'en-US': name, 'zh-CN': name };
  return {
    name,
    schema,
    required,
    title,
    help: schema.description ?? '',
    control: form.control ?? 'unknown',
    unit: form.unit,
    labels: form.labels,
    multiple: form.multiple === true,
    placeholder: form.placeholder,
  };
}

/** A new row or group: what must be there, empty or as the schema's default. */
export function createEmpty(schema: TSchema, languages: string[]): Json {
  if (schema.default !== undefined) return schema.default as Json;
  if (schema['x-form']?.control === 'prompt') return Object.fromEntries(languages.map((language) => [language, '']));
  if (Array.isArray(schema.enum)) return schema.enum[0] as Json;
  if (schema.type === 'object') {
    const fields = readProperties(schema).filter((property) => property.required);
    return Object.fromEntries(fields.map((property) => [property.name, createEmpty(property.schema, languages)])) as JsonObject;
  }
  if (schema.type === 'array') return (schema.minItems ?? 0) > 0 ? [createEmpty(schema.items as TSchema, languages)] : [];
  if (schema.type === 'integer' || schema.type === 'number') return (schema.minimum as number | undefined) ?? 0;
  return schema.type === 'boolean' ? false : '';
}
