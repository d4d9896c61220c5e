import { createStepId } from '../drafts/create-step-id.js';
import { duplicateStep } from '../drafts/edits.js';
import type { Editor } from '../drafts/editor.js';
import { CARD_WIDTH, estimateHeight } from './card-size.js';
import { besides, findStepPlace } from './place-step.js';
import { getTaken } from './taken-boxes.js';
import { getEntry } from '../../schemas/get-entry.js';

/** Copies the one selected step, with what its exits lead to, and opens the copy. Answers its id. */
export function duplicateSelected({ drafts, view }: Editor): string | null {
  const { selected, goTo } = view.getState();
  const { document, layout, edit } = drafts.getState();
  const source = selected.length === 1 ? selected[0] : undefined;
  if (!source || !getEntry(document.states, source)) return null;
  const id = createStepId(source.replace(/_\d+$/, ''), document.states);
  const wanted = { ...besides(getEntry(layout.positions, source) ?? { x: 0, y: 0 }), width: CARD_WIDTH, height: estimateHeight(getEntry(document.states, source)!) };
  edit(duplicateStep(source, id, findStepPlace(wanted, getTaken({ document, layout }, []), null)));
  goTo(id);
  return id;
}
