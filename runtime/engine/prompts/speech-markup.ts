import type { SpeechNode } from '../../../schemas/verbs.js';

/**
 * Marks in a prompt (SSML). Only what stands in the template itself can be one: before a template is filled in, its tags are put between
 * two characters of private use, which are taken out of every value; so nothing that a caller or a CRM says can ever become a tag.
 */
export interface Speech {
  /** Plain words: what a transcript, a text and a voice without marks give. */
  text: string;
  /** The same with its marks; `null` where there are none. */
  nodes: SpeechNode[] | null;
}

const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARK = /\uE000([^\uE000\uE001]*)\uE001/g;
const LOOSE = /\uE000[^\uE001]*\uE001?|\uE001/g;

/** A template with its tags made marks. What looks like a tag and is none that is known is left out: nobody shall hear it read. */
export function markTags(template: string): string {
  const clean = plainWords(template);
  if (!clean.includes('<')) return clean;
  return clean.replace(TEMPLATE_OR_TAG, (found) => {
    if (found.startsWith('{')) return found;
    const tag = readTag(found);
    return tag && !tag.fault ? `${OPEN}${found.slice(1, -1).trim()}${CLOSE}` : '';
  });
}

/** Rendered text as a run in a language that is not the call's: it gets that language's own voice. */
export function inLanguage(rendered: string, language: string): string {
  return rendered.trim() === '' ? rendered : `${OPEN}lang xml:lang="${language}"${CLOSE}${rendered}${OPEN}/lang${CLOSE}`;
}

/** Text without its marks, and without any characters that could be taken for one. */
export function plainWords(text: string): string {
  return hasMarks(text) ? text.replace(MARK, (_, tag: string) => (/^(break|p|s|\/p|\/s)\b/.test(tag) ? ' ' : '')).replace(LOOSE, '') : text;
}

export function hasMarks(text: string): boolean {
  return text.includes(OPEN) || text.includes(CLOSE);
}

/** Reads rendered text. A mark that is never closed ends with the text; one that was never opened is left out. */
export function readSpeech(rendered: string): Speech {
  if (!hasMarks(rendered)) return { text: rendered, nodes: null };
  const root: SpeechNode[] = [];
  const open: { tag: string; children: SpeechNode[] }[] = [{ tag: '', children: root }];
  let at = 0;
  for (const found of rendered.matchAll(MARK)) {
    addText(open.at(-1)!.children, rendered.slice(at, found.index));
    at = found.index + found[0].length;
    const tag = readTag(`<${found[1]!}>`);
    if (!tag || tag.fault) continue;
    if (tag.kind === 'close') closeTag(open, tag.name);
    else openTag(open, tag);
  }
  addText(open.at(-1)!.children, rendered.slice(at));
  return { text: wordsOf(root), nodes: root.some((node) => typeof node !== 'string') ? root : null };
}

/** Nested deeper than this no voice follows. */
const MAX_DEPTH = 12;

function openTag(open: { tag: string; children: SpeechNode[] }[], { name, attributes, kind }: Tag): void {
  const children: SpeechNode[] = [];
  if (open.length > MAX_DEPTH) return;
  open.at(-1)!.children.push({ tag: name, attributes, children });
  if (kind === 'open') open.push({ tag: name, children });
}

function closeTag(open: { tag: string; children: SpeechNode[] }[], name: string): void {
  const at = open.findLastIndex(({ tag }) => tag === name);
  if (at > 0) open.length = at;
}

function addText(children: SpeechNode[], text: string): void {
  const words = text.replace(LOOSE, '');
  if (words !== '') children.push(words);
}

/** What is heard of marked text as words: an alias in place of what it stands for. */
export function wordsOf(nodes: readonly SpeechNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      if (node.tag === 'sub') return node.attributes['alias'] ?? wordsOf(node.children);
      const words = wordsOf(node.children);
      return node.tag === 'break' || node.tag === 'p' || node.tag === 's' ? ` ${words} ` : words;
    })
    .join('')
    .replace(/ {2,}/g, ' ');
}

/** Seconds of silence in marked text. */
export function pauseSecondsOf(nodes: readonly SpeechNode[]): number {
  return nodes.reduce((sum, node) => sum + (typeof node === 'string' ? 0 : (node.tag === 'break' ? breakSeconds(node.attributes) : 0) + pauseSecondsOf(node.children)), 0);
}

/** As voices pause: a weak break is a comma, a strong one a full stop and more. */
const STRENGTH_SECONDS: Record<string, number> = { none: 0, 'x-weak': 0.1, weak: 0.25, medium: 0.4, strong: 0.7, 'x-strong': 1 };

function breakSeconds({ time, strength }: Record<string, string>): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(time ?? '') ?? [];
  if (amount !== undefined) return Math.min(MAX_BREAK_SECONDS, Number(amount) / (unit === 'ms' ? 1000 : 1));
  return STRENGTH_SECONDS[strength ?? 'medium'] ?? 0.4;
}

/** Voices take no longer break; several may follow each other. */
export const MAX_BREAK_SECONDS = 10;

interface TagRule {
  /** Attribute → what it may be. */
  attributes: Record<string, RegExp>;
  required: string[];
  /** Has no words of its own. */
  isEmpty?: boolean;
}

const STRENGTH = /^(none|x-weak|weak|medium|strong|x-strong)$/;
const RATE = /^(x-slow|slow|medium|fast|x-fast|\d{2,3}%)$/;
const VOLUME = /^(default|silent|x-soft|soft|medium|loud|x-loud|[+-]\d{1,2}(\.\d+)?dB)$/;
const PITCH = /^(default|x-low|low|medium|high|x-high|[+-]\d{1,2}(\.\d+)?%)$/;
const SAY_AS = /^(character|characters|spell-out|cardinal|number|ordinal|digits|fraction|unit|date|time|address|telephone|expletive|currency)$/;
const WORDS = /^[^<>\p{Cc}]{1,200}$/u;

/** Every tag a prompt may hold. */
export const speechTags: Record<string, TagRule> = {
  break: { attributes: { time: /^(\d{1,5}ms|\d{1,2}(\.\d{1,3})?s)$/, strength: STRENGTH }, required: [], isEmpty: true },
  emphasis: { attributes: { level: /^(strong|moderate|reduced)$/ }, required: [] },
  lang: { attributes: { 'xml:lang': /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/ }, required: ['xml:lang'] },
  mark: { attributes: { name: /^[\w-]{1,64}$/ }, required: ['name'], isEmpty: true },
  p: { attributes: {}, required: [] },
  phoneme: { attributes: { alphabet: /^(ipa|x-sampa|x-amazon-jyutping|x-amazon-pinyin|x-amazon-pron-kana)$/, ph: WORDS }, required: ['ph'] },
  prosody: { attributes: { rate: RATE, volume: VOLUME, pitch: PITCH }, required: [] },
  s: { attributes: {}, required: [] },
  'say-as': { attributes: { 'interpret-as': SAY_AS, format: /^[dmy]{1,4}$|^hms(12|24)$/ }, required: ['interpret-as'] },
  sub: { attributes: { alias: WORDS }, required: ['alias'] },
  w: { attributes: { role: /^(amazon|google|ivona):[A-Z_0-9]{1,20}$/ }, required: ['role'] },
};

export interface Tag {
  kind: 'open' | 'close' | 'empty';
  name: string;
  attributes: Record<string, string>;
  /** Why it is none that can be used. */
  fault: TagFault | null;
}

export type TagFault = { why: 'unknown_tag' } | { why: 'unknown_attribute' | 'bad_value' | 'missing_attribute'; attribute: string } | { why: 'malformed' };

/** Liquid is left alone, whatever stands in it. A `<` before a letter, a slash, `!` or `?` begins a tag; others are words. */
export const TEMPLATE_OR_TAG = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|<!--[\s\S]*?-->|<(?=[A-Za-z/!?])(?:"[^"<]*"|'[^'<]*'|[^"'<>])*>/g;

/** Reads one tag as it is written; `null` where it is no tag at all. Names are as in XML: case counts. */
export function readTag(written: string): Tag | null {
  const [, slash = '', name = '', rest = '', empty = ''] = /^<\s*(\/?)\s*([A-Za-z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)\s*>$/.exec(written) ?? [];
  if (name === '') return /^<[A-Za-z/!?]/.test(written) ? { kind: 'empty', name: '', attributes: {}, fault: { why: 'malformed' } } : null;
  const rule = Object.hasOwn(speechTags, name) ? speechTags[name]! : null;
  const kind = slash ? 'close' : empty || rule?.isEmpty ? 'empty' : 'open';
  if (!rule) return { kind, name, attributes: {}, fault: { why: 'unknown_tag' } };
  if (slash) return { kind, name, attributes: {}, fault: rest.trim() === '' && !rule.isEmpty ? null : { why: 'malformed' } };
  const attributes = readAttributes(rest);
  if (!attributes) return { kind, name, attributes: {}, fault: { why: 'malformed' } };
  return { kind, name, attributes, fault: faultOf(rule, attributes) };
}

function faultOf({ attributes: known, required }: TagRule, attributes: Record<string, string>): TagFault | null {
  for (const [attribute, value] of Object.entries(attributes)) {
    if (!Object.hasOwn(known, attribute)) return { why: 'unknown_attribute', attribute };
    if (!known[attribute]!.test(value)) return { why: 'bad_value', attribute };
  }
  const missing = required.find((attribute) => !(attribute in attributes));
  return missing === undefined ? null : { why: 'missing_attribute', attribute: missing };
}

function readAttributes(text: string): Record<string, string> | null {
  const found = [...text.matchAll(/\s+([A-Za-z][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  const left = found.reduce((rest, [whole]) => rest.replace(whole, ''), text).trim();
  if (left !== '') return null;
  const attributes = Object.fromEntries(found.map(([, name, double, single]) => [name!, decode(double ?? single ?? '')]));
  return Object.keys(attributes).length === found.length ? attributes : null;
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" };

function decode(text: string): string {
  return text.replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity]!);
}
