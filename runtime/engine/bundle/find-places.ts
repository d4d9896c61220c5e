import { definitions } from '../../../schemas/definitions.js';
import type { Flow } from '../../../schemas/documents/flow.js';
import type { Place, PlaceBy } from '../../../schemas/form-controls.js';
import type { Json, JsonObject } from '../../../schemas/json.js';
import { pointerTo } from '../check/pointer.js';
import { isObject } from '../diff/json-changes.js';

/** A value of a flow that names something of its installation, such as a telephone number or a queue. */
export interface FoundPlace {
  kind: Place;
  step: string;
  /** JSON pointer (RFC 6901) into the flow. */
  pointer: string;
  value: string;
  /** `literal` has to be mapped; `settings` and `call` are filled in where the flow runs. */
  from: 'literal' | 'settings' | 'call';
}

/** Every place of a flow, found by what the step types say of their properties and not by what the texts look like. */
export function findPlaces(flow: Flow): FoundPlace[] {
  return findFormValues(flow, ({ place }) => place !== undefined).flatMap(({ step, pointer, value, form, beside }) => {
    if (typeof value !== 'string') return [];
    return [{ kind: kindOf(form.place!, beside), step, pointer, value, from: originOf(value) }];
  });
}

/** Values of one control, such as the products a flow sells (`product`) or the flows it runs (`flow`); each once. */
export function findNamed(flow: Flow, control: string): string[] {
  const values = findFormValues(flow, (form) => form.control === control).flatMap(({ value }) => (Array.isArray(value) ? value : [value]));
  return [...new Set(values.filter((value): value is string => typeof value === 'string' && !value.includes('{{')))];
}

interface Form {
  control: string;
  place?: Place | PlaceBy;
}

interface FormValue {
  step: string;
  pointer: string;
  value: Json;
  form: Form;
  /** The object that holds the value. */
  beside: JsonObject;
}

interface FormSchema {
  properties?: Record<string, FormSchema>;
  items?: FormSchema;
  'x-form'?: Form;
}

function findFormValues(flow: Flow, isWanted: (form: Form) => boolean): FormValue[] {
  return Object.entries(flow.states).flatMap(([step, { meta }]) => {
    const schema = Object.hasOwn(definitions, meta.step) ? (definitions[meta.step]!.schema as FormSchema) : undefined;
    return schema ? walk(schema, meta as JsonObject, pointerTo('states', step, 'meta'), (pointer, value, form, beside) => (isWanted(form) ? [{ step, pointer, value, form, beside }] : [])) : [];
  });
}

type Visit = (pointer: string, value: Json, form: Form, beside: JsonObject) => FormValue[];

function walk(schema: FormSchema, value: Json, pointer: string, visit: Visit): FormValue[] {
  if (Array.isArray(value)) return schema.items ? value.flatMap((member, at) => walk(schema.items!, member, pointer + pointerTo(at), visit)) : [];
  if (!isObject(value)) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    if (!Object.hasOwn(value, name)) return [];
    const here = pointer + pointerTo(name);
    const found = inner['x-form'] ? visit(here, value[name]!, inner['x-form'], value) : [];
    return [...found, ...walk(inner, value[name]!, here, visit)];
  });
}

function kindOf(place: Place | PlaceBy, beside: JsonObject): Place {
  if (typeof place === 'string') return place;
  const decides = beside[place.by];
  return (typeof decides === 'string' && place.is[decides]) || place.else;
}

/** A value that begins with a setting is the installation's own already; one that is a template as a whole is known in the call only. */
function originOf(value: string): FoundPlace['from'] {
  if (/^\s*\{\{-?\s*settings\./.test(value)) return 'settings';
  return /^\s*\{\{[^{}]*\}\}\s*$/.test(value) ? 'call' : 'literal';
}
