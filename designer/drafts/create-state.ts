import type { StepDefinition } from '../../schemas/define-step.js';
import type { FlowState } from '../../schemas/documents/flow.js';
import type { JsonObject } from '../../schemas/json.js';
import { stepTypes } from './step-types.js';

/** A new step of a type: what its first example holds, its words left to be written. */
export function createState(type: string, languages: string[], title?: Record<string, string>): FlowState {
  const definition = stepTypes[type];
  const data = { ...structuredClone((definition?.examples[0]?.data ?? {}) as JsonObject), ...unwrittenPrompts(definition, languages) };
  const words = title ?? Object.fromEntries(languages.map((language) => [language, definition?.title[language.startsWith('zh') ? 'zh-CN' : 'en-US'] ?? type]));
  const meta = { step: type, title: words, ...data } as FlowState['meta'];
  return definition?.final ? { type: 'final', meta } : { meta, on: {} };
}

/** An example's words, published unread, would be heard by callers; words that are missing are a problem until somebody writes them. */
function unwrittenPrompts(definition: StepDefinition | undefined, languages: string[]): JsonObject {
  const example: object = definition?.examples[0]?.data ?? {};
  const prompts = Object.entries(definition?.schema.properties ?? {}).filter(([name, schema]) => name in example && (schema['x-form'] as { control?: string } | undefined)?.control === 'prompt');
  return Object.fromEntries(prompts.map(([name]) => [name, Object.fromEntries(languages.map((language) => [language, '']))]));
}
