import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect } from 'react';
import { useEditor } from '../drafts/editor.js';
import type { View } from '../drafts/view-store.js';
import { canvasElement } from './canvas-element.js';
import { boxOf, type CanvasNode } from './canvas-nodes.js';
import { leastPan, revealBox } from './reveal-box.js';

/** Frames to wait for a card that is about to be drawn. */
const MOST_FRAMES = 20;

/** Keeps the selected card in view when its form, or another panel, takes a part of the canvas. A card that is dragged is left alone. */
export function useSeenStep(still: boolean): void {
  const { view } = useEditor();
  const { getNode, getViewport } = useReactFlow<CanvasNode>();
  const reveal = useReveal();
  useEffect(() => {
    if (still) return;
    return view.subscribe((now, before) => {
      const [step] = now.selected;
      const isNew = now.panel === 'step' && (before.panel !== 'step' || before.selected[0] !== step);
      const opens = (now.panel !== before.panel && now.panel !== null) || (now.phoneOpen && !before.phoneOpen);
      if (!step || now.selected.length !== 1 || (!isNew && !(opens && isSeen(step)))) return;
      afterLayout(() => isStill(now, view.getState()) && reveal(step));
    });
    function isSeen(step: string): boolean {
      const [node, canvas, viewport] = [getNode(step), canvasElement()?.getBoundingClientRect(), getViewport()];
      return Boolean(node && canvas && leastPan(viewport, boxOf(node), canvas) === viewport);
    }
  }, [still, view, reveal, getNode, getViewport]);
}

/** Moves the view to a node by the least pan, once it is drawn. */
export function useReveal(): (node: string) => void {
  const { getNode, getNodes, getViewport, setViewport } = useReactFlow<CanvasNode>();
  return useCallback(
    (id) => {
      const show = (frames: number): void => {
        const node = getNode(id);
        if (!node) return void (frames > 0 && requestAnimationFrame(() => show(frames - 1)));
        if (!getNodes().some(({ dragging }) => dragging)) revealBox({ getViewport, setViewport }, boxOf(node));
      };
      show(MOST_FRAMES);
    },
    [getNode, getNodes, getViewport, setViewport],
  );
}

function isStill(then: View, now: View): boolean {
  return now.selected.length === 1 && now.selected[0] === then.selected[0] && now.panel === then.panel;
}

/** One frame for React to draw the panel, one for the canvas to have its new size. */
export function afterLayout(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
