import type { TSchema } from '@sinclair/typebox';
import type { FlowState } from '../../schemas/documents/flow.js';
import type { LocalizedText } from '../../schemas/localized-text.js';
import { inLanguage, pickLanguage } from '../drafts/in-language.js';
import { stepTypes } from '../drafts/step-types.js';
import { getEntry } from '../../schemas/get-entry.js';

/** What the caller hears at a step, in one language and on one line: its prompts in the order of the form. Templates become their names. */
export function getHeardText(state: FlowState, language: string): string {
  const texts = getPrompts(state).map((prompt) => inLanguage(prompt, language)).filter(Boolean);
  return texts.join(' ').replace(/\{\{\s*([^}|]+?)\s*(\|[^}]*)?\}\}/g, '⟨$1⟩').replace(/\{%[^%]*%\}/g, '').replace(/\s+/g, ' ').trim();
}

/** The language in which that is, which is another one where a prompt is not written in the wanted one. */
export function getHeardLanguage(state: FlowState, language: string): string {
  return getPrompts(state).map((prompt) => pickLanguage(prompt, language)).find(Boolean) ?? language;
}

export function getTitle(id: string, state: FlowState | undefined, language: string): string {
  return inLanguage(state?.meta.title, language) || id;
}

function isPrompt(schema: TSchema | undefined): boolean {
  return schema?.['x-form']?.control === 'prompt';
}

function getPrompts(state: FlowState): LocalizedText[] {
  const properties = getEntry(stepTypes, state.meta.step)?.schema.properties ?? {};
  return Object.keys(properties).filter((name) => isPrompt(properties[name])).flatMap((name) => readPrompts(state.meta[name]));
}

/** A prompt, or a group of them such as an offer's parts. */
function readPrompts(value: unknown): LocalizedText[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.values(value);
  return entries.every((entry) => typeof entry === 'string') ? [value as LocalizedText] : entries.flatMap(readPrompts);
}
