import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { useEditor } from '../drafts/editor.js';
import { canvasElement, nodeElement } from './canvas-element.js';
import { boxOf, type CanvasNode } from './canvas-nodes.js';
import { revealBox } from './reveal-box.js';

/** Frames to wait for a card that is drawn only once it is in view. */
const MOST_FRAMES = 20;

/** From farther off the words of a card that gets the focus could not be read. */
const READABLE_ZOOM = 0.6;

/** Gives a card the focus, moving the view as little as it takes where the card is not wholly in sight. */
export function useFocusCard(): (id: string) => void {
  const { view } = useEditor();
  const { getNode, getViewport, setViewport, setCenter } = useReactFlow<CanvasNode>();
  return useCallback(
    (id) => {
      view.getState().look({ active: id });
      const bringIntoView = (frames: number): void => {
        const node = getNode(id);
        // A card that was just added is drawn a moment later.
        if (!node) return void (frames > 0 && requestAnimationFrame(() => bringIntoView(frames - 1)));
        const canvas = canvasElement()?.getBoundingClientRect();
        const { x, y, zoom } = getViewport();
        const box = boxOf(node);
        const [left, top] = [box.x * zoom + x, box.y * zoom + y];
        const isSeen = canvas && left >= 0 && top >= 0 && left + box.width * zoom <= canvas.width && top + Math.min(box.height * zoom, canvas.height) <= canvas.height;
        if (!isSeen && zoom >= READABLE_ZOOM) revealBox({ getViewport, setViewport }, box, 0);
        else if (!isSeen) void setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: READABLE_ZOOM, duration: 0 });
        focusWhenDrawn(id, frames);
      };
      bringIntoView(MOST_FRAMES);
    },
    [getNode, getViewport, setViewport, setCenter, view],
  );
}

function focusWhenDrawn(id: string, frames: number): void {
  const card = nodeElement(id);
  card?.focus({ preventScroll: true });
  // Until its size is known a card is hidden, and takes no focus.
  if (document.activeElement !== card && frames > 0) requestAnimationFrame(() => focusWhenDrawn(id, frames - 1));
}
