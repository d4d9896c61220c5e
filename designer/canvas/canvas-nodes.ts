import { Position, type Node, type NodeHandle } from '@xyflow/react';
import type { Flow, FlowLayout, FlowState } from '../../schemas/documents/flow.js';
import { getFoldedSteps } from '../drafts/branch-of.js';
import { inLanguage } from '../drafts/in-language.js';
import { frameNode, noteNode } from '../drafts/layout-edits.js';
import { getExits, stepTypes } from '../drafts/step-types.js';
import type { Box } from './box-index.js';
import { CARD_WIDTH, estimateHeight, estimateRow } from './card-size.js';
import { getTitle } from './heard-text.js';
import { FOLDED_SIZE, NOTE_SIZE } from './mark-sizes.js';
import { getEntry } from '../../schemas/get-entry.js';

export type StepNode = Node<Record<string, never>, 'step'>;
export type NoteNode = Node<{ id: string }, 'note'>;
export type FrameNode = Node<{ id: string }, 'frame'>;
export type CanvasNode = StepNode | NoteNode | FrameNode;

/** What takes keys of its own on the canvas. */
export type KeysOf = 'step' | 'mark' | 'folded';

/** Words for a screen reader, in the reader's language. */
export interface NodeWords {
  reader: string;
  card: string;
  note: string;
  frame(title: string): string;
  /** Where it is told which keys a card takes: ids of elements of the page, or none where it takes none. */
  keys?: Record<KeysOf, string>;
}

/**
 * Everything that stands on the canvas, as React Flow wants it: frames below, then cards, then notes. What did not change stays the same
 * object, so that it is not drawn again; where nothing did, the answer is `before` itself. Steps of a folded frame or branch are left out.
 */
export function createNodes(flow: Flow, layout: FlowLayout, before: CanvasNode[], words: NodeWords): CanvasNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const hidden = getHiddenSteps(flow, layout);
  const isLarge = Object.keys(flow.states).length > DRAW_ALL_UP_TO;
  let unplaced = 0;
  const frames = (layout.frames ?? []).map(({ id, x, y, width, height, title, folded }) =>
    keep<FrameNode>(known, {
      ...{ id: frameNode(id), type: 'frame', position: { x, y }, data: { id }, zIndex: folded ? 0 : -1, dragHandle: '[data-drag-frame]', ariaLabel: words.frame(title), connectable: false },
      ...(folded ? FOLDED_SIZE : { width, height }),
      style: { pointerEvents: folded ? 'all' : 'none' },
      ...spoken(words.card, words.keys?.[folded ? 'folded' : 'mark']),
    }),
  );
  const steps = Object.keys(flow.states).flatMap((id) => {
    const state = getEntry(flow.states, id)!;
    const position = getEntry(layout.positions, id) ?? { x: 40 * unplaced, y: -220 - 40 * unplaced++ };
    if (hidden.has(id)) return [];
    const type = inLanguage(getEntry(stepTypes, state.meta.step)?.title, words.reader) || state.meta.step;
    const guess = isLarge && !known.has(id) ? { measured: { width: CARD_WIDTH, height: estimateHeight(state) + NO_REAL_HEIGHT }, handles: guessHandles(state) } : {};
    return [keep<StepNode>(known, { id, type: 'step', position, data: {}, ariaLabel: `${getTitle(id, state, words.reader)} (${type})`, ...spoken(words.card, words.keys?.step), ...guess })];
  });
  const notes = (layout.notes ?? []).map(({ id, x, y, text, width = NOTE_SIZE.width, height = NOTE_SIZE.height }) =>
    keep<NoteNode>(known, { id: noteNode(id), type: 'note', position: { x, y }, data: { id }, width, height, ariaLabel: `${words.note}: ${text}`, connectable: false, ...spoken(words.note, words.keys?.mark) }),
  );
  const all = [...frames, ...steps, ...notes];
  return all.length === before.length && all.every((node, at) => node === before[at]) ? before : all;
}

/** A guess that no card can have, so that the real size and the real handles are taken as soon as the card is drawn. */
const NO_REAL_HEIGHT = 0.37;

/** Above this many steps only those in view are drawn: panning stays smooth, at the price of a little at each move. */
export const DRAW_ALL_UP_TO = 300;

export function getHiddenSteps(flow: Flow, layout: FlowLayout): Set<string> {
  const hidden = getFoldedSteps(flow, layout.folded);
  for (const frame of layout.frames ?? []) for (const step of frame.folded ?? []) hidden.add(step);
  return hidden;
}

/** Where a node stands, as it is drawn or will be. */
export function boxOf(node: CanvasNode): Box {
  const width = node.measured?.width ?? node.width ?? node.initialWidth ?? CARD_WIDTH;
  return { ...node.position, width, height: node.measured?.height ?? node.height ?? node.initialHeight ?? 160 };
}

/** Nodes get the focus from the canvas's own keys; to Tab the whole canvas is one stop. */
function spoken(role: string, keys: string | undefined): Pick<CanvasNode, 'ariaRole' | 'domAttributes'> {
  return { ariaRole: 'group', domAttributes: { tabIndex: -1, 'aria-roledescription': role, 'aria-describedby': keys } as CanvasNode['domAttributes'] };
}

function keep<N extends CanvasNode>(known: Map<string, CanvasNode>, next: N): N {
  const before = known.get(next.id) as N | undefined;
  if (!before) return next;
  const same = before.position.x === next.position.x && before.position.y === next.position.y && before.ariaLabel === next.ariaLabel && before.width === next.width && before.height === next.height && before.zIndex === next.zIndex;
  const isSpokenSame = (['aria-roledescription', 'aria-describedby'] as const).every((name) => before.domAttributes?.[name] === next.domAttributes?.[name]);
  return same && isSpokenSame ? before : { ...before, ...next };
}

/** Where handles will be, for cards that are not drawn: lines to them are drawn all the same. */
function guessHandles(state: FlowState): NodeHandle[] {
  const size = { width: 12, height: 12 };
  const exits = getExits(state).map((exit, at): NodeHandle => ({ id: exit.id, type: 'source', position: Position.Right, x: CARD_WIDTH - 6, y: estimateRow(state, at) - 6, ...size }));
  return [{ type: 'target', position: Position.Left, x: -6, y: 21, ...size }, ...exits];
}
