import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
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
function useReveal(): (node: string) => void {
  const { getNodes, getViewport, setViewport } = useReactFlow<CanvasNode>();
  const whenDrawn = useWhenDrawn();
  return useCallback((id) => whenDrawn(id, (node) => getNodes().some(({ dragging }) => dragging) || revealBox({ getViewport, setViewport }, boxOf(node))), [whenDrawn, getNodes, getViewport, setViewport]);
}

/** Waits until a node is drawn and its size is known, and no longer than that takes; who waits for another by then waits in vain. */
export function useWhenDrawn(): (node: string, act: (node: CanvasNode) => void) => void {
  const { getNode } = useReactFlow<CanvasNode>();
  const latest = useRef(0);
  return useCallback(
    (id, act) => {
      const mine = (latest.current += 1);
      const look = (frames: number): void => {
        if (mine !== latest.current) return;
        const node = getNode(id);
        if (frames > 0 && !node?.measured?.width) return void requestAnimationFrame(() => look(frames - 1));
        if (node) act(node);
      };
      look(MOST_FRAMES);
    },
    [getNode],
  );
}

function isStill(then: View, now: View): boolean {
  return now.selected.length === 1 && now.selected[0] === then.selected[0] && now.panel === then.panel;
}

/** One frame for React to draw the panel, one for the canvas to have its new size. */
export function afterLayout(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
