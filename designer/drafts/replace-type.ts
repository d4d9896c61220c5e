import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { StepDefinition, StepExit } from '../../schemas/define-step.js';
import type { FlowState } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import type { Draft } from './draft-store.js';
import { createState } from './create-state.js';
import { getExits, stepTypes } from './step-types.js';

/** Makes a step one of another type: its words, settings and connections stay as far as the new type knows them. */
export function replaceType(step: string, type: string) {
  return (draft: Draft): Draft => {
    const state = draft.document.states[step];
    if (!state || state.meta.step === type || !stepTypes[type]) return draft;
    const after = toType(state, type, draft.document.meta.languages);
    return { ...draft, document: { ...draft.document, states: { ...draft.document.states, [step]: after } } };
  };
}

/** Titles of the connections a step would lose as another type. */
export function getLostExits(state: FlowState, type: string, languages: string[]): StepExit[] {
  const kept = Object.values(toType(state, type, languages).on ?? {});
  return getExits(state).filter((exit) => exit.target && !kept.includes(exit.target));
}

function toType(state: FlowState, type: string, languages: string[]): FlowState {
  const [before, after] = [stepTypes[state.meta.step], stepTypes[type]!];
  const fresh = createState(type, languages);
  const meta = { ...fresh.meta, ...keepData(state.meta as JsonObject, before, after), title: keepTitle(state, before) ?? fresh.meta.title, step: type } as FlowState['meta'];
  const made: FlowState = { ...(state.description ? { description: state.description } : {}), ...(after.final ? { type: 'final' as const } : {}), meta };
  if (after.final) return made;
  return { ...made, on: keepExits(state, { ...made, on: {} }) };
}

/** A title nobody has changed names the old type, and gives way to the new one's. */
function keepTitle(state: FlowState, before: StepDefinition | undefined): FlowState['meta']['title'] {
  const { title } = state.meta;
  const unchanged = before && title && Object.values(title).every((words) => Object.values(before.title).includes(words));
  return unchanged ? undefined : title;
}

/** What both types call by the same name and the new one accepts; and the first prompt, whatever the two call it. */
function keepData(data: JsonObject, before: StepDefinition | undefined, after: StepDefinition): JsonObject {
  const properties = after.schema.properties as Record<string, TSchema>;
  const same = Object.entries(data).filter(([name, value]) => properties[name] && accepts(properties[name], value));
  const [from, to] = [before && promptOf(before), promptOf(after)];
  const words = from && to && from !== to && data[from] !== undefined && data[to] === undefined ? { [to]: data[from] } : {};
  return { ...words, ...Object.fromEntries(same) };
}

function accepts(schema: TSchema, value: Json): boolean {
  // A prompt that is not yet written is kept too: the check says what it lacks.
  return Value.Check(schema, value) || schema['x-form']?.control === 'prompt';
}

function promptOf(definition: StepDefinition): string | undefined {
  return Object.entries(definition.schema.properties as Record<string, TSchema>).find(([, schema]) => schema['x-form']?.control === 'prompt')?.[0];
}

/** Exits of the same name keep their target; of the others those of the same kind inherit them in order. */
function keepExits(before: FlowState, after: FlowState): Record<string, string> {
  const exits = getExits(after);
  const old = getExits(before).filter((exit) => exit.target);
  const kept = Object.fromEntries(old.filter((exit) => exits.some((own) => own.id === exit.id)).map((exit) => [exit.id, exit.target!]));
  const left = old.filter((exit) => !(exit.id in kept));
  for (const exit of exits) {
    if (exit.id in kept) continue;
    const at = left.findIndex((other) => other.kind === exit.kind || (other.kind !== 'failure' && exit.kind !== 'failure'));
    if (at >= 0) kept[exit.id] = left.splice(at, 1)[0]!.target!;
  }
  return kept;
}
