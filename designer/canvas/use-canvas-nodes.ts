import { applyNodeChanges, type NodeChange, type NodePositionChange } from '@xyflow/react';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../drafts/edits.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { frameOf, isStepNode, moveNodes } from '../drafts/layout-edits.js';
import { alignBox, boxAround, type Guide } from './align-boxes.js';
import { boxOf, createNodes, type CanvasNode } from './canvas-nodes.js';
import { getMembers } from './frame-members.js';
import { getEntry } from '../../schemas/get-entry.js';

const noGuides: Guide[] = [];

/**
 * What stands on the canvas. Places come from the draft; a card on its way under the pointer is the canvas's own matter until it is
 * dropped, so that a drag is one step of undo and costs no save. `still`: it takes no keys. `keys`: the ids under which to tell those it does.
 */
export function useCanvasNodes(still: boolean) {
  const { drafts, view, mayEdit } = useEditor();
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const document = useDraft((draft) => draft.document);
  const layout = useDraft((draft) => draft.layout);
  const selected = useView((state) => state.selected);
  const [drawn, setDrawn] = useState<CanvasNode[]>([]);
  const [guides, setGuides] = useState<Guide[]>(noGuides);
  const latest = useRef(drawn);
  const carried = useRef<Map<string, Place> | null>(null);

  const draw = useCallback((change: (before: CanvasNode[]) => CanvasNode[]) => {
    latest.current = change(latest.current);
    setDrawn(latest.current);
  }, []);

  const id = useId();
  const keys = useMemo(() => (still ? undefined : { step: `${id}step`, mark: `${id}mark`, folded: `${id}folded` }), [id, still]);

  useEffect(() => {
    const words = { reader, keys, card: t('canvas.a11y.card'), note: t('canvas.note.title'), frame: (title: string) => `${t('canvas.frame.title')}: ${title}` };
    draw((before) => createNodes(document, layout, before, words));
  }, [document, layout, reader, t, draw, keys]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const selections = changes.filter((change) => change.type === 'select');
      if (selections.length > 0) takeSelection(view, selections);
      const moves = changes.filter((change): change is NodePositionChange => change.type === 'position' && change.position !== undefined);
      const isDrag = moves.length > 0;
      if (isDrag) {
        carried.current ??= getMembers(moves.map((move) => move.id), latest.current, drafts.getState().layout);
        setGuides(placeMoves(moves, latest.current, carried.current));
      }
      const carriedAlong = isDrag && carried.current ? carry(moves, latest.current, carried.current) : [];
      const others = changes.filter((change) => change.type !== 'select' && change.type !== 'remove');
      if (others.length > 0) draw((before) => applyNodeChanges([...others, ...carriedAlong], before).map((node, at) => withMeasured(node, before[at])));
      if (!moves.some((move) => move.dragging === false)) return;
      carried.current = null;
      setGuides(noGuides);
      drop([...moves, ...carriedAlong]);
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- drop reads the stores alone
    [drafts, view, mayEdit, draw],
  );

  function drop(moves: NodePositionChange[]): void {
    const { layout: before, edit } = drafts.getState();
    const stood = (id: string): Place | undefined => (isStepNode(id) ? getEntry(before.positions, id) : undefined);
    const moved = moves.filter((move) => stood(move.id)?.x !== move.position!.x || stood(move.id)?.y !== move.position!.y);
    if (moved.length > 0 && mayEdit) edit(moveNodes(Object.fromEntries(moved.map((move) => [move.id, roundPlace(move.position!)]))));
  }

  const nodes = useMemo(() => {
    const chosen = new Set(selected);
    return drawn.map((node) => (chosen.has(node.id) === (node.selected ?? false) ? node : { ...node, selected: chosen.has(node.id) }));
  }, [drawn, selected]);

  return { nodes, guides, onNodesChange, keys };
}

type View = ReturnType<typeof useEditor>['view'];

function takeSelection(view: View, changes: { id: string; selected: boolean }[]): void {
  const { selected, panel, active, look } = view.getState();
  const after = new Set(selected);
  for (const change of changes) (change.selected ? after.add(change.id) : after.delete(change.id));
  const ids = [...after];
  if (ids.length === selected.length && ids.every((id) => selected.includes(id))) return;
  const last = changes.findLast((change) => change.selected)?.id;
  look({ selected: ids, active: last ?? active, panel: panel === 'step' && !(ids.length === 1 && isStepNode(ids[0]!)) ? null : panel });
}

/** Changes the moves so that what is moved snaps into line with its neighbours, and answers the lines. */
function placeMoves(moves: NodePositionChange[], drawn: CanvasNode[], carried: Map<string, Place>): Guide[] {
  const moving = new Map(moves.map((move) => [move.id, move]));
  const boxes = drawn.flatMap((node) => (moving.has(node.id) ? [{ ...boxOf(node), ...moving.get(node.id)!.position! }] : []));
  if (boxes.length === 0) return noGuides;
  const others = drawn.filter((node) => !moving.has(node.id) && !carried.has(node.id) && frameOf(node.id) === null).map(boxOf);
  const { shift, guides } = alignBox(boxAround(boxes), others);
  if (shift.x !== 0 || shift.y !== 0) for (const move of moves) move.position = { x: move.position!.x + shift.x, y: move.position!.y + shift.y };
  return guides.length > 0 ? guides : noGuides;
}

/** What stands in a moved frame moves with it. */
function carry(moves: NodePositionChange[], drawn: CanvasNode[], carried: Map<string, Place>): NodePositionChange[] {
  if (carried.size === 0) return [];
  const frame = moves.find((move) => frameOf(move.id) !== null);
  const stood = frame && drawn.find((node) => node.id === frame.id)?.position;
  if (!frame || !stood) return [];
  const by = { x: frame.position!.x - stood.x, y: frame.position!.y - stood.y };
  return [...carried].map(([id, place]) => {
    const position = { x: place.x + by.x, y: place.y + by.y };
    carried.set(id, position);
    return { id, type: 'position', position, dragging: frame.dragging };
  });
}

/** Once a card is drawn its real handles count, not those it was thought to have. */
function withMeasured(node: CanvasNode, before: CanvasNode | undefined): CanvasNode {
  if (node === before || !node.measured || !node.handles) return node;
  const { handles: _guessed, ...drawn } = node;
  return drawn as CanvasNode;
}

function roundPlace({ x, y }: Place): Place {
  return { x: Math.round(x), y: Math.round(y) };
}
