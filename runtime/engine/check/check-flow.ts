import type { Calendar } from '../../../schemas/documents/calendar.js';
import type { Product } from '../../../schemas/documents/product.js';
import type { Finding, Rule, RuleContext } from './define-rule.js';
import { readFlowGraph, type FlowGraph } from './flow-graph.js';
import { joinFlows } from './join-flows.js';
import type { Problem } from './problem.js';
import { rules } from './rules.js';

export interface CheckOptions {
  /** The flows that this one may lead into, by id. (Default: not known, and none is looked up.) */
  flows?: Readonly<Record<string, unknown>>;
  /** Those of them that exist as drafts alone. (Default: none is known.) */
  drafts?: readonly string[];
  /** The catalogue by product id. (Default: not known, and products are not looked up in it.) */
  products?: Record<string, Product>;
  /** The calendars by id. (Default: not known, and calendars are not looked up.) */
  calendars?: Record<string, Calendar>;
  /** The names of the settings that the server has. (Default: not known, and they are not looked up.) */
  settings?: readonly string[];
  /** The day of the check, an ISO date. (Default: calendars that end soon are not told.) */
  today?: string;
}

/**
 * Everything the rules find in a flow, errors first, then in the order of its steps. Takes any JSON and never throws.
 * Pure: the designer, the command line and publishing all ask here.
 */
export function checkFlow(document: unknown, options: CheckOptions = {}): Problem[] {
  const flow = readFlowGraph(document);
  const joined = options.flows && flow.steps.some(({ type }) => type === 'subflow' || type === 'go_to_flow') ? joinFlows(flow, options.flows) : flow;
  const context: RuleContext = { flows: options.flows ?? null, drafts: options.drafts ?? [], products: options.products ?? null, calendars: options.calendars ?? null, settings: options.settings ?? null, today: options.today ?? null };
  return inOrder(flow, rules.flatMap((rule) => runRule(rule, rule.joins ? joined : flow, context)));
}

/** Whether a flow with these problems may be published. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

function runRule(rule: Rule, flow: FlowGraph, context: RuleContext): Problem[] {
  return rule.check(flow, context).flatMap((finding) => placeFinding(rule, flow, finding)).map(({ pointer, step, messages, brief, unpublished, fix }) => ({
    rule: rule.id,
    severity: rule.severity,
    pointer,
    step,
    message: messages['en-US'],
    messages,
    ...(brief && { brief }),
    ...(unpublished && { unpublished }),
    fix: fix ?? null,
  }));
}

/** What is found in another flow stands, where it is told at all, at the step that leads there, once. */
function placeFinding(rule: Rule, flow: FlowGraph, finding: Finding): Finding[] {
  const by = finding.step === null ? undefined : flow.byId.get(finding.step)?.joined?.by;
  if (!by) return [finding];
  return rule.joins === 'told' ? [{ pointer: by.pointer, step: by.id, messages: finding.messages }] : [];
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
