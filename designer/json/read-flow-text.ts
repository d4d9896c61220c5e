import type { Flow } from '../../schemas/documents/flow.js';
import type { BothLanguages } from '../../schemas/form-controls.js';

/** A flow that was written by hand. Only the outer shape is asked for here, without which nothing could be shown; the check says the rest. */
export function readFlowText(text: string, id: string): { flow: Flow } | { refusal: BothLanguages } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { refusal: { 'en-US': `This is not JSON yet: ${(error as Error).message}.`, 'zh-CN': `这还不是有效的 JSON：${(error as Error).message}` } };
  }
  const flow = value as Flow;
  if (!isObject(flow) || !isObject(flow.states) || Object.keys(flow.states).length === 0) return refuse('A flow is an object with "states", at least one.', '流程是一个带有“states”的对象，至少有一个步骤。');
  const bare = Object.entries(flow.states).find(([, state]) => !isObject(state) || !isObject(state.meta) || typeof state.meta.step !== 'string');
  if (bare) return refuse(`State "${bare[0]}" needs "meta" with "step", its step type.`, `步骤“${bare[0]}”需要带有步骤类型“step”的“meta”。`);
  if (!isObject(flow.meta) || !Array.isArray(flow.meta.languages) || flow.meta.languages.length === 0) return refuse('"meta" needs "languages", at least one.', '“meta”需要至少一种语言“languages”。');
  if (typeof flow.initial !== 'string' || !flow.states[flow.initial]) return refuse('"initial" must name one of the states.', '“initial”必须是其中一个步骤。');
  if (flow.id !== id) return refuse(`The id of a flow never changes: it must stay "${id}".`, `流程的编号不能改变，必须仍是“${id}”。`);
  return { flow };
}

function refuse(english: string, chinese: string): { refusal: BothLanguages } {
  return { refusal: { 'en-US': english, 'zh-CN': chinese } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
