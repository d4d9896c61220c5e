import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../schemas/documents/flow.js';
import { moveSteps, type Place } from '../drafts/edits.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { stepTypes } from '../drafts/step-types.js';
import { getTitle } from './heard-text.js';
import type { StepNode } from './StepCard.js';

/**
 * The cards of the canvas. Where they stand comes from the draft; a card on its way under the pointer is the canvas's own matter
 * until it is dropped, so that a drag is one step of undo and costs no save.
 */
export function useCanvasNodes() {
  const { drafts, view, mayEdit } = useEditor();
  const { i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const document = useDraft((draft) => draft.document);
  const positions = useDraft((draft) => draft.layout.positions);
  const selected = useView((state) => state.selected);
  const [drawn, setDrawn] = useState<StepNode[]>([]);

  useEffect(() => {
    setDrawn((before) => createNodes(document, positions, new Map(before.map((node) => [node.id, node])), reader));
  }, [document, positions, reader]);

  const onNodesChange = useCallback(
    (changes: NodeChange<StepNode>[]) => {
      const selections = changes.filter((change) => change.type === 'select');
      if (selections.length > 0) takeSelection(view, selections);
      setDrawn((before) => applyNodeChanges(changes.filter((change) => change.type !== 'select' && change.type !== 'remove'), before));
      const dropped = changes.flatMap((change): [string, Place][] => (change.type === 'position' && change.dragging === false && change.position ? [[change.id, change.position]] : []));
      const moved = dropped.filter(([id, { x, y }]) => drafts.getState().layout.positions[id]?.x !== x || drafts.getState().layout.positions[id]?.y !== y);
      if (moved.length > 0 && mayEdit) drafts.getState().edit(moveSteps(Object.fromEntries(moved)), `move ${moved.map(([id]) => id).join()}`);
    },
    [drafts, view, mayEdit],
  );

  const nodes = useMemo(() => {
    const chosen = new Set(selected);
    return drawn.map((node) => (chosen.has(node.id) === (node.selected ?? false) ? node : { ...node, selected: chosen.has(node.id) }));
  }, [drawn, selected]);

  return { nodes, onNodesChange };
}

type View = ReturnType<typeof useEditor>['view'];

/** One step selected, by pointer or by key, opens its form. */
function takeSelection(view: View, changes: { id: string; selected: boolean }[]): void {
  const { selected, panel, look, select } = view.getState();
  const after = new Set(selected);
  for (const change of changes) (change.selected ? after.add(change.id) : after.delete(change.id));
  const ids = [...after];
  if (ids.length === selected.length && ids.every((id) => selected.includes(id))) return;
  if (ids.length === 1) select(ids[0]!);
  else look({ selected: ids, panel: panel === 'step' ? null : panel });
}

function createNodes(flow: Flow, positions: Record<string, Place>, before: Map<string, StepNode>, reader: string): StepNode[] {
  let unplaced = 0;
  return Object.keys(flow.states).map((id) => {
    const position = positions[id] ?? { x: 40 * unplaced, y: -220 - 40 * unplaced++ };
    const ariaLabel = labelOf(flow, id, reader);
    const known = before.get(id);
    if (known && known.position.x === position.x && known.position.y === position.y && known.ariaLabel === ariaLabel) return known;
    return { ...known, id, type: 'step', position, data: known?.data ?? {}, ariaLabel };
  });
}

function labelOf(flow: Flow, id: string, reader: string): string {
  const state = flow.states[id]!;
  const type = inLanguage(stepTypes[state.meta.step]?.title, reader) || state.meta.step;
  return `${getTitle(id, state, reader)} (${type})`;
}
