import type { CallView, VisitView } from '../../../schemas/define-step.js';
import type { JsonObject } from '../../../schemas/json.js';
import type { LocalizedText } from '../../../schemas/localized-text.js';
import { createCallView, type CallEnvironment } from '../call-view.js';
import type { FlowGraph } from '../check/flow-graph.js';
import type { CompiledFlow } from '../compile-flow.js';
import { estimateSpeechSeconds } from '../prompts/estimate-speech-seconds.js';
import { getPrefix } from '../prompts/languages/find-language.js';
import { localized } from '../prompts/localized.js';
import { startCall } from '../start-call.js';
import type { Catalogue, Sale } from './sale.js';

/** What a step looked at while it was asked: an answer that hangs on data stands for one of several. */
export interface Looks {
  atData: boolean;
  atSale: boolean;
}

export interface SymbolicCalls {
  /** A call of which only the place in the flow and the sale are known. `looks` is told what the step looks at. */
  createView(visit: VisitView, sale: Sale, looks: Looks): CallView;
  /** When every call of the walk is, ISO 8601. */
  now: string;
  /** The language of the walk. */
  language: string;
  /** Estimated seconds of a text in the walk's language. */
  secondsOf(text: string): number;
}

/** Calls with everything unknown that a flow does not decide itself: values, the clock, the caller's number, switches, settings. */
export function createSymbolicCalls(graph: FlowGraph, language: string, products: Catalogue): SymbolicCalls {
  const flows = new Map([[graph, asCompiled(graph)]]);
  const views = new Map<FlowGraph, Map<string, CallView>>();
  const prompts = new Map<LocalizedText, Map<string, string>>();
  const seconds = new Map<string, number>();

  function flowOf(home: FlowGraph): CompiledFlow {
    const flow = flows.get(home) ?? asCompiled(home);
    flows.set(home, flow);
    return flow;
  }

  /** Rendered once for each sale: a walk asks for the same prompt many times. */
  function baseOf(sale: Sale, home: FlowGraph): CallView {
    const key = sale.decided ?? '';
    const bySale = views.get(home) ?? new Map<string, CallView>();
    const known = bySale.get(key);
    if (known) return known;
    const flow = flowOf(home);
    const state = startCall(flow, {}, { language, values: sale.decided === null ? {} : { offer: { product: sale.decided } } });
    const view = createCallView(flow, state, { ...environment, products });
    views.set(home, bySale.set(key, view));
    return view;
  }

  function speak(base: CallView, decided: string, text: LocalizedText | undefined, extra: JsonObject | undefined): string {
    if (!text) return '';
    const isShared = !extra || Object.keys(extra).length === 0;
    const byProduct = prompts.get(text) ?? new Map<string, string>();
    const known = isShared ? byProduct.get(decided) : undefined;
    if (known !== undefined) return known;
    const spoken = base.prompt(text, extra) + samplesFor(localized(text, language, graph.languages), language, Object.keys(extra ?? {}));
    if (isShared) prompts.set(text, byProduct.set(decided, spoken));
    return spoken;
  }

  return {
    createView(visit, sale, looks) {
      const base = baseOf(sale, graph.byId.get(visit.step)?.joined?.home ?? graph);
      const lookAtData = <T>(value: T): T => {
        looks.atData = true;
        return value;
      };
      return {
        ...base,
        visit,
        values: watch(base.values, looks),
        get from() { return lookAtData(base.from); },
        get to() { return lookAtData(base.to); },
        get callId() { return lookAtData(base.callId); },
        get now() { return lookAtData(base.now); },
        get switches() { return lookAtData(base.switches); },
        get facts() {
          looks.atSale = true;
          return sale.facts;
        },
        prompt: (text, extra) => speak(base, sale.decided ?? '', text, extra),
        fill: (template, extra) => (template.includes('{') ? lookAtData(fillAny(base, template, extra)) : template),
        seconds: secondsOf,
      };
    },
    now: NOW,
    language,
    secondsOf,
  };

  function secondsOf(text: string): number {
    const known = seconds.get(text);
    if (known !== undefined) return known;
    const estimated = estimateSpeechSeconds(text, language);
    seconds.set(text, estimated);
    return estimated;
  }
}

/** A Tuesday at ten; which day it is decides nothing, since steps that look at the clock are taken to go every way. */
const NOW = '2026-11-24T02:00:00.000Z';

/** Stands for a number that only the settings or the data of a call know. */
const SOME_NUMBER = '+861055550100';

const environment: CallEnvironment = { callId: 'explored', from: '+8613800000001', to: SOME_NUMBER, startedAt: NOW, now: NOW, settings: {}, switches: {}, products: {} };

/** A machine is not needed: the walk reads the connections from the graph. */
function asCompiled(graph: FlowGraph): CompiledFlow {
  const document = (typeof graph.document === 'object' && graph.document !== null ? graph.document : {}) as CompiledFlow['flow'];
  return {
    flow: document,
    version: 'explored',
    keys: Object.fromEntries(graph.keys),
    languages: graph.languages,
    timeZone: document.meta?.timeZone ?? 'Asia/Shanghai',
  } as CompiledFlow;
}

/** What the selling steps take from the sale, which the walk follows; to every other step it is data too. */
const FOLLOWED = new Set(['offer', 'product']);

function watch(values: JsonObject, looks: Looks): JsonObject {
  const note = (name: string | symbol): void => {
    looks.atData = true;
    if (typeof name === 'string' && FOLLOWED.has(name)) looks.atSale = true;
  };
  return new Proxy(values, {
    get: (target, name) => (note(name), Reflect.get(target, name) as unknown),
    has: (target, name) => (note(name), Reflect.has(target, name)),
    getOwnPropertyDescriptor: (target, name) => (note(name), Reflect.getOwnPropertyDescriptor(target, name)),
    ownKeys: (target) => ((looks.atData = true), Reflect.ownKeys(target)),
  });
}

/** What cannot be filled in is a number where it is a whole template, since a number that cannot be dialled leaves as a failed dial does. */
function fillAny(base: CallView, template: string, extra: JsonObject | undefined): string {
  try {
    const filled = base.fill(template, extra);
    return filled.trim() === '' && template.includes('{{') ? SOME_NUMBER : filled;
  } catch {
    return SOME_NUMBER;
  }
}

/** Values that are not known are spoken as long as a usual amount or date is. */
function samplesFor(template: string, language: string, given: readonly string[]): string {
  if (!template.includes('{{')) return '';
  const roots = [...template.matchAll(/\{\{-?\s*([A-Za-z_]\w*)/g)].map(([, root]) => root!);
  const unknown = roots.filter((root) => !given.includes(root) && root !== 'product' && root !== 'language');
  const sample = getPrefix(language) === 'zh' ? ' 一百二十元' : ' hundred twenty yuan';
  return sample.repeat(unknown.length);
}
