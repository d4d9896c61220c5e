import { enUs } from './en-us.js';
import type { Language } from './language.js';
import { zhCn } from './zh-cn.js';

/** All languages; the first of a prefix stands in for its relatives (en-GB is read as en-US). */
export const LANGUAGES: readonly Language[] = [zhCn, enUs];

/**
 * The language that reads figures for a tag: the same tag, else the same prefix, else English,
 * because a figure must always be said somehow. Case and `_` for `-` do not matter.
 */
export function findLanguage(tag: string): Language {
  const wanted = tag.toLowerCase().replaceAll('_', '-');
  const known = remembered.get(wanted);
  if (known) return known;
  const found =
    LANGUAGES.find((language) => language.tag.toLowerCase() === wanted) ?? LANGUAGES.find((language) => getPrefix(language.tag) === getPrefix(wanted)) ?? enUs;
  if (remembered.size < MAX_REMEMBERED) remembered.set(wanted, found);
  return found;
}

/** `zh` of `zh-CN`, in lower case. */
export function getPrefix(tag: string): string {
  return (tag.split(/[-_]/, 1)[0] ?? '').toLowerCase();
}

/** Tags come from flows, which hold a few; the bound is for those that do not. */
const MAX_REMEMBERED = 100;
const remembered = new Map<string, Language>();
