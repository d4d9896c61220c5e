import type { Problem } from '../../runtime/engine/check/problem.js';
import { createFix } from '../../runtime/engine/check/problem.js';
import { readPointer } from '../../runtime/engine/check/pointer.js';
import { isSameJson } from '../../runtime/engine/diff/json-changes.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { BothLanguages } from '../../schemas/form-controls.js';
import type { Json } from '../../schemas/json.js';
import { findJsonFault, parseJson } from '../json/find-json-fault.js';
import { explainJsonFault } from '../json/explain-json-fault.js';

/** What was typed into a field and cannot be kept in the flow yet. */
export interface HalfWritten {
  text: string;
  /** What the flow has there meanwhile; left out where it has nothing. */
  over?: Json;
  title: BothLanguages;
}

/** By the pointer of the field. */
export type HalfWrittenFields = Readonly<Record<string, HalfWritten>>;

/** Those whose field stands as it did when they were typed: whatever came there since was meant instead. */
export function listHalfWritten(fields: HalfWrittenFields, document: Flow): [pointer: string, field: HalfWritten][] {
  return Object.entries(fields).filter(([pointer, { over }]) => {
    const place = findPlace(document, pointer);
    return place !== null && isSameValue(place.value, over);
  });
}

/** Told beside what the rules find: whoever publishes would publish something else than they see. */
export function checkHalfWritten(fields: HalfWrittenFields, document: Flow): Problem[] {
  return listHalfWritten(fields, document).flatMap(([pointer, { text, title }]): Problem[] => {
    const fault = findJsonFault(text);
    if (!fault) return [];
    const why = explainJsonFault(fault);
    const messages = { 'en-US': `"${title['en-US']}" is not saved yet: ${why['en-US']}.`, 'zh-CN': `“${title['zh-CN']}”还没有保存：${why['zh-CN']}。` };
    const value = fault.mended === null ? undefined : parseJson(fault.mended);
    const exists = findPlace(document, pointer)?.value !== undefined;
    const fix = value === undefined ? null : createFix(MEND, { op: exists ? 'replace' : 'add', path: pointer, value });
    return [{ rule: 'half-written', severity: 'error', pointer, step: readPointer(pointer)[1] ?? null, message: messages['en-US'], messages, fix }];
  });
}

const MEND = { 'en-US': 'Put the signs right', 'zh-CN': '修正标点' };

/** The fields of a step that is called otherwise now. */
export function renameHalfWritten(fields: HalfWrittenFields, from: string, to: string): HalfWrittenFields {
  const [before, after] = [`/states/${from}/`, `/states/${to}/`];
  return Object.fromEntries(Object.entries(fields).map(([pointer, field]) => [pointer.startsWith(before) ? after + pointer.slice(before.length) : pointer, field]));
}

export function isSameValue(one: Json | undefined, other: Json | undefined): boolean {
  return one === undefined || other === undefined ? one === other : isSameJson(one, other);
}

/** What stands at a pointer; `null` where not even the thing around it does. */
function findPlace(document: unknown, pointer: string): { value: Json | undefined } | null {
  const path = readPointer(pointer);
  let value: unknown = document;
  for (const [depth, name] of path.entries()) {
    if (typeof value !== 'object' || value === null) return null;
    if (!Object.hasOwn(value, name)) return depth === path.length - 1 ? { value: undefined } : null;
    value = (value as Record<string, unknown>)[name];
  }
  return { value: value as Json };
}

const nameOf = (user: string, flow: string): string => `trunkline.half-written.${user}.${flow}`;

/** Keeps them in this browser for the next visit. */
export function keepHalfWritten(user: string, flow: string, fields: HalfWrittenFields): void {
  try {
    if (Object.keys(fields).length === 0) localStorage.removeItem(nameOf(user, flow));
    else localStorage.setItem(nameOf(user, flow), JSON.stringify(fields));
  } catch {
    // A full store: they are there until the page is left.
  }
}

export function readHalfWritten(user: string, flow: string): HalfWrittenFields {
  try {
    const read = JSON.parse(localStorage.getItem(nameOf(user, flow)) ?? '{}') as HalfWrittenFields | null;
    return Object.fromEntries(Object.entries(read ?? {}).filter(([, field]) => typeof field?.text === 'string' && typeof field.title?.['en-US'] === 'string'));
  } catch {
    return {};
  }
}
