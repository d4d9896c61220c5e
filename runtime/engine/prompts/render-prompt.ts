import { Context, toValueSync, type Emitter, type Template } from 'liquidjs/dist/liquid.browser.mjs';
import type { Instant } from './calendar.js';
import { cleanText } from './clean-text.js';
import { findLanguage } from './languages/find-language.js';
import { engine, flattenErrors, parseTemplate } from './prompt-engine.js';
import { SPEAKING } from './prompt-filters.js';
import { markTags } from './speech-markup.js';

/** A quarter of an hour of speech, and well under the 64 kB a carrier takes. What is longer is cut and reported. */
export const MAX_PROMPT_CHARACTERS = 4000;

/** What a prompt is rendered with. */
export interface PromptScope {
  /** What the template can read. Always data: a value is never run as a template. */
  values: Readonly<Record<string, unknown>>;
  /** BCP 47, such as `zh-CN`: the language of the figures. */
  language: string;
  /** Dates in its month and the next go without their year. */
  now: Instant;
  /** IANA name. Times with an offset are moved to it. (Default: times are read as written.) */
  timeZone?: string;
  /** Of amounts that do not say theirs. (Default: CNY.) */
  currency?: string;
  /** Tags of the template are marks, for `readSpeech`. (Default: they are text, as in an address or a body.) */
  marks?: boolean;
  /** A variable of an output had no value and was left out: its path, as it stands in the template. */
  onMissing?(path: string): void;
  /** A value could not be read and the caller heard a stand-in. What must be heard to count, such as a price, was not heard. */
  onUnreadable?(problem: UnreadableOutput): void;
}

export interface UnreadableOutput {
  /** The filter that could not read its value; `output` for a value without one, `prompt` for the whole prompt. */
  filter: string;
  /** Names the fix, never the value. */
  message: string;
}

export interface PromptRenderer {
  /**
   * Fills in a Liquid template; figures become words. Throws PromptTemplateError for a template that `checkTemplate` rejects,
   * and nothing for any values: what is missing is empty, what cannot be read is said to be not available.
   */
  render(template: string, scope: PromptScope): string;
}

/** Renders prompts. Parsed templates are kept, bounded, for the life of the process. */
export function createPromptRenderer(): PromptRenderer {
  return { render };
}

function render(source: string, scope: PromptScope): string {
  const template = scope.marks ? markTags(source) : source;
  if (!/\{[{%]/.test(template)) return limitLength(cleanText(template), scope);
  const emitter = createEmitter();
  const isRendered = run(parseTemplate(template), emitter, scope);
  return isRendered ? limitLength(cleanText(emitter.buffer), scope) : findLanguage(scope.language).apology;
}

/** Whether all of the prompt could be rendered; what is merely missing does not count against it. */
function run(templates: Template[], emitter: Emitter, scope: PromptScope): boolean {
  const context = new PromptContext(Object(scope.values), engine.options, { sync: true }, { liquid: engine });
  context.setRegister(SPEAKING, { scope, language: findLanguage(scope.language) });
  try {
    toValueSync(engine.renderer.renderTemplates(templates, context, emitter));
    return true;
  } catch (error) {
    return flattenErrors(error).map((each) => report(each, scope)).every(Boolean);
  }
}

/** In prompts `null` is as missing as what is not there. */
class PromptContext extends Context {
  override readProperty(object: unknown, key: unknown): unknown {
    return super.readProperty(object, key) ?? undefined;
  }
}

function report(error: unknown, scope: PromptScope): boolean {
  if (isMissingVariable(error)) {
    scope.onMissing?.(error.token.getText());
    return true;
  }
  const message = error instanceof Error ? error.message : String(error);
  scope.onUnreadable?.({ filter: 'prompt', message: `Cannot render the prompt: ${message.slice(0, 200)}` });
  return false;
}

function isMissingVariable(error: unknown): error is { token: { getText(): string } } {
  const { name, originalError } = error as { name?: string; originalError?: { name?: string } };
  return name === 'UndefinedVariableError' && originalError?.name === 'InternalUndefinedVariableError';
}

function createEmitter(): Emitter {
  return {
    buffer: '',
    write(value) {
      this.buffer += String(value);
    },
  };
}

function limitLength(text: string, scope: PromptScope): string {
  if (text.length <= MAX_PROMPT_CHARACTERS) return text;
  scope.onUnreadable?.({ filter: 'prompt', message: `The prompt has ${text.length} characters and was cut at ${MAX_PROMPT_CHARACTERS}; split it into several steps.` });
  // A pair may have been cut in half.
  return cleanText(text.slice(0, MAX_PROMPT_CHARACTERS));
}
