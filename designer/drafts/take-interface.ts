import { getReturns, metaOf, readRows } from '../../runtime/engine/check/flow-links.js';
import { readFlowGraph, type FlowGraph } from '../../runtime/engine/check/flow-graph.js';
import { parameterPattern, type Flow } from '../../schemas/documents/flow.js';
import { savePathPattern } from '../../schemas/form-controls.js';
import type { JsonObject } from '../../schemas/json.js';
import type { LocalizedText } from '../../schemas/localized-text.js';
import type { Draft } from './draft-store.js';
import { setStepData } from './edits.js';
import { inLanguage } from './in-language.js';
import { stepTypes } from './step-types.js';

/**
 * Lets a step run another flow, and takes from that flow what the step has to say of it: the exits and results of its `return` steps, and the
 * parameters it must be given. What the step already gives, keeps or calls by a name of its own stays, and so do connections of exits
 * that are still there.
 */
export function takeInterface(step: string, other: Flow) {
  return (draft: Draft): Draft => {
    const { languages } = draft.document.meta;
    const graph = readFlowGraph(other);
    return setStepData(step, (meta) => {
      const isSame = meta['flow'] === other.id;
      const parameters = parametersOf(graph, meta);
      const { parameters: _given, results: _kept, ...rest } = meta;
      const taken: JsonObject = { ...rest, flow: other.id, ...(parameters.length > 0 ? { parameters } : {}) };
      if (meta['step'] !== 'subflow') return taken;
      const results = resultsOf(graph, meta, other.id);
      return { ...taken, ...(results.length > 0 ? { results } : {}), exits: exitsOf(graph, isSame ? meta : {}, languages) };
    })(draft);
  };
}

/** Every exit that a return names, called as the return is. */
function exitsOf(graph: FlowGraph, meta: JsonObject, languages: string[]): JsonObject[] {
  const known = new Map(readRows(meta, 'exits').map((row) => [row['id'], row]));
  const exits = new Map<string, JsonObject>();
  for (const { data } of getReturns(graph)) {
    const { exit } = data;
    // By `failed` a step leaves whatever the flow says.
    if (typeof exit !== 'string' || exit === 'failed' || exits.has(exit)) continue;
    exits.set(exit, known.get(exit) ?? { id: exit, label: labelOf(exit, data['title'] as LocalizedText | undefined, languages) });
  }
  return [...exits.values()];
}

/** A title that only says “Return” is no name of an exit. */
function labelOf(exit: string, title: LocalizedText | undefined, languages: string[]): JsonObject {
  const usual: string[] = Object.values(stepTypes['return']!.title);
  const own = title && !Object.values(title).every((words) => usual.includes(words)) ? title : undefined;
  return Object.fromEntries(languages.map((language) => [language, inLanguage(own, language) || exit]));
}

/** Those it must be given, empty until somebody says what; and those it is given already. What has a default may be left out. */
function parametersOf(graph: FlowGraph, meta: JsonObject): JsonObject[] {
  const given = new Map(readRows(meta, 'parameters').map((row) => [row['name'], row]));
  return readRows(metaOf(graph), 'parameters').flatMap((parameter) => {
    const { name } = parameter;
    if (typeof name !== 'string' || !new RegExp(parameterPattern).test(name)) return [];
    return given.has(name) ? [given.get(name)!] : 'default' in parameter ? [] : [{ name, to: '' }];
  });
}

function resultsOf(graph: FlowGraph, meta: JsonObject, flow: string): JsonObject[] {
  const kept = new Map(readRows(meta, 'results').map((row) => [row['name'], row]));
  const names = new Set(getReturns(graph).flatMap(({ data }) => readRows(data, 'results').flatMap(({ name }) => (typeof name === 'string' ? [name] : []))));
  return [...names].map((name) => kept.get(name) ?? { name, saveAs: pathFor(flow, name) });
}

/** Under the name of the flow it comes from, so that nothing this flow keeps is overwritten. */
function pathFor(flow: string, name: string): string {
  const path = `${flow.replaceAll('-', '_')}.${name}`;
  return new RegExp(savePathPattern).test(path) ? path : `result.${name}`;
}
