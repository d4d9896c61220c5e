import type { StepDefinition, StepExit } from '../../schemas/define-step.js';
import { definitions } from '../../schemas/definitions.js';
import type { FlowState } from '../../schemas/documents/flow.js';

export const stepTypes: Record<string, StepDefinition> = definitions;

/** The exits of a step as the canvas shows them. `known` is false for one that the flow connects but the step type does not declare. */
export type CanvasExit = StepExit & { target: string | null; known: boolean };

/** A half-written step may not be readable for its own type; then the exits it is connected by are what is left to show. */
export function getExits(state: FlowState): CanvasExit[] {
  const declared = getDeclaredExits(state);
  const connected = Object.keys(state.on ?? {}).filter((id) => !declared.some((exit) => exit.id === id));
  const stray = connected.map((id): CanvasExit => ({ id, label: { 'en-US': id, 'zh-CN': id }, kind: 'next', target: state.on?.[id] ?? null, known: false }));
  return [...declared.map((exit): CanvasExit => ({ ...exit, target: state.on?.[exit.id] ?? null, known: true })), ...stray];
}

function getDeclaredExits(state: FlowState): StepExit[] {
  const definition = stepTypes[state.meta.step];
  if (!definition || definition.final) return [];
  try {
    return definition.exits(state.meta as never);
  } catch {
    return [];
  }
}
