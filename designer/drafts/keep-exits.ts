import type { TSchema } from '@sinclair/typebox';
import type { StepExit } from '../../schemas/define-step.js';
import { idPattern, type Flow, type FlowState } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { createEmpty } from '../forms/form-schema.js';
import { inLanguage } from './in-language.js';
import { getExits, stepTypes, type CanvasExit } from './step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

/** A connection of a step that becomes one of another type, and the exit that has it now. */
export interface KeptExit {
  before: CanvasExit;
  /** `null` where the new type has no exit for it. */
  now: StepExit | null;
}

/**
 * Leads the exits of a step of a new type where those of the old one led: exits of the same name first; then ways on become choices, branches
 * or groups where the new type is made of such, else its way on; failures go where failures went. What has no fitting exit is not connected.
 */
export function keepExits(before: FlowState, made: FlowState, document: Flow): { after: FlowState; exits: KeptExit[] } {
  const old = getExits(before).filter((exit) => exit.target);
  if (made.type === 'final') return { after: made, exits: old.map((exit) => ({ before: exit, now: null })) };
  const { state, rowOf } = withRows(before, made, document);
  const exits = getExits({ ...state, on: {} });
  const now = new Map<string, StepExit>();
  const isFree = (exit: StepExit): boolean => ![...now.values()].includes(exit);
  const give = (from: CanvasExit | undefined, to: StepExit | undefined): void => {
    if (from && to && !now.has(from.id)) now.set(from.id, to);
  };

  for (const exit of old) give(exit, exits.find(({ id }) => id === exit.id) ?? exits.find(({ id }) => id === rowOf.get(exit.id)));
  const way = wayOnOf(state, exits);
  if (way && isFree(way)) give(wayOnOf(before, old) ?? onlyWayOf(old), way);
  for (const exit of old) if (exit.kind === 'choice') give(exit, exits.find((other) => other.kind === 'choice' && other.key === exit.key && isFree(other)));
  for (const exit of old) if (isFailure(exit)) give(exit, exits.find((other) => isFailure(other) && isFree(other)));

  const on = Object.fromEntries(old.flatMap((exit) => (now.has(exit.id) ? [[now.get(exit.id)!.id, exit.target!]] : [])));
  return { after: { ...state, on }, exits: old.map((exit) => ({ before: exit, now: now.get(exit.id) ?? null })) };
}

/** The types whose ways on are rows that somebody writes, and the property that holds them. */
const rowsOfType: Record<string, string> = { menu: 'choices', branch: 'branches', split: 'arms' };

/** The way on where it is not the first that a type declares; `null` where none of its exits is one. */
const wayOnOfType: Record<string, string | null> = { branch: 'otherwise', decide_offer: 'none', switch_on: 'off', survey: null };

/** A row for each choice of the old step, by its name and key, and for each of its other ways on, by the title of the step it leads to. */
function withRows(before: FlowState, made: FlowState, document: Flow): { state: FlowState; rowOf: Map<string, string> } {
  const rowOf = new Map<string, string>();
  const property = rowsOfType[made.meta.step];
  if (!property) return { state: made, rowOf };
  const schema = getEntry(stepTypes, made.meta.step)!.schema.properties[property] as TSchema;
  const rows = [...((made.meta[property] ?? []) as JsonObject[])];
  const fixed = new Set(getExits({ ...made, on: {} }).map(({ id }) => id));
  const { languages } = document.meta;
  const add = (id: string, label: Json, key?: string): string => {
    const empty = createEmpty(schema.items as TSchema, languages) as JsonObject;
    rows.push({ ...empty, id, label, ...('key' in empty ? { key: freeKey(rows, document, key) } : {}), ...('percent' in empty ? { percent: rows.length === 0 ? 100 : 0 } : {}) });
    return id;
  };

  const old = getExits(before);
  const written = writtenRows(before);
  const named = old.filter((exit) => exit.known && !isFailure(exit) && (exit.kind === 'choice' || written.has(exit.id)));
  for (const exit of named) if (!fixed.has(exit.id) && new RegExp(idPattern).test(exit.id)) rowOf.set(exit.id, add(exit.id, labelOf(written.get(exit.id), exit, languages), exit.key));
  const way = wayOnOf(made, getExits({ ...made, on: {} }));
  const main = way ? wayOnOf(before, old.filter((exit) => exit.target)) : undefined;
  const byTarget = new Map<string, string>();
  for (const exit of old) {
    if (!exit.target || exit === main || named.includes(exit) || isFailure(exit) || exit.kind === 'failure' || fixed.has(exit.id)) continue;
    const row = byTarget.get(exit.target) ?? add(freeId(rows), titleOf(exit.target, document));
    byTarget.set(exit.target, row);
    rowOf.set(exit.id, row);
  }
  return { state: { ...made, meta: { ...made.meta, [property]: rows.slice(0, (schema.maxItems as number | undefined) ?? rows.length) } as FlowState['meta'] }, rowOf };
}

/** The exits a step has because somebody wrote a row for them: id → label. */
function writtenRows(state: FlowState): Map<string, Json> {
  const rows = Object.values(state.meta).flatMap((value) => (Array.isArray(value) ? (value as Json[]) : []));
  return new Map(rows.flatMap((row) => (typeof row === 'object' && row !== null && !Array.isArray(row) && typeof row['id'] === 'string' && typeof row['label'] === 'object' ? [[row['id'], row['label']!]] : [])));
}

function labelOf(written: Json | undefined, exit: StepExit, languages: string[]): Json {
  return written ?? Object.fromEntries(languages.map((language) => [language, inLanguage(exit.label, language)]));
}

function titleOf(step: string, { states, meta }: Flow): Json {
  const title = getEntry(states, step)?.meta.title;
  return Object.fromEntries(meta.languages.map((language) => [language, title?.[language] || inLanguage(title, language) || step]));
}

function isFailure(exit: StepExit): boolean {
  return exit.kind === 'failure' || exit.id === 'no_input' || exit.id === 'no_match';
}

function wayOnOf<E extends StepExit>(state: FlowState, exits: E[]): E | undefined {
  const named = wayOnOfType[state.meta.step];
  if (named !== undefined) return exits.find(({ id }) => id === named);
  const written = writtenRows(state);
  return exits.find((exit) => exit.kind === 'next' && !isFailure(exit) && !written.has(exit.id));
}

/** Where all choices lead to one step, there is no doubt which of them goes on. */
function onlyWayOf(old: CanvasExit[]): CanvasExit | undefined {
  const ways = old.filter((exit) => !isFailure(exit));
  return new Set(ways.map(({ target }) => target)).size === 1 ? ways[0] : undefined;
}

function freeId(rows: JsonObject[]): string {
  for (let number = rows.length + 1; ; number += 1) if (!rows.some(({ id }) => id === `choice_${number}`)) return `choice_${number}`;
}

/** Keys of the whole flow stay what they are. */
function freeKey(rows: JsonObject[], { meta }: Flow, wanted?: string): string {
  const used = new Set([...rows.map(({ key }) => key), ...Object.keys(meta.keys ?? {})]);
  if (wanted && !rows.some(({ key }) => key === wanted)) return wanted;
  return ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', '0'].find((key) => !used.has(key)) ?? '';
}
