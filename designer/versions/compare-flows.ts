import { diffFlows } from '../../runtime/engine/diff/diff-flows.js';
import type { FlowDiff } from '../../runtime/engine/diff/flow-diff.js';
import { renameSteps } from '../../runtime/engine/diff/match-renames.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Draft } from '../drafts/draft-store.js';
import { getEntry } from '../../schemas/get-entry.js';

export type Mark = 'added' | 'removed' | 'changed' | 'moved';

/** Two versions as one picture. */
export interface Comparison {
  diff: FlowDiff;
  /** The later version, with the steps that are gone where they stood. */
  together: Draft;
  marks: Record<string, Mark>;
  /** `step.exit` of ways that are new, gone, or lead elsewhere. */
  ways: Record<string, 'added' | 'removed'>;
  /** Steps whose box stands elsewhere, changed ones too; a move alone is nothing a caller hears. */
  moved: string[];
}

/** Pixels a box is moved before it counts: less is a snap to the grid. */
const MOVED_PIXELS = 20;

export function compareFlows(before: Draft, after: Draft): Comparison {
  const diff = diffFlows(before.document, after.document);
  const renames = new Map(diff.steps.renamed.map(({ from, to }) => [from, to]));
  const earlier = renameSteps(before.document, renames);
  const placed = Object.fromEntries(Object.entries(before.layout.positions).map(([id, place]) => [renames.get(id) ?? id, place]));
  const gone = Object.fromEntries(diff.steps.removed.map((id) => [id, getEntry(earlier.states, id)!]));
  const moved = Object.keys(after.document.states).filter((id) => isMoved(getEntry(placed, id), getEntry(after.layout.positions, id)));
  const { added, removed, changed, renamed } = diff.steps;
  const marks: Record<string, Mark> = Object.fromEntries([
    ...moved.map((id) => [id, 'moved'] as const),
    ...renamed.map(({ to }) => [to, 'changed'] as const),
    ...changed.map((id) => [id, 'changed'] as const),
    ...added.map((id) => [id, 'added'] as const),
    ...removed.map((id) => [id, 'removed'] as const),
  ]);
  const removedPlaces = Object.fromEntries(removed.flatMap((id) => (getEntry(placed, id) ? [[id, getEntry(placed, id)!]] : [])));
  return {
    diff,
    moved,
    marks,
    ways: compareWays(earlier, after.document),
    together: {
      document: { ...after.document, states: { ...after.document.states, ...gone } },
      layout: { flow: after.layout.flow, positions: { ...after.layout.positions, ...removedPlaces } },
    },
  };
}

/** Every way of a step, as it leads now; where it led before it stands in the list. */
function compareWays(before: Flow, after: Flow): Comparison['ways'] {
  const [old, fresh] = [waysOf(before), waysOf(after)];
  return Object.fromEntries([
    ...[...old].filter(([way]) => !fresh.has(way)).map(([way]) => [way, 'removed'] as const),
    ...[...fresh].filter(([way, target]) => old.get(way) !== target).map(([way]) => [way, 'added'] as const),
  ]);
}

function waysOf({ states }: Flow): Map<string, string> {
  return new Map(Object.entries(states).flatMap(([id, { on = {} }]) => Object.entries(on).map(([exit, target]) => [`${id}.${exit}`, target] as const)));
}

function isMoved(one: { x: number; y: number } | undefined, other: { x: number; y: number } | undefined): boolean {
  return one !== undefined && other !== undefined && Math.hypot(one.x - other.x, one.y - other.y) >= MOVED_PIXELS;
}
