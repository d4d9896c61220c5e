// Needed where a project includes these files only by import, as the designer's does.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./liquid-browser.d.ts" />
import { Liquid, type Template } from 'liquidjs/dist/liquid.browser.mjs';
import { createPromptFilters, finishOutput } from './prompt-filters.js';

/** Twice what the flow language lets one text hold; a longer one is no prompt. */
export const MAX_TEMPLATE_CHARACTERS = 4000;

/** A prompt renders in some 20 microseconds. This is far above any pause of a busy server and far below the carrier's patience. */
export const MAX_RENDER_MILLISECONDS = 500;

/** In Liquid's own count, about one a character or list entry that a filter makes. */
export const MAX_RENDER_MEMORY = 100_000;

/** A hundred flows of forty prompts stay parsed; more are parsed again. */
export const MAX_PARSED_TEMPLATES = 4000;

const TAGS = new Set(['if', 'unless', 'case', 'assign']);

/** A template that is not valid; the message says where and what to write instead. */
export class PromptTemplateError extends Error {
  readonly code = 'invalid_template';

  constructor(message: string) {
    super(message);
    this.name = 'PromptTemplateError';
  }
}

/** Liquid reduced to what prompts may do: no files, no loops, no other templates. `filterNames` is what they may use. */
export const engine = createEngine();

export const filterNames: readonly string[] = Object.keys(engine.filters).sort();

/** Parses a template, or gets it from the cache. Throws PromptTemplateError. */
export function parseTemplate(template: string): Template[] {
  const known = parsed.get(template);
  if (known) return known;
  const templates = parseNew(template);
  if (parsed.size >= MAX_PARSED_TEMPLATES) forgetOldest();
  parsed.set(template, templates);
  return templates;
}

/** By insertion, oldest first: a template in use that is dropped costs one parse. */
const parsed = new Map<string, Template[]>();

function forgetOldest(): void {
  const oldest = parsed.keys().next();
  if (!oldest.done) parsed.delete(oldest.value);
}

function parseNew(template: string): Template[] {
  if (template.length > MAX_TEMPLATE_CHARACTERS) {
    throw new PromptTemplateError(`The text has ${template.length} characters; a prompt may have ${MAX_TEMPLATE_CHARACTERS}. Split it into several steps.`);
  }
  try {
    return engine.parse(template);
  } catch (error) {
    throw new PromptTemplateError(explainParseError(error));
  }
}

function createEngine(): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    // Together these three report every missing variable of an output, leave conditions alone, and render the rest.
    strictVariables: true,
    lenientIf: true,
    catchAllErrors: true,
    parseLimit: MAX_TEMPLATE_CHARACTERS,
    renderLimit: MAX_RENDER_MILLISECONDS,
    memoryLimit: MAX_RENDER_MEMORY,
    outputEscape: finishOutput,
  });
  for (const name of Object.keys(liquid.tags)) if (!TAGS.has(name)) delete liquid.tags[name];
  for (const name of Object.keys(liquid.filters)) delete liquid.filters[name];
  for (const [name, filter] of Object.entries(createPromptFilters())) liquid.registerFilter(name, filter);
  return liquid;
}

/** Liquid gathers errors; the first is the one to mend first. */
function explainParseError(error: unknown): string {
  const first = flattenErrors(error)[0];
  const message = first instanceof Error ? first.message : String(first);
  const [, reason = message, line, column] = /^(.*?), line:(\d+), col:(\d+)/s.exec(message) ?? [];
  return explainReason(reason) + (line ? ` (line ${line}, column ${column})` : '');
}

function explainReason(reason: string): string {
  const filter = /^undefined filter: (.*)/.exec(reason)?.[1];
  if (filter) return `There is no filter "${filter}"; use one of ${filterNames.join(', ')}.`;
  const tag = /^tag "(.*)" not found/.exec(reason)?.[1];
  if (tag) return `There is no tag "${tag}" in prompts; use if, elsif, else, unless, case, when or assign, and close each with its end.`;
  if (reason.startsWith('output ')) return `${reason}: close it with }}.`;
  if (reason.startsWith('invalid value expression')) return `${reason}: write a value such as {{ customer.name }}.`;
  return reason;
}

/** Liquid's errors may hold others. */
export function flattenErrors(error: unknown): unknown[] {
  const inner = typeof error === 'object' && error !== null && 'errors' in error ? error.errors : undefined;
  return Array.isArray(inner) ? inner.flatMap(flattenErrors) : [error];
}
