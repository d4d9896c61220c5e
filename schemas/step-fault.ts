/**
 * A step that cannot do what its data asks, found only in the call. The engine records it by `code`, and the caller hears an apology and
 * reaches a person. `reason` names the fix.
 */
export function stepFault(code: 'template_failed' | 'invalid_flow', reason: string): Error & { code: string } {
  return Object.assign(new Error(reason), { name: 'StepFault', code });
}
