import { idPattern } from '../../schemas/documents/flow.js';

const MAX_LENGTH = 60;

/** A readable id that no step has yet: `main_menu`, then `main_menu_2`. Once published an id stays; people rename titles. */
export function createStepId(wanted: string, taken: Record<string, unknown>): string {
  const base = toId(wanted) || 'step';
  if (!Object.hasOwn(taken, base)) return base;
  for (let number = 2; ; number += 1) {
    const id = `${base}_${number}`;
    if (!Object.hasOwn(taken, id)) return id;
  }
}

/** Words to an id; empty where no Latin letter is left to make one of, as with a Chinese title. */
export function toId(words: string): string {
  const id = words.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '').slice(0, MAX_LENGTH).replace(/_+$/, '');
  return new RegExp(idPattern).test(id) ? id : '';
}

/** As an id of a flow, which is written with hyphens. */
export function toFlowId(words: string): string {
  return toId(words).replaceAll('_', '-');
}
