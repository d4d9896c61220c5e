import { useHotkeys } from '@mantine/hooks';
import { useMay } from '../app/SignedIn.js';
import { useEditor } from '../drafts/editor.js';
import type { CanvasActions } from './use-canvas-actions.js';
import { useUndo } from './use-undo.js';

/** The keys of the editor: those with Ctrl wherever the focus is, single ones while it is on the canvas; none while a flow is opened over it (`covered`), which has its own. Those of a card stand in use-canvas-keys.ts. */
export function useEditorKeys(actions: CanvasActions, covered: boolean): void {
  const { autosave, view, mayEdit } = useEditor();
  const mayTry = useMay('flows.try');
  const { look } = view.getState();
  const { undo, redo } = useUndo();
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
    ['A', () => mayEdit && isOnCanvas() && look({ paletteOpen: true, adding: null })],
    ['/', () => mayEdit && isOnCanvas() && look({ paletteOpen: true, adding: null })],
    ['N', () => mayEdit && isOnCanvas() && actions.addNote()],
    ['G', () => mayEdit && isOnCanvas() && actions.frame()],
    ['P', () => mayTry && isOnCanvas() && look({ phoneOpen: true })],
    ['E', () => isOnCanvas() && look({ panel: 'problems' })],
    ['shift+Digit1', () => isOnCanvas() && actions.zoomToFit(), byPlace],
    ['shift+Digit2', () => isOnCanvas() && actions.zoomToSelection(), byPlace],
    ['shift+Digit0', () => isOnCanvas() && actions.zoomToFull(), byPlace],
    ['shift+?', () => isOnCanvas() && look({ keysShown: true })],
    ['Escape', () => look({ paletteOpen: false, adding: null })],
  ]);
}

/** The place of the key, not what stands on it: a shifted digit is another sign on every keyboard. */
const byPlace = { preventDefault: true, usePhysicalKeys: true };

/** Single letters are commands of the canvas: not of a link or a button beside it, where a voice or a slip of the hand says them. */
function isOnCanvas(): boolean {
  const focused = document.activeElement;
  if (!focused || !isFree()) return false;
  // A click on the ground of the canvas gives the focus to what is around it.
  return focused.closest('[data-canvas]') !== null || (wasPressed && focused.querySelector('[data-canvas]') !== null);
}

/** Whether the pointer was last used on the canvas. */
let wasPressed = false;
document.addEventListener('pointerdown', ({ target }) => (wasPressed = target instanceof Element && target.closest('[data-canvas]') !== null), true);

/** Commands only where nobody writes or dials. */
function isFree(): boolean {
  return !document.activeElement?.closest('input, textarea, select, [contenteditable="true"], [data-dials], [role="dialog"], [role="menu"]');
}
