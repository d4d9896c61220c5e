import { readPointer } from '../../runtime/engine/check/pointer.js';
import type { Json, JsonObject } from '../../schemas/json.js';

/** A JSON patch, as of RFC 6902. */
export interface PatchOperation {
  op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  path: string;
  from?: string;
  value?: Json;
}

/** The document after the patch; the one given is not changed. Throws where a pointer leads nowhere or a test fails: then nothing is applied. */
export function applyPatch<T>(document: T, patch: PatchOperation[]): T {
  return patch.reduce<Json>((before, operation) => applyOperation(before, operation), document as Json) as T;
}

function applyOperation(document: Json, { op, path, from = '', value = null }: PatchOperation): Json {
  const [at, origin] = [readPointer(path), readPointer(from)];
  if (op === 'add') return change(document, at, (parent, key) => insert(parent, key, value));
  if (op === 'remove') return change(document, at, remove);
  if (op === 'replace') return at.length === 0 ? value : change(document, at, (parent, key) => insert(remove(parent, key), key, value));
  if (op === 'copy') return change(document, at, (parent, key) => insert(parent, key, read(document, origin)));
  if (op === 'move') return change(change(document, origin, remove), at, (parent, key) => insert(parent, key, read(document, origin)));
  if (JSON.stringify(read(document, at)) !== JSON.stringify(value)) throw new Error(`The value at ${path} is not the one the patch was made for.`);
  return document;
}

type Container = Json[] | JsonObject;

function change(node: Json, [key, ...rest]: string[], then: (parent: Container, key: string) => Json): Json {
  if (key === undefined || typeof node !== 'object' || node === null) throw new Error(`The patch leads nowhere${key === undefined ? '' : ` at "${key}"`}.`);
  if (rest.length === 0) return then(node, key);
  const child = change(read(node, [key]), rest, then);
  return Array.isArray(node) ? node.map((entry, index) => (String(index) === key ? child : entry)) : { ...node, [key]: child };
}

function insert(parent: Container, key: string, value: Json): Json {
  if (!Array.isArray(parent)) return { ...parent, [key]: value };
  return parent.toSpliced(key === '-' ? parent.length : Number(key), 0, value);
}

function remove(parent: Container, key: string): Container {
  read(parent, [key]);
  if (Array.isArray(parent)) return parent.toSpliced(Number(key), 1);
  return Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key));
}

function read(node: Json, path: string[]): Json {
  return path.reduce<Json>((parent, key) => {
    const found = typeof parent === 'object' && parent !== null ? (parent as JsonObject)[key] : undefined;
    if (found === undefined) throw new Error(`The patch leads nowhere at "${key}".`);
    return found;
  }, node);
}
