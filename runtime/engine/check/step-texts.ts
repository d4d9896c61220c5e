import type { TSchema } from '@sinclair/typebox';
import type { StepDefinition } from '../../../schemas/define-step.js';
import type { FormControl } from '../../../schemas/form-controls.js';
import type { JsonObject } from '../../../schemas/json.js';
import { pointerTo } from './pointer.js';

/** One text of a step, found by what its schema says of it, so that a new step type needs no word here. */
export interface StepText {
  /**
   * `spoken`: the caller hears it. `message`: the caller reads it. `label`: only colleagues see it.
   * `template`: filled in for a machine, such as an address or a body.
   */
  role: 'spoken' | 'message' | 'label' | 'template';
  /** Of all languages together; for a template its own. */
  pointer: string;
  /** Of the step's data, such as `url` or `choices`. */
  property: string;
  /** Language tag → text; a template stands under the empty tag. */
  byLanguage: Map<string, string>;
}

/** Deeper data than any step type has; what lies below is `schema`'s to refuse. */
const MAX_DEPTH = 12;

export function readStepTexts(definition: StepDefinition, data: JsonObject, pointer: string): StepText[] {
  const texts: StepText[] = [];
  for (const [property, schema] of Object.entries(definition.schema.properties)) {
    if (Object.hasOwn(data, property)) visit(schema, data[property], pointer + pointerTo(property), property);
  }
  return texts;

  function visit(schema: TSchema, value: unknown, at: string, property: string, depth = 0): void {
    if (depth > MAX_DEPTH || value === null || value === undefined) return;
    const control = controlOf(schema);
    if (control === 'prompt') return void texts.push({ role: roleOf(definition, at), pointer: at, property, byLanguage: readLanguages(value) });
    if (typeof value === 'string') {
      if (isTemplate(value)) texts.push({ role: 'template', pointer: at, property, byLanguage: new Map([['', value]]) });
      return;
    }
    if (typeof value !== 'object') return;
    for (const [name, inner] of Object.entries(value)) visit(schemaOf(schema, name), inner, at + pointerTo(name), property, depth + 1);
  }
}

/** Whether Liquid has anything to do in a text. */
export function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/** Names of texts for colleagues and for the recogniser, which nobody speaks. */
const LABELS = new Set(['label', 'words', 'title', 'hints']);

function roleOf(definition: StepDefinition, at: string): StepText['role'] {
  if (LABELS.has(at.slice(at.lastIndexOf('/') + 1))) return 'label';
  return definition.type === 'send_message' ? 'message' : 'spoken';
}

function controlOf(schema: TSchema): FormControl | undefined {
  return (schema['x-form'] as { control?: FormControl } | undefined)?.control;
}

/** The schema of one member; an empty one where nothing is said of it. Of a union, the first branch that knows the name. */
function schemaOf(schema: TSchema, name: string): TSchema {
  for (const branch of [schema, ...((schema['anyOf'] as TSchema[] | undefined) ?? [])]) {
    const found = branch['items'] ?? ownProperty(branch['properties'], name) ?? Object.values((branch['patternProperties'] as object | undefined) ?? {})[0];
    if (found && typeof found === 'object' && !Array.isArray(found)) return found as TSchema;
  }
  return {} as TSchema;
}

function ownProperty(properties: unknown, name: string): unknown {
  return properties && Object.hasOwn(properties, name) ? (properties as JsonObject)[name] : undefined;
}

function readLanguages(value: unknown): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
