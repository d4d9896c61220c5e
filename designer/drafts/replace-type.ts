import { TypeRegistry, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { StepDefinition } from '../../schemas/define-step.js';
import type { Flow, FlowState } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { createBareState } from './create-state.js';
import type { Draft } from './draft-store.js';
import { keepExits, type KeptExit } from './keep-exits.js';
import { stepTypes } from './step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

/**
 * Makes a step one of another type: its words, settings and connections stay as far as the new type knows them. What the new type needs
 * besides is left empty: nothing is made up that callers would hear or press.
 */
export function replaceType(step: string, type: string) {
  return (draft: Draft): Draft => {
    const state = getEntry(draft.document.states, step);
    if (!state || state.meta.step === type || !getEntry(stepTypes, type)) return draft;
    const { after } = toType(state, type, draft.document);
    return { ...draft, document: { ...draft.document, states: { ...draft.document.states, [step]: after } } };
  };
}

/** What becomes of each connection of a step as another type. */
export function getKeptExits(state: FlowState, type: string, document: Flow): KeptExit[] {
  return toType(state, type, document).exits;
}

function toType(state: FlowState, type: string, document: Flow): { after: FlowState; exits: KeptExit[] } {
  const [before, after] = [getEntry(stepTypes, state.meta.step), getEntry(stepTypes, type)!];
  const fresh = createBareState(type, document.meta.languages);
  const meta = { ...fresh.meta, ...keepData(state.meta as JsonObject, before, after), title: keepTitle(state, before) ?? fresh.meta.title, step: type } as FlowState['meta'];
  const made: FlowState = { ...(state.description ? { description: state.description } : {}), ...(after.final ? { type: 'final' as const } : {}), meta };
  return keepExits(state, made, document);
}

/** A title nobody has changed names the old type, and gives way to the new one's. */
function keepTitle(state: FlowState, before: StepDefinition | undefined): FlowState['meta']['title'] {
  const { title } = state.meta;
  const unchanged = before && title && Object.values(title).every((words) => Object.values(before.title).includes(words));
  return unchanged ? undefined : title;
}

/** What both types call by the same name and the new one accepts; and the words, whatever the two call them. */
function keepData(data: JsonObject, before: StepDefinition | undefined, after: StepDefinition): JsonObject {
  const properties = after.schema.properties as Record<string, TSchema>;
  const same = Object.entries(data).flatMap(([name, value]): [string, Json][] => {
    const property = getEntry(properties, name);
    const fitting = property && fit(property, value);
    return fitting === undefined ? [] : [[name, fitting]];
  });
  const [from, to] = [before && promptsOf(before)[0], promptsOf(after).find((name) => spoken.has(name))];
  const words = from && to && from !== to && data[from] !== undefined && data[to] === undefined ? { [to]: data[from] } : {};
  return { ...words, ...Object.fromEntries(same) };
}

/** What a step says first, by its names in the types. Other prompts ask or confirm something that other words do not. */
const spoken = new Set(['prompt', 'text', 'greeting', 'pitch']);

// Words of a list, and any JSON, have no type of TypeBox's own.
TypeRegistry.Set<TSchema>('Unsafe', (schema, value) => !Array.isArray(schema.enum) || (schema.enum as unknown[]).includes(value));

/** The value as the schema accepts it: rows without what it does not know. */
function fit(schema: TSchema, value: Json): Json | undefined {
  const known = schema.type === 'array' && Array.isArray(value) ? value.map((row) => knownOf(schema.items as TSchema, row)) : value;
  // A prompt that is not yet written is kept too: the check says what it lacks.
  return Value.Check(schema, known) || schema['x-form']?.control === 'prompt' ? known : undefined;
}

function knownOf(schema: TSchema, row: Json): Json {
  if (schema.type !== 'object' || typeof row !== 'object' || row === null || Array.isArray(row)) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => (schema.properties as Record<string, TSchema>)[name]));
}

function promptsOf(definition: StepDefinition): string[] {
  return Object.entries(definition.schema.properties as Record<string, TSchema>).flatMap(([name, schema]) => (schema['x-form']?.control === 'prompt' ? [name] : []));
}
