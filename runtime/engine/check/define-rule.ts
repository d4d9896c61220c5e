import type { Product } from '../../../schemas/documents/product.js';
import type { FlowGraph } from './flow-graph.js';
import type { Fix, Messages, Severity } from './problem.js';

/**
 * Defines one rule: a question about a flow that has a sentence for every answer. Pure, linear in the size of the flow, and safe on
 * any JSON: what is malformed is left to the rule `schema`.
 */
export function defineRule(rule: Rule): Rule {
  return rule;
}

export interface Rule {
  /** Names the file, the docs section and the broken flow that proves it. */
  id: string;
  severity: Severity;
  title: Messages;
  /** Why it matters to a caller or an operator; one or two sentences for the docs. */
  summary: Messages;
  check(flow: FlowGraph, context: RuleContext): Finding[];
}

export interface RuleContext {
  /** The catalogue by product id; `null` where it is not known. */
  products: Record<string, Product> | null;
}

/** A problem before its rule has signed it. */
export interface Finding {
  pointer: string;
  step: string | null;
  messages: Messages;
  fix?: Fix | null;
}
