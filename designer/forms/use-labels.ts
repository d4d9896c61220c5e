import type { ControlProps } from './form-schema.js';
import { useWords } from './use-words.js';

/** What all inputs have in common: title, help, problem, and the words that stand in an empty one. */
export function useLabels({ property, error }: Pick<ControlProps, 'property' | 'error'>) {
  const { say, help } = useWords();
  const standing = property.placeholder ?? (property.schema.default === undefined || property.schema.default === '' ? undefined : String(property.schema.default));
  return {
    label: say(property.title),
    description: help(property.help) || undefined,
    error: error ?? undefined,
    placeholder: standing,
    size: 'sm' as const,
  };
}
