import type { Flow } from '../../schemas/documents/flow.js';
import { checkFlow } from '../engine/check/check-flow.js';
import type { Messages, Problem } from '../engine/check/problem.js';
import { compileFlow } from '../engine/compile-flow.js';
import { TrunklineError } from '../errors.js';

/** Why a flow cannot even start; empty where it can. A draft with lesser errors runs as far as it goes. */
export function findRunProblems(document: Flow): Problem[] {
  try {
    const compiled = compileFlow(document, 'draft');
    if (compiled.steps.has(document.initial)) return [];
    return errorsOf(document, { 'en-US': `The first step is "${document.initial}", which does not exist. Set "initial" to a step of the flow.`, 'zh-CN': `第一步“${document.initial}”不存在。请把流程中的某个步骤设为第一步。` });
  } catch (error) {
    return errorsOf(document, messagesOf(error));
  }
}

function errorsOf(document: Flow, messages: Messages): Problem[] {
  const errors = checkFlow(document).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors;
  return [{ rule: 'cannot-run', severity: 'error', pointer: '', step: null, message: messages['en-US'], messages, fix: null }];
}

function messagesOf(error: unknown): Messages {
  if (error instanceof TrunklineError) return error.messages;
  const message = error instanceof Error ? error.message : String(error);
  return { 'en-US': message, 'zh-CN': message };
}
