import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { JsonPath } from './schema-at.js';

type Node = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>;

/** What is being written at a place of the text. */
export interface JsonPlace {
  /** Of the object that a name is written in, or of the value that is written. */
  path: JsonPath;
  kind: 'name' | 'value';
  /** Where the word that is written begins and ends, its quotes included. */
  from: number;
  to: number;
}

export function placeAt(state: EditorState, at: number): JsonPlace | null {
  const node = syntaxTree(state).resolveInner(at, -1);
  if (node.name === 'PropertyName') return { path: pathOf(state, node.parent!.parent!), kind: 'name', from: node.from, to: node.to };
  if (node.name === 'String' || node.name === 'Number' || node.name === 'True' || node.name === 'False' || node.name === 'Null') return { path: pathOf(state, node), kind: 'value', from: node.from, to: node.to };
  if (node.name === 'Object') return { path: pathOf(state, node), kind: 'name', from: at, to: at };
  if (node.name === 'Property') return { path: [...pathOf(state, node.parent!), nameOf(state, node)], kind: 'value', from: at, to: at };
  if (node.name === 'Array') return { path: [...pathOf(state, node), 0], kind: 'value', from: at, to: at };
  return null;
}

/** Where the value of a JSON pointer stands; the nearest value around it where it is missing. */
export function rangeOf(state: EditorState, pointer: string): { from: number; to: number } {
  const names = pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node: Node | null = syntaxTree(state).topNode.firstChild;
  for (const name of names) {
    const inner = node && childOf(state, node, name);
    if (!inner) break;
    node = inner;
  }
  // A whole object is marked by its first line, so that the text stays readable.
  return node ? { from: node.from, to: Math.min(node.to, state.doc.lineAt(node.from).to) } : { from: 0, to: 0 };
}

function childOf(state: EditorState, node: Node, name: string): Node | null {
  if (node.name === 'Array') return valuesOf(node)[Number(name)] ?? null;
  for (let property = node.firstChild; property; property = property.nextSibling) {
    if (property.name === 'Property' && nameOf(state, property) === name) return property.lastChild;
  }
  return null;
}

function pathOf(state: EditorState, node: Node): JsonPath {
  const { parent } = node;
  if (!parent) return [];
  if (parent.name === 'Property') return [...pathOf(state, parent.parent!), nameOf(state, parent)];
  if (parent.name === 'Array') return [...pathOf(state, parent), valuesOf(parent).findIndex((value) => value.from === node.from)];
  return pathOf(state, parent);
}

const signs = new Set(['[', ']', ',', '{', '}', ':', '⚠']);

function valuesOf(array: Node): Node[] {
  const values: Node[] = [];
  for (let child = array.firstChild; child; child = child.nextSibling) if (!signs.has(child.name)) values.push(child);
  return values;
}

function nameOf(state: EditorState, property: Node): string {
  const name = property.firstChild;
  return name ? unquoted(state.sliceDoc(name.from, name.to)) : '';
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.replace(/^"|"$/g, '');
  }
}
