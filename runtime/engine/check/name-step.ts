import type { GraphStep } from './flow-graph.js';
import { localized } from '../prompts/localized.js';

/** A step as an English sentence names it: `"Main menu" (main_menu)`; without a title of its own, `"main_menu"`. */
export function inEnglish(step: GraphStep): string {
  const title = titleOf(step, 'en-US');
  return title === null ? `"${step.id}"` : `"${title}" (${step.id})`;
}

/** As a Chinese one does: `“主菜单”（main_menu）`. */
export function inChinese(step: GraphStep): string {
  const title = titleOf(step, 'zh-CN');
  return title === null ? `“${step.id}”` : `“${title}”（${step.id}）`;
}

/** Some of a group, for a message about all of it. */
export function nameSome(steps: readonly GraphStep[], name: (step: GraphStep) => string, between: string): string {
  return steps.slice(0, MAX_NAMED).map(name).join(between) + (steps.length > MAX_NAMED ? `${between}…` : '');
}

const MAX_NAMED = 5;

/** Titles are of any length; a message only points. */
const MAX_TITLE_CHARACTERS = 40;

function titleOf({ id, data }: GraphStep, language: string): string | null {
  const title = data['title'];
  if (typeof title !== 'object' || title === null || Array.isArray(title)) return null;
  const texts = Object.entries(title).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const found = localized(Object.fromEntries(texts), language).trim();
  if (found === '' || found === id) return null;
  return found.length > MAX_TITLE_CHARACTERS ? `${found.slice(0, MAX_TITLE_CHARACTERS)}…` : found;
}
