import type { StepDefinition, StepExit } from '../../schemas/define-step.js';
import { definitions } from '../../schemas/definitions.js';
import type { FlowState } from '../../schemas/documents/flow.js';
import { getEntry } from '../../schemas/get-entry.js';

export const stepTypes: Record<string, StepDefinition> = definitions;

/** The exits of a step as the canvas shows them. `known` is false for one that the flow connects but the step type does not declare. */
export type CanvasExit = StepExit & { target: string | null; known: boolean };

/** A half-written step may not be readable for its own type; then the exits it is connected by are what is left to show. */
export function getExits(state: FlowState): CanvasExit[] {
  const declared = getDeclaredExits(state);
  const connected = Object.keys(state.on ?? {}).filter((id) => !declared.some((exit) => exit.id === id));
  const stray = connected.map((id): CanvasExit => ({ id, label: { 'en-US': id, 'zh-CN': id }, kind: 'next', target: targetOf(state, id), known: false }));
  return [...declared.map((exit): CanvasExit => ({ ...exit, target: targetOf(state, exit.id), known: true })), ...stray];
}

function getDeclaredExits(state: FlowState): StepExit[] {
  const definition = getEntry(stepTypes, state.meta.step);
  if (!definition || definition.final) return [];
  try {
    return definition.exits(state.meta as never).flatMap(readExit);
  } catch {
    return [];
  }
}

/** Names and keys of exits come out of the draft, where anything may stand. What has no name is no exit. */
function readExit({ key, ...exit }: StepExit): StepExit[] {
  if (typeof exit.id !== 'string' || exit.id === '') return [];
  return [{ ...exit, ...(typeof key === 'string' && { key }) }];
}

function targetOf(state: FlowState, exit: string): string | null {
  const target: unknown = getEntry(state.on, exit);
  return typeof target === 'string' ? target : null;
}
