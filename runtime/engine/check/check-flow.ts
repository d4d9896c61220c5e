import type { Product } from '../../../schemas/documents/product.js';
import type { Rule, RuleContext } from './define-rule.js';
import { readFlowGraph, type FlowGraph } from './flow-graph.js';
import type { Problem } from './problem.js';
import { rules } from './rules.js';

export interface CheckOptions {
  /** The catalogue by product id. (Default: not known, and products are not looked up in it.) */
  products?: Record<string, Product>;
}

/**
 * Everything the rules find in a flow, errors first, then in the order of its steps. Takes any JSON and never throws.
 * Pure: the designer, the command line and publishing all ask here.
 */
export function checkFlow(document: unknown, options: CheckOptions = {}): Problem[] {
  const flow = readFlowGraph(document);
  const context: RuleContext = { products: options.products ?? null };
  return inOrder(flow, rules.flatMap((rule) => runRule(rule, flow, context)));
}

/** Whether a flow with these problems may be published. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

function runRule(rule: Rule, flow: FlowGraph, context: RuleContext): Problem[] {
  return rule.check(flow, context).map(({ pointer, step, messages, fix }) => ({
    rule: rule.id,
    severity: rule.severity,
    pointer,
    step,
    message: messages['en-US'],
    messages,
    fix: fix ?? null,
  }));
}

function inOrder(flow: FlowGraph, problems: Problem[]): Problem[] {
  const place = new Map(flow.steps.map((step, at) => [step.id, at]));
  const rank = (problem: Problem) => (problem.severity === 'error' ? 0 : 1);
  const placeOf = (problem: Problem) => (problem.step === null ? -1 : (place.get(problem.step) ?? place.size));
  return problems
    .map((problem, at) => ({ problem, at }))
    .sort((one, other) => rank(one.problem) - rank(other.problem) || placeOf(one.problem) - placeOf(other.problem) || one.at - other.at)
    .map(({ problem }) => problem);
}
