import type { Calendar } from '../../../schemas/documents/calendar.js';
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
  /** Names the file, the docs page and the broken flow that proves it. */
  id: string;
  severity: Severity;
  title: Messages;
  /** Why it matters to a caller or an operator; one or two sentences for the docs. */
  summary: Messages;
  /**
   * Looks along the ways of whole calls: the graph holds what the flow leads into. (Default: the flow alone.) What is found in another flow is
   * left for that one's own check, unless it is `told`: then it is told of the step that leads there.
   */
  joins?: 'told' | 'left';
  check(flow: FlowGraph, context: RuleContext): Finding[];
}

export interface RuleContext {
  /** Other flows by id; `null` where they are not known. */
  flows: Readonly<Record<string, unknown>> | null;
  /** Flows that exist as drafts alone and are not published yet. */
  drafts: readonly string[];
  /** The catalogue by product id; `null` where it is not known. */
  products: Record<string, Product> | null;
  /** The calendars by id; `null` where they are not known. */
  calendars: Record<string, Calendar> | null;
  /** The names of the settings that flows read as `settings.name`; `null` where they are not known. */
  settings: readonly string[] | null;
  /** The day of the check, an ISO date; `null`: rules about the calendar's end say nothing. */
  today: string | null;
}

/** A problem before its rule has signed it. */
export interface Finding {
  pointer: string;
  step: string | null;
  messages: Messages;
  brief?: Messages;
  unpublished?: string;
  fix?: Fix | null;
}
