import type { FlowDiff } from '../engine/diff/flow-diff.js';
import type { CommandContext } from './command-context.js';

/** A difference a line, in words. */
export function printDiff({ changes }: FlowDiff, language: 'en-US' | 'zh-CN', { print, paint }: CommandContext): void {
  if (changes.length === 0) return print(language === 'zh-CN' ? '没有差别。' : 'No differences.');
  for (const { kind, messages } of changes) print(`${marks[kind] === '+' ? paint.good('+') : marks[kind] === '-' ? paint.bad('-') : paint.warn('~')} ${messages[language]}`);
}

const marks: Partial<Record<FlowDiff['changes'][number]['kind'], string>> = { step_added: '+', step_removed: '-' };
