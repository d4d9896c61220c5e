import { getEntry } from '../../schemas/get-entry.js';
import type { Draft } from '../drafts/draft-store.js';
import { moveNodes, noteNode, setFrame } from '../drafts/layout-edits.js';
import { CARD_WIDTH, estimateHeight } from './card-size.js';
import { nodeElement } from './canvas-element.js';
import { FRAME_MARGIN, NOTE_SIZE } from './mark-sizes.js';
import { pushDown } from './push-down.js';

type Change = (draft: Draft) => Draft;

/** A change of a step; where its card gets more exits by it, what stands below makes room in the same change. */
export function growCard(step: string, change: Change): Change {
  return (draft) => {
    const after = change(draft);
    const [old, now] = [getEntry(draft.document.states, step), getEntry(after.document.states, step)];
    const place = getEntry(draft.layout.positions, step);
    const more = old && now && old !== now ? estimateHeight(now) - estimateHeight(old) : 0;
    if (!place || more <= 0) return after;
    const height = heightOf(draft, step);
    return makeRoom(after, { box: { id: step, ...place, width: CARD_WIDTH, height }, height: height + more });
  };
}

function makeRoom(draft: Draft, grown: Parameters<typeof pushDown>[0]): Draft {
  const { positions, notes = [], frames = [] } = draft.layout;
  const cards = Object.keys(draft.document.states).flatMap((id) => {
    const place = getEntry(positions, id);
    return place ? [{ id, ...place, width: CARD_WIDTH, height: () => heightOf(draft, id) }] : [];
  });
  const slips = notes.map(({ id, x, y, width = NOTE_SIZE.width, height = NOTE_SIZE.height }) => ({ id: noteNode(id), x, y, width, height: () => height }));
  const open = frames.filter(({ folded }) => !folded).map((frame) => ({ ...frame, margin: FRAME_MARGIN }));
  const { rows, heights } = pushDown(grown, [...cards, ...slips], open);
  const across = new Map([...cards, ...slips].map(({ id, x }) => [id, x]));
  const moved = moveNodes(Object.fromEntries(Object.entries(rows).map(([id, y]) => [id, { x: across.get(id)!, y }])))(draft);
  return Object.entries(heights).reduce((before, [id, height]) => setFrame(id, { height: Math.round(height) })(before), moved);
}

/** As the card is drawn, else guessed. */
function heightOf({ document }: Draft, step: string): number {
  const state = getEntry(document.states, step);
  return nodeElement(step)?.offsetHeight || (state ? estimateHeight(state) : 0);
}
