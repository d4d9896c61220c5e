import type { JsonObject } from '../../../schemas/json.js';
import type { GraphStep } from './flow-graph.js';

/** The groups of an experiment; none for other steps and malformed ones. */
export function getArms(step: GraphStep): JsonObject[] {
  const arms = step.type === 'split' ? step.data['arms'] : null;
  return Array.isArray(arms) ? arms.filter((arm): arm is JsonObject => typeof arm === 'object' && arm !== null && !Array.isArray(arm)) : [];
}
