import type { TSchema } from '@sinclair/typebox';
import type { FlowState } from '../../schemas/documents/flow.js';
import type { LocalizedText } from '../../schemas/localized-text.js';
import { inLanguage } from '../drafts/in-language.js';
import { stepTypes } from '../drafts/step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

/** What the caller hears at a step, in one language and on one line: its prompts in the order of the form. Templates become their names. */
export function getHeardText(state: FlowState, language: string): string {
  const properties = getEntry(stepTypes, state.meta.step)?.schema.properties ?? {};
  const prompts = Object.keys(properties).filter((name) => isPrompt(properties[name]));
  const texts = prompts.flatMap((name) => readTexts(state.meta[name], language));
  return texts.join(' ').replace(/\{\{\s*([^}|]+?)\s*(\|[^}]*)?\}\}/g, '⟨$1⟩').replace(/\{%[^%]*%\}/g, '').replace(/\s+/g, ' ').trim();
}

export function getTitle(id: string, state: FlowState | undefined, language: string): string {
  return inLanguage(state?.meta.title, language) || id;
}

function isPrompt(schema: TSchema | undefined): boolean {
  return schema?.['x-form']?.control === 'prompt';
}

/** A prompt, or a group of them such as an offer's parts. */
function readTexts(value: unknown, language: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.values(value);
  if (entries.every((entry) => typeof entry === 'string')) return [inLanguage(value as LocalizedText, language)].filter(Boolean);
  return entries.flatMap((entry) => readTexts(entry, language));
}
