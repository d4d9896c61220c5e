import { useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { createStepId } from '../drafts/create-step-id.js';
import { addStep, connectExit } from '../drafts/edits.js';
import { useEditor } from '../drafts/editor.js';
import { besides, findFreePlace } from './place-step.js';

/** Adds a step where there is room: at the end of a dragged exit, beside the selected step, or in the middle of what is seen. */
export function useAddStep(): (type: string) => void {
  const { drafts, view } = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  return useCallback(
    (type) => {
      const { document, layout, edit } = drafts.getState();
      const { selected, adding, look, goTo } = view.getState();
      const id = createStepId(type, document.states);
      const near = selected.length === 1 ? layout.positions[selected[0]!] : undefined;
      const canvas = window.document.querySelector('.react-flow')?.getBoundingClientRect();
      const middle = canvas ? { x: canvas.x + canvas.width / 2 - 130, y: canvas.y + canvas.height / 3 } : { x: 0, y: 0 };
      const wanted = adding ? screenToFlowPosition({ x: adding.at.x, y: adding.at.y - 27 }) : near ? besides(near) : screenToFlowPosition(middle);
      const add = addStep(id, type, findFreePlace(wanted, layout.positions));
      edit((draft) => (adding ? connectExit(adding.step, adding.exit, id)(add(draft)) : add(draft)));
      look({ paletteOpen: false, adding: null });
      goTo(id);
    },
    [drafts, view, screenToFlowPosition],
  );
}
