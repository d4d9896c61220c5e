import { createMachine, transition, type AnyStateMachine } from 'xstate';
import type { StepDefinition, StepExit } from '../../schemas/define-step.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { JsonObject } from '../../schemas/json.js';
import { definitions } from '../../schemas/definitions.js';
import { fail } from '../errors.js';
import type { SpeechSettings } from './settle-speech.js';
import { getEntry } from '../../schemas/get-entry.js';

/** A flow that runs: its XState machine and, by step id, the definition and data of each step. Built once a version. */
export interface CompiledFlow {
  flow: Flow;
  version: string;
  machine: AnyStateMachine;
  steps: Map<string, CompiledStep>;
  /** Key → exit, for the whole flow. */
  keys: Record<string, string>;
  languages: string[];
  /** How its prompts are spoken. */
  speech: SpeechSettings;
  timeZone: string;
  /** The step that follows when `step` leaves by `exit`. Throws `unknown_exit` and `exit_without_target`. */
  next(step: string, exit: string): string;
  /** Where a person is, for a call that meets an error; `null` where the flow has no such key. */
  personStep: string | null;
  /** Flow id → the version this one runs as its subflow, for ever. */
  subflows: Readonly<Record<string, string>>;
}

export interface CompiledStep {
  id: string;
  definition: StepDefinition;
  data: JsonObject;
  exits: Map<string, StepExit>;
}

export function compileFlow(flow: Flow, version: string, subflows: Readonly<Record<string, string>> = {}): CompiledFlow {
  const machine = createMachine(flow as never) as AnyStateMachine;
  const steps = new Map(Object.keys(flow.states).map((id) => [id, compileStep(flow, id)]));
  const globalExits = new Set(Object.keys(flow.on ?? {}));
  const targets = new Map<string, string>();

  function next(step: string, exit: string): string {
    const key = `${step}.${exit}`;
    const known = targets.get(key);
    if (known) return known;
    const declared = steps.get(step)?.exits.has(exit) || globalExits.has(exit);
    if (!declared) throw fail('unknown_exit', { step, exit });
    const target = transit(machine, step, exit);
    if (!target) throw fail('exit_without_target', { step, exit });
    targets.set(key, target);
    return target;
  }

  return {
    flow,
    version,
    machine,
    steps,
    keys: flow.meta.keys ?? {},
    languages: flow.meta.languages,
    speech: { languages: flow.meta.languages, voices: flow.meta.voices ?? {} },
    timeZone: flow.meta.timeZone ?? 'Asia/Shanghai',
    next,
    personStep: flow.on?.['person']?.slice(1) ?? null,
    subflows,
  };
}

function compileStep(flow: Flow, id: string): CompiledStep {
  const state = getEntry(flow.states, id)!;
  const definition = getEntry(definitions, state.meta.step);
  if (!definition) throw fail('unknown_step_type', { step: id, type: state.meta.step });
  const data = state.meta as JsonObject;
  return { id, definition, data, exits: new Map(definition.exits(data as never).map((exit) => [exit.id, exit])) };
}

/** Asks the machine itself; the answer is kept, since a flat machine without context always gives the same. */
function transit(machine: AnyStateMachine, step: string, exit: string): string | null {
  const snapshot = machine.resolveState({ value: step, context: {} });
  if (!snapshot.can({ type: exit })) return null;
  const [after] = transition(machine, snapshot, { type: exit });
  return String(after.value);
}
