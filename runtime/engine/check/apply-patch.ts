import type { Json } from '../../../schemas/json.js';
import { readPointer } from './pointer.js';
import type { PatchOperation } from './problem.js';

/** A copy of a document with the operations of a fix carried out. Throws where one does not fit the document. */
export function applyPatch(document: Json, patch: readonly PatchOperation[]): Json {
  const copy = JSON.parse(JSON.stringify(document)) as Json;
  for (const operation of patch) applyOperation(copy, operation);
  return copy;
}

function applyOperation(document: Json, operation: PatchOperation): void {
  const names = readPointer(operation.path);
  const name = names.pop();
  const parent = names.reduce<Json | undefined>(memberOf, document);
  if (name === undefined || parent === null || typeof parent !== 'object') throw doesNotFit(operation);
  if (operation.op !== 'add' && !Object.hasOwn(parent, name)) throw doesNotFit(operation);
  if (Array.isArray(parent)) changeList(parent, name, operation);
  else if (operation.op === 'remove') delete parent[name];
  else Object.defineProperty(parent, name, { value: operation.value, enumerable: true, configurable: true, writable: true });
}

function changeList(list: Json[], name: string, operation: PatchOperation): void {
  const at = name === '-' ? list.length : Number(name);
  if (!Number.isInteger(at) || at < 0 || at > list.length) throw doesNotFit(operation);
  if (operation.op === 'remove') list.splice(at, 1);
  else list.splice(at, operation.op === 'add' ? 0 : 1, operation.value);
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? (value as Record<string, Json>)[name] : undefined;
}

function doesNotFit({ op, path }: PatchOperation): Error {
  return new Error(`The document has changed: nothing at ${path} to ${op}. Check the flow again.`);
}
