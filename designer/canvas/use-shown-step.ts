import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { getFoldedSteps } from '../drafts/branch-of.js';
import { useEditor, useView } from '../drafts/editor.js';
import { setFolded, setFrame } from '../drafts/layout-edits.js';
import { afterLayout, useReveal } from './use-seen-step.js';

/** Below this no words can be read: who is led to a step is brought nearer to it. */
const READABLE_ZOOM = 0.35;

/** Moves to a step that something led to, such as a problem, and along with the call that is tried. */
export function useShownStep(): void {
  const { drafts } = useEditor();
  const shown = useView((view) => view.shown);
  const lit = useView((view) => view.lit);
  const { fitView, getZoom } = useReactFlow();
  const reveal = useReveal();
  useEffect(() => {
    if (!shown) return;
    unfoldOver(shown.step);
    // A panel has taken its place then, and a card that was folded away is drawn.
    afterLayout(() => {
      if (getZoom() >= READABLE_ZOOM) reveal(shown.step);
      else void fitView({ nodes: [{ id: shown.step }], duration: 300, maxZoom: 1, minZoom: 0.7, padding: 0.3 });
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a wish is followed once
  }, [shown, fitView, getZoom, reveal]);
  useEffect(() => {
    const frame = lit ? requestAnimationFrame(() => void fitView({ nodes: [{ id: lit }], duration: 350, maxZoom: 0.85, minZoom: 0.6, padding: 0.4 })) : 0;
    return () => cancelAnimationFrame(frame);
  }, [lit, fitView]);

  /** What is folded over the step is unfolded, so that it can be seen. */
  function unfoldOver(step: string): void {
    const { document, layout, edit } = drafts.getState();
    for (const frame of layout.frames ?? []) if (frame.folded?.includes(step)) edit(setFrame(frame.id, { folded: undefined }));
    for (const over of layout.folded ?? []) if (getFoldedSteps(document, [over]).has(step)) edit(setFolded(over, false));
  }
}
