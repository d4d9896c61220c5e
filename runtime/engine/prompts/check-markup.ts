import { TEMPLATE_OR_TAG, readTag, speechTags, type Tag } from './speech-markup.js';

/** What is wrong with one tag of a template. */
export interface MarkupFault {
  /** From 1. */
  line: number;
  column: number;
  /** As it is written. */
  written: string;
  message: { 'en-US': string; 'zh-CN': string };
  /** The whole template with this mended, where there is one plain way. */
  mended: string | null;
}

interface OpenTag {
  name: string;
  at: number;
  written: string;
  /** Which blocks of Liquid it stands in. */
  block: string;
}

/** The first fault of the marks in a prompt; `null` where there is none. */
export function checkMarkup(template: string): MarkupFault | null {
  if (!template.includes('<')) return null;
  const open: OpenTag[] = [];
  const blocks: number[] = [];
  let seen = 0;
  for (const found of template.matchAll(TEMPLATE_OR_TAG)) {
    const [written] = found;
    if (written.startsWith('{')) seen = follow(written, blocks, seen);
    else {
      const fault = checkTag(template, found.index, written, open, blocks.join('.'));
      if (fault) return fault;
    }
  }
  const left = open.at(-1);
  return left ? faultAt(template, left.at, left.written, `"${left.written}" is never closed; close it with </${left.name}>`, `“${left.written}”没有关闭，请加上 </${left.name}>`, `${template}</${left.name}>`) : loneBracket(template);
}

function checkTag(template: string, at: number, written: string, open: OpenTag[], block: string): MarkupFault | null {
  const tag = readTag(written);
  if (!tag) return null;
  if (tag.fault) return describe(template, at, written, tag);
  if (tag.kind === 'open') open.push({ name: tag.name, at, written, block });
  if (tag.kind !== 'close') return null;
  const top = open.pop();
  if (!top) return faultAt(template, at, written, `"${written}" closes nothing; remove it`, `“${written}”没有对应的开始标签，请删除`, without(template, at, written));
  if (top.name !== tag.name) return faultAt(template, at, written, `"${written}" stands where "${top.written}" must be closed first; put </${top.name}> before it`, `“${written}”之前应先关闭“${top.written}”，请在前面加上 </${top.name}>`, null);
  if (top.block !== block) return faultAt(template, top.at, top.written, `"${top.written}" is opened and closed in different parts of an if; keep both in one`, `“${top.written}”的开始和结束不在同一个条件分支里，请放在一起`, null);
  return null;
}

/** Keeps the number of the part of each `if`, `unless` and `case` that is open. */
function follow(written: string, blocks: number[], seen: number): number {
  const word = /^\{%-?\s*(\w+)/.exec(written)?.[1];
  if (word === 'if' || word === 'unless' || word === 'case') blocks.push(seen + 1);
  else if (word === 'else' || word === 'elsif' || word === 'when') blocks.splice(-1, 1, seen + 1);
  else if (word?.startsWith('end')) blocks.pop();
  return seen + 1;
}

function describe(template: string, at: number, written: string, { name, fault }: Tag): MarkupFault {
  const known = Object.keys(speechTags).join(', ');
  if (fault?.why === 'unknown_tag') return faultAt(template, at, written, `There is no tag "${written}" in prompts; use one of ${known}, or write the words without it`, `提示语没有“${written}”标签；请改用 ${known}，或去掉标签`, without(template, at, written));
  if (fault?.why === 'unknown_attribute') return faultAt(template, at, written, `"${fault.attribute}" is no attribute of <${name}>; use ${attributesOf(name)}`, `<${name}> 没有属性“${fault.attribute}”；请用 ${attributesOf(name)}`, null);
  if (fault?.why === 'bad_value') return faultAt(template, at, written, `"${fault.attribute}" of "${written}" has a value no voice knows; ${exampleOf(name)}`, `“${written}”的 ${fault.attribute} 取值不对；${exampleOf(name)}`, null);
  if (fault?.why === 'missing_attribute') return faultAt(template, at, written, `"${written}" lacks "${fault.attribute}"; ${exampleOf(name)}`, `“${written}”缺少 ${fault.attribute}；${exampleOf(name)}`, null);
  return faultAt(template, at, written, `"${written}" is not written as a tag must be; write it as <break time="500ms"/> or <emphasis>…</emphasis>`, `“${written}”的写法不对；请写成 <break time="500ms"/> 或 <emphasis>…</emphasis>`, without(template, at, written));
}

/** A tag that was begun and has no end would be read aloud. */
function loneBracket(template: string): MarkupFault | null {
  const blank = template.replace(TEMPLATE_OR_TAG, (found) => ' '.repeat(found.length));
  const found = /<\/?[A-Za-z][\w-]*/.exec(blank);
  return found ? faultAt(template, found.index, found[0], `"${found[0]}" has no end; close the tag with >`, `“${found[0]}”没有结尾，请加上 >`, null) : null;
}

function attributesOf(name: string): string {
  return Object.keys(speechTags[name]?.attributes ?? {}).join(', ') || '–';
}

const EXAMPLES: Record<string, string> = {
  break: '<break time="500ms"/>',
  emphasis: '<emphasis level="strong">…</emphasis>',
  lang: '<lang xml:lang="en-US">…</lang>',
  mark: '<mark name="here"/>',
  phoneme: '<phoneme alphabet="ipa" ph="pɪˈkɑːn">…</phoneme>',
  prosody: '<prosody rate="slow">…</prosody>',
  'say-as': '<say-as interpret-as="telephone">…</say-as>',
  sub: '<sub alias="…">…</sub>',
  w: '<w role="amazon:VB">…</w>',
};

function exampleOf(name: string): string {
  return EXAMPLES[name] ?? `<${name}>…</${name}>`;
}

function without(template: string, at: number, written: string): string {
  return template.slice(0, at) + template.slice(at + written.length);
}

function faultAt(template: string, at: number, written: string, en: string, zh: string, mended: string | null): MarkupFault {
  const before = template.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1, written, message: { 'en-US': en, 'zh-CN': zh }, mended };
}
