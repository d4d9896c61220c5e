export { checkFlow, hasErrors } from '../../runtime/engine/check/check-flow.js';
export type { Problem } from '../../runtime/engine/check/problem.js';
