import type { CallView } from '../../schemas/define-step.js';
import type { Calendar } from '../../schemas/documents/calendar.js';
import type { Product } from '../../schemas/documents/product.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import type { LocalizedText } from '../../schemas/localized-text.js';
import { orderTerms } from '../../schemas/order-terms.js';
import { fail } from '../errors.js';
import type { CallState } from './call-state.js';
import type { CompiledFlow } from './compile-flow.js';
import { createPromptRenderer, type PromptScope } from './prompts/render-prompt.js';
import { estimateSpeechSeconds } from './prompts/estimate-speech-seconds.js';
import { getPrefix } from './prompts/languages/find-language.js';
import { chooseLanguage, localized } from './prompts/localized.js';
import { inLanguage, markTags } from './prompts/speech-markup.js';
import { pickCallWide } from './values.js';
import { switchScope } from './switch-scope.js';

/** What a turn knows of the world besides the call's own state; frozen for the turn. */
export interface CallEnvironment {
  callId: string;
  from: string;
  to: string;
  /** ISO 8601. */
  startedAt: string;
  now: string;
  settings: JsonObject;
  switches: JsonObject;
  /** (Default: none.) */
  calendars?: Record<string, Calendar>;
  products: Record<string, { version: string; terms: Product }>;
}

const renderer = createPromptRenderer();

/** The read-only view of a call that a pure step gets. Nothing sensitive is in it. `outer` are the flows that `flow` is a subflow of, outermost first. */
export function createCallView(flow: CompiledFlow, state: CallState, environment: CallEnvironment, outer: readonly CompiledFlow[] = []): CallView {
  const frame = state.frames[state.frames.length - 1]!;
  // The outermost version names all that are within it, so what a sale is proved by names this one.
  const main = outer[0] ?? flow;
  const language = state.language;
  const values = scopeOf(flow, state, environment);
  const scope = { language, now: environment.now, timeZone: flow.timeZone };
  const render = (template: string, extra: JsonObject | undefined, more?: Partial<PromptScope>) =>
    template.includes('{') ? renderer.render(template, { ...scope, values: extra ? { ...values, ...extra } : values, ...more }) : template;
  const fallbacks = [...(flow.flow.meta?.fallbacks?.[language] ?? []), ...flow.languages];
  /** In the call's language or the first that it falls back on, which then brings its own voice. */
  const speak = (text: LocalizedText | undefined, extra?: JsonObject): string => {
    const chosen = text && chooseLanguage(text, language, fallbacks);
    if (!chosen) return '';
    const template = text[chosen]!;
    const isOther = getPrefix(chosen) !== getPrefix(language);
    const spoken = template.includes('{') ? render(template, extra, { marks: true, language: isOther ? chosen : language }) : markTags(template);
    return isOther ? inLanguage(spoken, chosen) : spoken;
  };
  const step = frame.visit?.step ?? flow.flow.initial;
  return {
    callId: environment.callId,
    flow: main.flow.id,
    flowVersion: main.version,
    from: environment.from,
    to: environment.to,
    language,
    languages: flow.languages,
    now: environment.now,
    timeZone: flow.timeZone,
    values,
    products: environment.products,
    visit: frame.visit ?? { id: 0, step: flow.flow.initial, attempt: 1, again: null, memory: null, enteredAt: environment.now },
    switches: environment.switches,
    calendars: environment.calendars ?? {},
    keys: sharedKeys(flow, outer),
    facts: state.facts,
    personReason: state.personReason,
    prompt: speak,
    // What goes to a service must be what was meant: there is no stand-in for it as there is in speech.
    fill: (template: string, extra?: JsonObject) =>
      render(template, extra, {
        onUnreadable: ({ message }) => {
          throw fail('template_failed', { step, reason: message });
        },
      }),
    seconds: (text) => estimateSpeechSeconds(text, language),
  };
}

/** Keys of the whole flow. A flow that has none leaves those in force that its caller knows already, of the nearest flow around it. */
export function sharedKeys(flow: CompiledFlow, outer: readonly CompiledFlow[]): Record<string, string> {
  return [...outer, flow].findLast(({ keys }) => Object.keys(keys).length > 0)?.keys ?? {};
}

/** What templates and conditions read. `product` and `order` follow the product that was decided on. */
function scopeOf(flow: CompiledFlow, state: CallState, environment: CallEnvironment): JsonObject {
  const values = { ...pickCallWide(state.frames[0]!.values), ...state.frames[state.frames.length - 1]!.values };
  const decided = values['offer'] as { product?: string } | undefined;
  const product = decided?.product ? environment.products[decided.product] : undefined;
  const derived: JsonObject = {
    call: { id: environment.callId, from: environment.from, to: environment.to, startedAt: environment.startedAt, language: state.language, identity: identityOf(state) },
    settings: environment.settings,
    ...switchScope(environment.switches, { language: state.language, languages: flow.languages }),
    language: state.language,
  };
  if (product) {
    derived['product'] = productView(product.terms, state.language, flow.languages);
    derived['order'] = { ...orderView(product.terms, { now: environment.now, timeZone: flow.timeZone, values }), ...((values['order'] as JsonObject | undefined) ?? {}) };
  }
  return { ...values, ...derived };
}

/** The caller's identity level: the last one that was reached. */
function identityOf(state: CallState): JsonObject {
  const reached = state.facts.findLast((fact) => fact.type === 'identity_reached');
  return { level: reached?.['level'] ?? 'unknown', how: reached?.['how'] ?? 'none' };
}

function productView(terms: Product, language: string, languages: string[]): JsonObject {
  return {
    id: terms.id,
    name: localized(terms.name, language, languages),
    quotedPrice: terms.quoted.price as Json,
    charge: terms.charged.price as Json,
    insurer: localized(terms.insurer, language, languages),
    coolingOffDays: terms.coolingOffDays,
  };
}

function orderView(terms: Product, moment: Parameters<typeof orderTerms>[1]): JsonObject {
  const { firstChargeOn, endsOn } = orderTerms(terms, moment);
  return { firstCharge: firstChargeOn, endsOn };
}
