import type { Flow } from '../../schemas/documents/flow.js';
import { checkFlow } from '../engine/check/check-flow.js';
import type { Problem } from '../engine/check/problem.js';
import { compileFlow } from '../engine/compile-flow.js';

/** Why a flow cannot even start; empty where it can. A draft with lesser errors runs as far as it goes. */
export function findRunProblems(document: Flow): Problem[] {
  try {
    const compiled = compileFlow(document, 'draft');
    if (compiled.steps.has(document.initial)) return [];
    return errorsOf(document, `The first step is "${document.initial}", which does not exist. Set "initial" to a step of the flow.`);
  } catch (error) {
    return errorsOf(document, error instanceof Error ? error.message : String(error));
  }
}

function errorsOf(document: Flow, message: string): Problem[] {
  const errors = checkFlow(document).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors;
  return [{ rule: 'cannot-run', severity: 'error', pointer: '', step: null, message, messages: { 'en-US': message, 'zh-CN': message }, fix: null }];
}
