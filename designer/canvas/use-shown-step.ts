import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { getFoldedSteps } from '../drafts/branch-of.js';
import { useEditor, useView } from '../drafts/editor.js';
import { setFolded, setFrame } from '../drafts/layout-edits.js';

/** Moves to a step that something led to, such as a problem, and along with the call that is tried. */
export function useShownStep(): void {
  const { drafts } = useEditor();
  const shown = useView((view) => view.shown);
  const lit = useView((view) => view.lit);
  const { fitView } = useReactFlow();
  useEffect(() => {
    if (!shown) return;
    unfoldOver(shown.step);
    // One frame later a panel has taken its place, and a card that was folded away is drawn.
    const frame = requestAnimationFrame(() => void fitView({ nodes: [{ id: shown.step }], duration: 300, maxZoom: 1, minZoom: 0.7, padding: 0.3 }));
    return () => cancelAnimationFrame(frame);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a wish is followed once
  }, [shown, fitView]);
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
