import type { StepExit } from '../../../schemas/define-step.js';
import type { Finding } from './define-rule.js';
import { personStepOf, type FlowGraph, type GraphStep } from './flow-graph.js';
import { nameOfExit } from './name-parts.js';
import { inChinese, inEnglish } from './name-step.js';
import { createFix, type Fix, type Messages } from './problem.js';

/** Exits a step declares that nothing is connected to, neither here nor for the whole flow. */
export function getMissingConnections(flow: FlowGraph, step: GraphStep): StepExit[] {
  if (!step.exits || step.isFinal || step.definition?.final) return [];
  const connected = new Set(step.connections.map(({ exit }) => exit));
  return step.exits.filter(({ id }) => !connected.has(id) && !flow.shared.has(id));
}

/** A step whose request broke leaves by this exit. */
export function isRequestFailure(exit: StepExit): boolean {
  return exit.kind === 'failure' && exit.id === 'failed';
}

export function missingConnection(flow: FlowGraph, step: GraphStep, exit: StepExit, messages: Messages): Finding {
  return { pointer: step.pointer, step: step.id, messages, fix: connectToPerson(flow, step, exit.id) };
}

function connectToPerson(flow: FlowGraph, step: GraphStep, exit: string): Fix | null {
  const person = personStepOf(flow);
  if (!person) return null;
  const titles = { 'en-US': `Connect "${nameOfExit(step, exit)['en-US']}" to ${inEnglish(person)}`, 'zh-CN': `把“${nameOfExit(step, exit)['zh-CN']}”连到${inChinese(person)}` };
  const hasOn = step.connections.length > 0;
  return createFix(titles, hasOn ? { op: 'add', path: `${step.pointer}/on/${exit}`, value: person.id } : { op: 'add', path: `${step.pointer}/on`, value: { [exit]: person.id } });
}
