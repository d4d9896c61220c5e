import type { Flow } from '../../../schemas/documents/flow.js';
import { definitions } from '../../../schemas/definitions.js';
import type { StepDefinition, StepExit } from '../../../schemas/define-step.js';
import type { Json } from '../../../schemas/json.js';
import type { Messages } from '../check/problem.js';
import { readPointer } from '../check/pointer.js';
import { languageName } from '../prompts/language-name.js';
import { localized } from '../prompts/localized.js';
import { getEntry } from '../../../schemas/get-entry.js';

/** A name in both languages of the tool. */
export type Name = Messages;

/** What people call a step: its title, else its id. */
export function nameStep(flow: Flow, id: string): Name {
  const title = Object.hasOwn(flow.states, id) ? flow.states[id]!.meta.title : undefined;
  return bothLanguages((language) => localized(asTexts(title), language, flow.meta?.languages) || id);
}

export function nameType(type: string): Name {
  return definitionOf(type)?.title ?? { 'en-US': type, 'zh-CN': type };
}

/** An exit as a caller knows it: by its key, else by its label. */
export function nameExit(flow: Flow, step: string, exit: string): Name {
  const declared = exitsOf(flow, step).find(({ id }) => id === exit);
  if (declared?.key !== undefined) return { 'en-US': `Key ${declared.key}`, 'zh-CN': `按键 ${declared.key}` };
  const shared = sharedKey(flow, exit);
  if (!declared && shared !== undefined) return { 'en-US': `Key ${shared}`, 'zh-CN': `按键 ${shared}` };
  return bothLanguages((language) => quoted(localized(declared?.label as Record<string, string> | undefined, language) || exit, language));
}

/** The key of the whole flow that takes an exit. */
export function sharedKey(flow: Flow, exit: string): string | undefined {
  return Object.entries(flow.meta?.keys ?? {}).find(([, taken]) => taken === exit)?.[0];
}

/** What a form calls a property of a step. */
export function nameProperty(type: string, property: string): Name {
  if (property === 'title') return { 'en-US': 'Title', 'zh-CN': '标题' };
  const schema = getEntry(definitionOf(type)?.schema.properties, property) as { 'x-title'?: Name } | undefined;
  return schema?.['x-title'] ?? { 'en-US': property, 'zh-CN': property };
}

/** A choice of a form by the words that the form has for it, such as an ending's "Person, asked for"; else as it is written. */
export function nameSetting(type: string, property: string, value: string): Name {
  const schema = getEntry(definitionOf(type)?.schema.properties, property) as { 'x-form'?: { labels?: Record<string, Name> } } | undefined;
  const labels = schema?.['x-form']?.labels ?? {};
  return (Object.hasOwn(labels, value) ? labels[value] : undefined) ?? { 'en-US': value, 'zh-CN': value };
}

/** A place in the flow as a whole, as its form calls it: `/meta/timeZone` is "time zone". */
export function nameFlowPlace(pointer: string): Name {
  const [property = '', ...deeper] = readPointer(pointer).slice(pointer.startsWith('/meta/') ? 1 : 0);
  const named = Object.hasOwn(flowProperties, property) ? flowProperties[property]! : { 'en-US': property, 'zh-CN': property };
  return bothLanguages((language) => {
    const rest = deeper.map((part) => (property === 'voices' || property === 'fallbacks' ? nameLanguage(part)[language] : part)).map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part));
    return language === 'zh-CN' ? [`“${named[language]}”`, ...rest.map((part) => `（${part}）`)].join('') : [named[language], ...rest.map((part) => `(${part})`)].join(' ');
  });
}

const flowProperties: Record<string, Name> = {
  name: { 'en-US': 'name', 'zh-CN': '名称' },
  languages: { 'en-US': 'languages', 'zh-CN': '语言' },
  fallbacks: { 'en-US': 'languages that stand in', 'zh-CN': '备用语言' },
  voices: { 'en-US': 'voices', 'zh-CN': '语音' },
  timeZone: { 'en-US': 'time zone', 'zh-CN': '时区' },
  keys: { 'en-US': 'keys', 'zh-CN': '按键' },
  parameters: { 'en-US': 'parameters', 'zh-CN': '参数' },
  policy: { 'en-US': 'policy', 'zh-CN': '政策' },
  notes: { 'en-US': 'notes', 'zh-CN': '备注' },
  description: { 'en-US': 'description', 'zh-CN': '说明' },
  specVersion: { 'en-US': 'version of the flow language', 'zh-CN': '流程语言版本' },
};

/** What a language is called by readers of each. */
export function nameLanguage(tag: string): Name {
  return bothLanguages((language) => languageName(tag, language));
}

/** A text by language, for each reader in theirs; `null` for what is none. */
export function nameTexts(value: unknown): Name | null {
  const texts = asTexts(value);
  return texts && Object.values(texts).some((words) => typeof words === 'string' && words.trim() !== '') ? bothLanguages((language) => localized(texts, language)) : null;
}

/** A value in a sentence: texts in quotes, long ones by their beginning, or by where they differ from `other`; `name` stands for a text that has one. */
export function nameValue(value: Json | undefined, name?: Name, other?: Json): Name {
  return bothLanguages((language) => {
    if (value === undefined || value === null) return { 'en-US': 'nothing', 'zh-CN': '空' }[language];
    const text = typeof value === 'string' ? (name?.[language] ?? value) : JSON.stringify(value);
    const short = cut(text, other === undefined || other === null ? 0 : differsAt(text, typeof other === 'string' ? other : JSON.stringify(other)));
    return typeof value === 'string' ? quoted(short, language) : short;
  });
}

function differsAt(text: string, other: string): number {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  return at;
}

/** So much of a long text that the place can be seen, with some words before it. */
function cut(text: string, at: number): string {
  if (text.length <= MAX_VALUE_CHARACTERS) return text;
  const start = at < MAX_VALUE_CHARACTERS - WORDS_BEFORE ? 0 : Math.min(at - WORDS_BEFORE, text.length - MAX_VALUE_CHARACTERS);
  const end = start + MAX_VALUE_CHARACTERS;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}

/** Puts names into a sentence in both languages: `{name}` stands for one. Between Chinese and letters or figures stands a space. */
export function sentence(templates: Messages, names: Record<string, Name | string>): Messages {
  return bothLanguages((language) =>
    templates[language].replace(/(.?)\{(\w+)\}(?=(.?))/gu, (_, before: string, name: string, after: string) => {
      const value = names[name];
      const text = value === undefined ? '' : typeof value === 'string' ? value : value[language];
      return language === 'zh-CN' ? before + apart(before, text) + text + apart(text, after) : before + text;
    }),
  );
}

function apart(before: string, after: string): string {
  const [last, first] = [before.at(-1) ?? '', after.at(0) ?? ''];
  return (HAN.test(last) && LETTER.test(first)) || (LETTER.test(last) && HAN.test(first)) ? ' ' : '';
}

const HAN = /\p{Script=Han}/u;

const LETTER = /[A-Za-z0-9[{]|[\]}]/;

const MAX_VALUE_CHARACTERS = 120;
const WORDS_BEFORE = 40;

function bothLanguages(render: (language: keyof Messages) => string): Messages {
  return { 'en-US': render('en-US'), 'zh-CN': render('zh-CN') };
}

function quoted(text: string, language: keyof Messages): string {
  return language === 'zh-CN' ? `“${text}”` : `"${text}"`;
}

/** A step that is only half written may not tell its exits. */
function exitsOf(flow: Flow, step: string): StepExit[] {
  const meta = Object.hasOwn(flow.states, step) ? flow.states[step]!.meta : undefined;
  try {
    return (meta && definitionOf(meta.step)?.exits(meta as never)) ?? [];
  } catch {
    return [];
  }
}

function definitionOf(type: string): StepDefinition | undefined {
  return Object.hasOwn(definitions, type) ? definitions[type] : undefined;
}

function asTexts(title: unknown): Record<string, string> | undefined {
  return typeof title === 'object' && title !== null ? (title as Record<string, string>) : undefined;
}
