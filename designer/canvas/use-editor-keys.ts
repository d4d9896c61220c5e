import { useHotkeys } from '@mantine/hooks';
import { useEditor } from '../drafts/editor.js';
import type { CanvasActions } from './use-canvas-actions.js';

/** The keys of the editor, wherever the focus is; none while a flow is opened over it (`covered`), which has its own. Those of a card stand in use-canvas-keys.ts. */
export function useEditorKeys(actions: CanvasActions, covered: boolean): void {
  const { drafts, autosave, view, mayEdit } = useEditor();
  const { look } = view.getState();
  const undo = () => drafts.temporal.getState().undo();
  const redo = () => drafts.temporal.getState().redo();
  const find = () => look({ panel: 'find' });
  useHotkeys(
    covered ? [] : mayEdit
      ? [
          ['mod+Z', undo],
          ['mod+shift+Z', redo],
          ['mod+Y', redo],
          ['mod+S', () => void autosave.flush().catch(() => undefined)],
          ['mod+F', find],
          ['mod+H', find],
        ]
      : [['mod+F', find]],
    // Also in fields: what is typed there is the draft's, and is taken back with it.
    [],
  );
  useHotkeys(covered ? [] : [
    ['mod+D', () => isFree() && actions.duplicate()],
    ['mod+A', () => isFree() && actions.selectAll()],
    ['A', () => mayEdit && isFree() && look({ paletteOpen: true, adding: null })],
    ['/', () => mayEdit && isFree() && look({ paletteOpen: true, adding: null })],
    ['N', () => mayEdit && isFree() && actions.addNote()],
    ['G', () => mayEdit && isFree() && actions.frame()],
    ['P', () => isFree() && look({ phoneOpen: true })],
    ['E', () => isFree() && look({ panel: 'problems' })],
    ['shift+Digit1', () => isFree() && actions.zoomToFit(), byPlace],
    ['shift+Digit2', () => isFree() && actions.zoomToSelection(), byPlace],
    ['shift+Digit0', () => isFree() && actions.zoomToFull(), byPlace],
    ['shift+?', () => isFree() && look({ keysShown: true })],
    ['Escape', () => look({ paletteOpen: false, adding: null })],
  ]);
}

/** The place of the key, not what stands on it: a shifted digit is another sign on every keyboard. */
const byPlace = { preventDefault: true, usePhysicalKeys: true };

/** Single letters are commands only where nobody writes or dials. */
function isFree(): boolean {
  return !document.activeElement?.closest('input, textarea, select, [contenteditable="true"], [data-dials], [role="dialog"], [role="menu"]');
}
