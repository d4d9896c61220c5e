import { getEntry } from '../../schemas/get-entry.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { BothLanguages } from '../../schemas/form-controls.js';

/** A flow that was written by hand. Only the outer shape is asked for here, without which nothing could be shown; the check says the rest. Without `id` it may have any. */
export function readFlowText(text: string, id?: string): { flow: Flow } | { refusal: BothLanguages } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { refusal: { 'en-US': `This is not JSON yet: ${(error as Error).message}.`, 'zh-CN': `这还不是有效的 JSON：${(error as Error).message}` } };
  }
  const refusal = refuseShape(value, id);
  return refusal ? { refusal } : { flow: value as Flow };
}

/** What of the outer shape is not there, without which a flow cannot be drawn; `null` for nothing. */
export function refuseShape(flow: unknown, id?: string): BothLanguages | null {
  if (!isObject(flow) || !isObject(flow['states']) || Object.keys(flow['states']).length === 0) return both('A flow is an object with "states", at least one.', '流程是一个带有“states”的对象，至少有一个步骤。');
  const { states, meta, initial, on } = flow as { states: Record<string, unknown>; meta: unknown; initial: unknown; on: unknown };
  if (Object.hasOwn(states, '__proto__')) return both('No step can be called "__proto__": take another name.', '步骤不能命名为“__proto__”，请换一个编号。');
  for (const [step, state] of Object.entries(states)) {
    if (!isObject(state) || !isObject(state['meta']) || typeof state['meta']['step'] !== 'string') return both(`State "${step}" needs "meta" with "step", its step type.`, `步骤“${step}”需要带有步骤类型“step”的“meta”。`);
    if (!isTargets(state['on'])) return both(`"on" of state "${step}" must lead each exit to the name of a step, as { "next": "goodbye" }.`, `步骤“${step}”的“on”必须把每个出口连到一个步骤的编号，例如 { "next": "goodbye" }。`);
  }
  if (!isTargets(on)) return both('"on" of the flow must lead each exit to a step, as { "person": ".agent" }.', '流程的“on”必须把每个出口连到一个步骤，例如 { "person": ".agent" }。');
  if (!isObject(meta) || !Array.isArray(meta['languages']) || meta['languages'].length === 0 || !meta['languages'].every((language) => typeof language === 'string')) return both('"meta" needs "languages", at least one.', '“meta”需要至少一种语言“languages”。');
  if (typeof initial !== 'string' || !getEntry(states, initial)) return both('"initial" must name one of the states.', '“initial”必须是其中一个步骤。');
  return id === undefined || flow['id'] === id ? null : both(`The id of a flow never changes: it must stay "${id}".`, `流程的编号不能改变，必须仍是“${id}”。`);
}

function isTargets(on: unknown): boolean {
  return on === undefined || (isObject(on) && Object.values(on).every((target) => typeof target === 'string'));
}

function both(english: string, chinese: string): BothLanguages {
  return { 'en-US': english, 'zh-CN': chinese };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
