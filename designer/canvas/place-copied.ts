import type { Flow } from '../../schemas/documents/flow.js';
import type { CopiedSteps } from '../drafts/clipboard.js';
import type { Place } from '../drafts/edits.js';
import { boxAround } from './align-boxes.js';
import type { LayoutRequest } from './arrange-steps.js';
import type { Box } from './box-index.js';
import { CARD_WIDTH, estimateHeight } from './card-size.js';
import { NOTE_SIZE } from './mark-sizes.js';
import { getEntry } from '../../schemas/get-entry.js';

type ComputeLayout = (flow: Flow, request?: LayoutRequest) => Promise<Record<string, Place>>;

/** Copied steps that have no places of their own, such as those of a flow file, are laid out. */
export async function layOutCopied(copied: CopiedSteps, computeLayout: ComputeLayout): Promise<CopiedSteps> {
  const ids = Object.keys(copied.states);
  const stood = new Set(ids.flatMap((id) => (getEntry(copied.positions, id) ? [`${getEntry(copied.positions, id)!.x} ${getEntry(copied.positions, id)!.y}`] : [])));
  if (stood.size === ids.length) return copied;
  const initial = copied.initial && getEntry(copied.states, copied.initial) ? copied.initial : ids[0]!;
  const flow: Flow = { id: 'copied', initial, meta: { specVersion: '1.0', name: 'Copied', languages: [] }, states: copied.states };
  return { ...copied, positions: await computeLayout(flow, { anew: true }) };
}

/** The box around everything that was copied. */
export function blockOf({ states, positions, notes = [], frames = [] }: CopiedSteps): Box {
  const cards = Object.entries(states).map(([id, state]) => ({ ...(getEntry(positions, id) ?? { x: 0, y: 0 }), width: CARD_WIDTH, height: estimateHeight(state) }));
  const slips = notes.map(({ x, y, width = NOTE_SIZE.width, height = NOTE_SIZE.height }) => ({ x, y, width, height }));
  return boxAround([...cards, ...slips, ...frames]);
}
