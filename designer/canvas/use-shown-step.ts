import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { getEntry } from '../../schemas/get-entry.js';
import { getFoldedSteps } from '../drafts/branch-of.js';
import type { DraftStore } from '../drafts/draft-store.js';
import { useEditor, useView } from '../drafts/editor.js';
import { setFolded, setFrame } from '../drafts/layout-edits.js';
import { boxAround } from './align-boxes.js';
import { canvasElement } from './canvas-element.js';
import { boxOf, type CanvasNode } from './canvas-nodes.js';
import { fitBox, leastPan } from './reveal-box.js';
import { afterLayout, useWhenDrawn } from './use-seen-step.js';

/** Below this no words can be read: who is led to a step is brought nearer to it. */
const READABLE_ZOOM = 0.35;

/** A flow is readable before it is complete: a large one opens at its first step. */
const START_ZOOM = 0.6;

const START_MARGIN = 0.12;

/** How near the view comes to a step that a link or a problem leads to, and to the one a call is at, whose ways on are of interest too. */
const NEAR_ZOOM = 1;
const CALL_ZOOM = 0.85;

const MOVE_MILLISECONDS = 300;

/**
 * Moves the view to a step that something led to, such as a problem, and along with the call that is tried or replayed. Answers what
 * opens the canvas: at the step that is asked for, at that of the call, or at the start. All three are one mover, where the last wish
 * holds: two that each began to move the view would leave it in between.
 */
export function useShownStep(): (asked: string | null) => void {
  const { drafts, view } = useEditor();
  const shown = useView((state) => state.shown);
  const lit = useView((state) => state.lit);
  const { fitView, getNode, getNodes, getViewport, setViewport } = useReactFlow<CanvasNode>();
  const whenDrawn = useWhenDrawn();
  /** What the view has followed; nothing until the canvas is open. */
  const followed = useRef<{ shown: typeof shown; lit: typeof lit } | null>(null);

  const moveTo = useCallback(
    (step: string, { nearest, duration, pans }: { nearest: number; duration: number; pans: boolean }) => {
      unfoldOver(drafts, step);
      whenDrawn(step, (node) => {
        const canvas = canvasElement()?.getBoundingClientRect();
        if (!canvas) return;
        const box = boxOf(node);
        const before = getViewport();
        const after = pans && before.zoom >= READABLE_ZOOM ? leastPan(before, box, canvas) : fitBox(box, canvas, { from: READABLE_ZOOM, to: nearest });
        // Also where nothing has to move: a move to another step that is still under way ends here.
        void setViewport(after, { duration: after === before || isCalm() ? 0 : duration, ...(after.zoom === before.zoom && { interpolate: 'linear' }) });
      });
    },
    [drafts, whenDrawn, getViewport, setViewport],
  );

  useEffect(() => {
    const before = followed.current;
    if (!before) return;
    followed.current = { shown, lit };
    const isLed = shown !== null && shown !== before.shown;
    const isCall = lit !== null && (lit !== before.lit || (isLed && shown.step === lit));
    if (!isLed && !isCall) return;
    const [step, move] = isCall ? [lit, { nearest: CALL_ZOOM, pans: false }] : [shown!.step, { nearest: NEAR_ZOOM, pans: true }];
    // A panel has taken its place then.
    afterLayout(() => moveTo(step, { ...move, duration: MOVE_MILLISECONDS }));
  }, [shown, lit, moveTo]);

  return useCallback(
    (asked) => {
      const state = view.getState();
      followed.current = { shown: state.shown, lit: state.lit };
      const { initial, states } = drafts.getState().document;
      const step = [state.lit, state.shown?.step, asked].find((one) => one && getEntry(states, one));
      if (step) return moveTo(step, { nearest: step === state.lit ? CALL_ZOOM : NEAR_ZOOM, duration: 0, pans: false });
      const [first, canvas] = [getNode(initial), canvasElement()?.getBoundingClientRect()];
      if (!first || !canvas) return;
      const all = boxAround(getNodes().map(boxOf));
      if (Math.min(canvas.width / all.width, canvas.height / all.height) / (1 + START_MARGIN) >= START_ZOOM) return void fitView({ padding: START_MARGIN, maxZoom: 1 });
      const zoom = 0.8;
      void setViewport({ x: 60 - first.position.x * zoom, y: 200 - first.position.y * zoom, zoom });
    },
    [drafts, view, moveTo, fitView, getNode, getNodes, setViewport],
  );
}

/** What is folded over the step is unfolded, so that it can be seen. */
function unfoldOver(drafts: DraftStore, step: string): void {
  const { document, layout, edit } = drafts.getState();
  for (const frame of layout.frames ?? []) if (frame.folded?.includes(step)) edit(setFrame(frame.id, { folded: undefined }));
  for (const over of layout.folded ?? []) if (getFoldedSteps(document, [over]).has(step)) edit(setFolded(over, false));
}

/** Whether the reader wants nothing to glide. */
function isCalm(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
