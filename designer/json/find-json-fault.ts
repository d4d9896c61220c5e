import type { Json } from '../../schemas/json.js';

/** Why a text is no JSON, and where: line and character from 1. */
export interface JsonFault {
  line: number;
  character: number;
  /** What stands there; empty at the end of the text. */
  found: string;
  /** What should stand there. */
  expected: Expected;
  /** What stands there is a full-width sign of Chinese typing, and this is the one JSON wants. */
  fullWidth: string | null;
  /** The whole text with its signs put right, where that makes it JSON. */
  mended: string | null;
}

export type Expected = 'value' | 'name' | 'colon' | 'commaOrBrace' | 'commaOrBracket' | 'quote' | 'escape' | 'end';

/** The first fault in a text; `null` where it is JSON. The place does not depend on the browser, as its own messages do. */
export function findJsonFault(text: string): JsonFault | null {
  if (isJson(text)) return null;
  const { at, expected } = scan(text);
  const found = String.fromCodePoint(...(text.codePointAt(at) === undefined ? [] : [text.codePointAt(at)!]));
  const before = text.slice(0, at).split('\n');
  return { line: before.length, character: [...before.at(-1)!].length + 1, found, expected, fullWidth: SIGNS[found] ?? null, mended: mendJson(text) };
}

/** Signs of a Chinese keyboard outside of texts, and the one JSON has. */
const SIGNS: Record<string, string> = { '，': ',', '、': ',', '：': ':', '“': '"', '”': '"', '„': '"', '＂': '"', '‘': '"', '’': '"', '｛': '{', '｝': '}', '［': '[', '］': ']', '【': '[', '】': ']', '　': ' ' };
const QUOTES = new Set(['"', '“', '”', '„', '＂']);

/**
 * The text with full-width signs outside of its texts made plain ones and commas before a closing brace taken away; `null` where that is not
 * enough. What stands in quotation marks is left as it is: Chinese texts have Chinese commas.
 */
export function mendJson(text: string): string | null {
  return [false, true].map((closesAny) => replaceSigns(text, closesAny)).find(isJson) ?? null;
}

/** `closesAny`: any quotation mark ends a text, so that `"name”` is one; else each is ended by its own kind. */
function replaceSigns(text: string, closesAny: boolean): string {
  let plain = '';
  let open = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (open === '') {
      if (QUOTES.has(sign)) open = sign;
      plain += SIGNS[sign] ?? (/[０-９－．＋ｅＥ]/u.test(sign) ? sign.normalize('NFKC') : sign);
    } else if (sign === '\\') {
      plain += sign + (text[at + 1] ?? '');
      at += 1;
    } else if (QUOTES.has(sign) && (closesAny || (open === '"') === (sign === '"'))) {
      open = '';
      plain += '"';
    } else plain += sign;
  }
  return withoutLastCommas(plain);
}

function withoutLastCommas(plain: string): string {
  return plain.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/gs, (part) => (part === ',' ? '' : part));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Place {
  at: number;
  expected: Expected;
}

/** Thrown to leave the nested readers; it never gets out of `scan`. */
class Fault extends Error {
  constructor(readonly place: Place) {
    super(place.expected);
  }
}

function scan(text: string): Place {
  try {
    const at = skipSpace(text, readValue(text, skipSpace(text, 0), 0));
    return { at, expected: 'end' };
  } catch (fault) {
    if (fault instanceof Fault) return fault.place;
    throw fault;
  }
}

function fail(at: number, expected: Expected): never {
  throw new Fault({ at, expected });
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (/[ \t\r\n]/.test(text[next] ?? '')) next += 1;
  return next;
}

/** Deeper than this nobody writes; it keeps a hostile text from using up the stack. */
const MOST_DEPTH = 500;

/** Each reader answers where what it read ends. */
function readValue(text: string, at: number, depth: number): number {
  if (depth > MOST_DEPTH) fail(at, 'value');
  if (text[at] === '{') return readObject(text, at, depth);
  if (text[at] === '[') return readList(text, at, depth);
  if (text[at] === '"') return readText(text, at);
  const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(text.slice(at, at + 400))?.[0];
  return word ? at + word.length : fail(at, 'value');
}

function readObject(text: string, start: number, depth: number): number {
  let at = skipSpace(text, start + 1);
  if (text[at] === '}') return at + 1;
  for (;;) {
    if (text[at] !== '"') fail(at, 'name');
    at = skipSpace(text, readText(text, at));
    if (text[at] !== ':') fail(at, 'colon');
    at = skipSpace(text, readValue(text, skipSpace(text, at + 1), depth + 1));
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',') fail(at, 'commaOrBrace');
    at = skipSpace(text, at + 1);
  }
}

function readList(text: string, start: number, depth: number): number {
  let at = skipSpace(text, start + 1);
  if (text[at] === ']') return at + 1;
  for (;;) {
    at = skipSpace(text, readValue(text, at, depth + 1));
    if (text[at] === ']') return at + 1;
    if (text[at] !== ',') fail(at, 'commaOrBracket');
    at = skipSpace(text, at + 1);
  }
}

function readText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '"') return at + 1;
    if (text[at]! < ' ') fail(at, 'quote');
    if (text[at] === '\\') {
      const escape = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6))?.[0];
      if (!escape) fail(at, 'escape');
      at += escape!.length - 1;
    }
  }
  return fail(text.length, 'quote');
}

/** The value of a text that looks like JSON; `undefined` where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
