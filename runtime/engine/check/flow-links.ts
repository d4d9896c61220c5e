import type { JsonObject } from '../../../schemas/json.js';
import type { RuleContext } from './define-rule.js';
import { readFlowGraph, type FlowGraph, type GraphStep } from './flow-graph.js';

/** A step that leads into another flow, and that flow where it is known. */
export interface FlowLink {
  step: GraphStep;
  flow: string;
  target: FlowGraph | null;
}

export function getFlowLinks(flow: FlowGraph, { flows }: RuleContext, type?: 'subflow' | 'go_to_flow'): FlowLink[] {
  return flow.steps.flatMap((step) => {
    const { flow: id } = step.data;
    const isLink = type === undefined ? step.type === 'subflow' || step.type === 'go_to_flow' : step.type === type;
    if (!isLink || typeof id !== 'string') return [];
    return [{ step, flow: id, target: flows && Object.hasOwn(flows, id) ? graphOf(flows[id]) : null }];
  });
}

/** The rows of a list in a step's data, or of a flow's `meta`, that are objects. */
export function readRows(data: unknown, name: string): JsonObject[] {
  const rows = (data as JsonObject | null | undefined)?.[name];
  return Array.isArray(rows) ? rows.filter((row): row is JsonObject => typeof row === 'object' && row !== null && !Array.isArray(row)) : [];
}

/** What a flow says of itself. */
export function metaOf(flow: FlowGraph): unknown {
  return (flow.document as { meta?: unknown } | null | undefined)?.meta;
}

/** The `return` steps that a call can come to. */
export function getReturns(flow: FlowGraph): GraphStep[] {
  return flow.steps.filter((step) => step.type === 'return' && flow.reachable.has(step));
}

/** Several rules look at the same flows. */
const known = new WeakMap<object, FlowGraph>();

function graphOf(document: unknown): FlowGraph | null {
  if (typeof document !== 'object' || document === null) return null;
  const before = known.get(document);
  if (before) return before;
  const graph = readFlowGraph(document);
  known.set(document, graph);
  return graph;
}
