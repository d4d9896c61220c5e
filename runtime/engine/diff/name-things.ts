import type { Flow } from '../../../schemas/documents/flow.js';
import { definitions } from '../../../schemas/definitions.js';
import type { StepDefinition, StepExit } from '../../../schemas/define-step.js';
import type { Json } from '../../../schemas/json.js';
import type { Messages } from '../check/problem.js';
import { localized } from '../prompts/localized.js';

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
  const schema = definitionOf(type)?.schema.properties[property] as { 'x-title'?: Name } | undefined;
  return schema?.['x-title'] ?? { 'en-US': property, 'zh-CN': property };
}

/** A value in a sentence: texts in quotes, long ones by their beginning. */
export function nameValue(value: Json | undefined): Name {
  return bothLanguages((language) => {
    if (value === undefined || value === null) return { 'en-US': 'nothing', 'zh-CN': '空' }[language];
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const short = text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}…` : text;
    return typeof value === 'string' ? quoted(short, language) : short;
  });
}

/** Puts names into a sentence in both languages: `{name}` stands for one. */
export function sentence(templates: Messages, names: Record<string, Name | string>): Messages {
  return bothLanguages((language) =>
    templates[language].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = names[name];
      return value === undefined ? '' : typeof value === 'string' ? value : value[language];
    }),
  );
}

const MAX_VALUE_CHARACTERS = 120;

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
