import { useView } from '../drafts/editor.js';
import type { FormProperty } from './form-schema.js';
import { useWords } from './use-words.js';

/** Controls that show the problems of their parts at the parts. */
const holdsFields = new Set(['choices', 'outcomes', 'assignments', 'rows', 'group', 'conditions']);

/** The first problem that belongs to a field: at its pointer, or inside it where it has no fields of its own. */
export function useFieldProblem(pointer: string, property: FormProperty): string | null {
  const { reader } = useWords();
  const inside = !holdsFields.has(property.control);
  return useView((view) => {
    const problem = view.problems.find((found) => found.pointer === pointer || (inside && found.pointer.startsWith(`${pointer}/`)));
    return problem ? (problem.brief ?? problem.messages)[reader] : null;
  });
}
