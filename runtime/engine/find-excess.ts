import type { Json } from '../../schemas/json.js';
import { MAX_VALUES_CHARACTERS, MAX_VALUE_DEPTH } from './call-state.js';

/** Why values are more than a call may keep; `null` where they are not. Looks at no more than it needs, and is safe at any depth. */
export function findExcess(values: Json): string | null {
  let characters = 0;
  const open: { value: Json; depth: number }[] = [{ value: values, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    characters += 2 + (typeof value === 'string' ? value.length : 6);
    if (characters > MAX_VALUES_CHARACTERS) return `they have more than ${MAX_VALUES_CHARACTERS} characters.`;
    if (value === null || typeof value !== 'object') continue;
    if (depth >= MAX_VALUE_DEPTH) return `something in them is nested more than ${MAX_VALUE_DEPTH} times.`;
    for (const [name, inner] of Object.entries(value)) {
      characters += name.length;
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  return null;
}
