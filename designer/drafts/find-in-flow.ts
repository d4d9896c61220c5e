import type { TSchema } from '@sinclair/typebox';
import { pointerTo, readPointer } from '../../runtime/engine/check/pointer.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Json } from '../../schemas/json.js';
import { replaceType } from './replace-type.js';
import { stepTypes } from './step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

/**
 * What is looked for. `text`: words people hear or read. `number`: a whole number or telephone number. `url`: part of an address.
 * `variable`: a path such as `bill.amount`, in templates, conditions and where values are kept. `step_type`: the word of a step type.
 */
export interface FindQuery {
  kind: 'text' | 'number' | 'url' | 'variable' | 'step_type';
  sought: string;
  /** Of `text` and `url`. (Default: no.) */
  matchCase?: boolean;
}

export const findKinds: FindQuery['kind'][] = ['text', 'number', 'url', 'variable', 'step_type'];

export interface Found {
  /** JSON pointer of the value in the flow. */
  pointer: string;
  /** `null` for what belongs to the whole flow. */
  step: string | null;
  /** The value as it stands, and the parts of it that were found. */
  before: string;
  parts: { from: number; to: number }[];
}

/** Every value of the flow that has what is looked for, in the order of the document. Nothing is looked for in ids: once published they stay. */
export function findInFlow(flow: Flow, query: FindQuery): Found[] {
  const sought = query.sought.trim();
  if (!sought) return [];
  return readTexts(flow).flatMap(({ pointer, value, role }) => {
    const before = String(value);
    const parts = findParts(before, role, { ...query, sought });
    const [root, step] = readPointer(pointer);
    return parts.length > 0 ? [{ pointer, step: root === 'states' && step !== undefined ? step : null, before, parts }] : [];
  });
}

/** The value after replacing. */
export function replaceParts({ before, parts }: Found, replacement: string): string {
  return parts.reduceRight((text, { from, to }) => text.slice(0, from) + replacement + text.slice(to), before);
}

/** The flow with the found values replaced. A number stays a number; a step type keeps what fits the new one. Throws nothing; what cannot be is left. */
export function replaceInFlow(flow: Flow, query: FindQuery, found: Found[], replacement: string): Flow {
  return found.reduce((document, one) => {
    if (query.kind !== 'step_type') return withValue(document as unknown as Json, readPointer(one.pointer), (value) => toKind(value, replaceParts(one, replacement))) as unknown as Flow;
    return replaceType(one.step!, replacement)({ document, layout: { flow: flow.id, positions: {} } }).document;
  }, flow);
}

/** Whether a replacement can be what is asked for; a wrong one is refused before anything changes. */
export function isFitting({ kind }: FindQuery, replacement: string): boolean {
  if (kind === 'step_type') return Object.hasOwn(stepTypes, replacement);
  if (kind === 'variable') return variable.test(replacement);
  if (kind === 'number') return /^\+?\d[\d .-]*$/.test(replacement);
  return true;
}

const variable = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+|\[\d+\])*$/;

type Role = 'words' | 'path' | 'type' | 'other';

interface Text {
  pointer: string;
  value: string | number;
  role: Role;
}

function readTexts(flow: Flow): Text[] {
  const meta = Object.entries(flow.meta).flatMap(([name, value]) => (name === 'name' || name === 'notes' ? readValue(value as Json, pointerTo('meta', name), 'words') : []));
  const steps = Object.entries(flow.states).flatMap(([id, state]) => {
    const properties = (getEntry(stepTypes, state.meta.step)?.schema.properties ?? {}) as Record<string, TSchema>;
    const data = Object.entries(state.meta).flatMap(([name, value]) => {
      const at = pointerTo('states', id, 'meta', name);
      if (name === 'step') return [{ pointer: at, value: String(value), role: 'type' as const }];
      return value === undefined ? [] : readValue(value, at, name === 'title' ? 'words' : roleOf(getEntry(properties, name)), getEntry(properties, name));
    });
    return [...data, ...(typeof state.description === 'string' ? [{ pointer: pointerTo('states', id, 'description'), value: state.description, role: 'words' as const }] : [])];
  });
  return [...meta, ...steps];
}

function readValue(value: Json, pointer: string, role: Role, schema?: TSchema): Text[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ pointer, value, role }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => {
    // The name of an exit is an id and part of the figures.
    if (name === 'id' && typeof entry === 'string') return [];
    const inner = Array.isArray(value) ? (schema?.['items'] as TSchema | undefined) : getEntry(schema?.['properties'] as Record<string, TSchema> | undefined, name);
    return readValue(entry, pointer + pointerTo(name), role === 'words' ? 'words' : inner ? roleOf(inner, role) : role, inner);
  });
}

function roleOf(schema: TSchema | undefined, outer: Role = 'other'): Role {
  const control = schema?.['x-form']?.control as string | undefined;
  if (control === 'prompt' || control === 'long_text') return 'words';
  return control === 'path' ? 'path' : outer;
}

function findParts(text: string, role: Role, { kind, sought, matchCase }: FindQuery): Found['parts'] {
  if (kind === 'step_type') return role === 'type' && text === sought ? [{ from: 0, to: text.length }] : [];
  if (role === 'type') return [];
  const plain = new RegExp(escape(sought), matchCase ? 'gu' : 'giu');
  if (kind === 'text') return role === 'words' ? all(text, plain) : [];
  if (kind === 'number') return all(text, new RegExp(`(?<![\\d+])${escape(sought)}(?!\\d)`, 'gu'));
  if (kind === 'url') return all(text, address).flatMap(({ from, to }) => all(text.slice(from, to), plain).map((part) => ({ from: part.from + from, to: part.to + from })));
  const path = new RegExp(`(?<![\\w.])${escape(sought)}(?![\\w])`, 'gu');
  if (role === 'path') return all(text, path).filter(({ from }) => from === 0);
  return all(text, template).flatMap(({ from, to }) => all(text.slice(from, to), path).map((part) => ({ from: part.from + from, to: part.to + from })));
}

/** An address, also one that begins with a setting. */
const address = /(?:https?:\/\/|wss?:\/\/|\{\{[^}]*url[^}]*\}\}\/)[^\s"'<>]*/giu;

const template = /\{\{.*?\}\}|\{%.*?%\}/gsu;

function all(text: string, pattern: RegExp): Found['parts'] {
  return [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

function toKind(value: Json, text: string): Json {
  return typeof value === 'number' && Number.isFinite(Number(text)) ? Number(text) : typeof value === 'number' ? value : text;
}

function withValue(node: Json, [key, ...rest]: string[], change: (value: Json) => Json): Json {
  if (key === undefined) return change(node);
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map((entry, at) => (String(at) === key ? withValue(entry, rest, change) : entry));
  return Object.hasOwn(node, key) ? { ...node, [key]: withValue(node[key]!, rest, change) } : node;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
