import { useHotkeys } from '@mantine/hooks';
import { createStepId } from '../drafts/create-step-id.js';
import { duplicateStep } from '../drafts/edits.js';
import { useEditor, type Editor } from '../drafts/editor.js';
import { besides, findFreePlace } from './place-step.js';

/** The keys of the editor. */
export function useEditorKeys(): void {
  const editor = useEditor();
  const { view, mayEdit } = editor;
  const { look } = view.getState();
  const undo = () => editor.drafts.temporal.getState().undo();
  const redo = () => editor.drafts.temporal.getState().redo();
  const plain = useTyping();
  useHotkeys(
    mayEdit
      ? [
          ['mod+Z', undo],
          ['mod+shift+Z', redo],
          ['mod+Y', redo],
          ['mod+S', () => void editor.autosave.flush().catch(() => undefined)],
        ]
      : [],
    // Also in fields: what is typed there is the draft's, and is taken back with it.
    [],
  );
  useHotkeys([
    ['mod+D', () => mayEdit && duplicateSelected(editor)],
    ['A', () => mayEdit && plain() && look({ paletteOpen: true, adding: null })],
    ['P', () => plain() && look({ phoneOpen: true })],
    ['E', () => plain() && look({ panel: 'problems' })],
    ['Escape', () => look({ paletteOpen: false, adding: null })],
  ]);
}

/** Copies the one selected step and opens the copy. */
export function duplicateSelected({ drafts, view }: Editor): void {
  const { selected, goTo } = view.getState();
  const { document, layout, edit } = drafts.getState();
  const source = selected.length === 1 ? selected[0] : undefined;
  if (!source || !document.states[source]) return;
  const id = createStepId(source.replace(/_\d+$/, ''), document.states);
  edit(duplicateStep(source, id, findFreePlace(besides(layout.positions[source] ?? { x: 0, y: 0 }), layout.positions)));
  goTo(id);
}

/** Single letters are commands only where nobody writes or dials. */
function useTyping(): () => boolean {
  return () => !document.activeElement?.closest('input, textarea, [contenteditable="true"], [data-dials], [role="dialog"]');
}
