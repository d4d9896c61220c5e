import { checkTemplate, type TemplateCheck } from '../prompts/check-template.js';
import type { FlowGraph, GraphStep } from './flow-graph.js';
import { pointerTo } from './pointer.js';
import { isTemplate, type StepText } from './step-texts.js';

/** A template of a flow, with what is known of it. */
export interface FlowTemplate {
  step: GraphStep;
  text: StepText;
  /** Of this one language. */
  pointer: string;
  check: TemplateCheck;
}

/** Every template that is rendered in a call. Labels are not. */
export function getTemplates(flow: FlowGraph): FlowTemplate[] {
  const before = checked.get(flow);
  if (before) return before;
  const found = flow.steps.flatMap((step) => step.texts.filter((text) => text.role !== 'label').flatMap((text) => readTemplates(step, text)));
  checked.set(flow, found);
  return found;
}

/** Several rules ask for the same templates of one flow. */
const checked = new WeakMap<FlowGraph, FlowTemplate[]>();

function readTemplates(step: GraphStep, text: StepText): FlowTemplate[] {
  return [...text.byLanguage]
    .filter(([, template]) => isTemplate(template))
    .map(([language, template]) => ({ step, text, pointer: language ? text.pointer + pointerTo(language) : text.pointer, check: checkOnce(template) }));
}

/** Twice the prompts of the largest flow: whoever types changes one of them, and the others need no second look. */
const MAX_CHECKED_TEMPLATES = 10_000;

const known = new Map<string, TemplateCheck>();

function checkOnce(template: string): TemplateCheck {
  const before = known.get(template);
  if (before) return before;
  if (known.size >= MAX_CHECKED_TEMPLATES) known.clear();
  const check = checkTemplate(template);
  known.set(template, check);
  return check;
}

/** Liquid's own word for a filter that does not exist. */
export function isUnknownFilter(check: TemplateCheck): boolean {
  return check.error?.startsWith('There is no filter') ?? false;
}
