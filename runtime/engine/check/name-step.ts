import { localized } from '../prompts/localized.js';
import type { GraphStep } from './flow-graph.js';
import { asTexts, shorten } from './name-parts.js';

/** A step as an English sentence names it: `"Main menu"`; without a title of its own, `"main_menu"`. */
export function inEnglish(step: GraphStep): string {
  return `"${titleOf(step, 'en-US')}"`;
}

/** As a Chinese one does: `“主菜单”`. */
export function inChinese(step: GraphStep): string {
  return `“${titleOf(step, 'zh-CN')}”`;
}

/** Some of a group, for a message about all of it. */
export function nameSome(steps: readonly GraphStep[], name: (step: GraphStep) => string, between: string): string {
  return steps.slice(0, MAX_NAMED).map(name).join(between) + (steps.length > MAX_NAMED ? `${between}…` : '');
}

/** The title of a step without marks around it, else its id. */
export function titleOf({ id, data }: GraphStep, language: string): string {
  return shorten(localized(asTexts(data['title']), language).trim()) || id;
}

const MAX_NAMED = 5;
