import { BaseEdge, useReactFlow, type Edge, type EdgeProps } from '@xyflow/react';
import { memo, use, useMemo, type MouseEvent } from 'react';
import type { StepExit } from '../../schemas/define-step.js';
import type { Place } from '../drafts/edits.js';
import { useEditor } from '../drafts/editor.js';
import classes from './Edges.module.css';
import { RouterContext } from './RouterContext.js';

export type ExitEdgeData = Edge<{ kind: StepExit['kind']; passed: boolean; uncovered: boolean; near: boolean; lane: number; exit: string | null }, 'exit'>;

/** The way from an exit to a step: strong where the caller chose it, quiet where it is what happens else, lit where the tried call went, dashed wide where no scenario went. */
export const ExitEdge = memo(function ExitEdge({ source, sourceX, sourceY, targetX, targetY, data, markerEnd, selected }: EdgeProps<ExitEdgeData>) {
  const router = use(RouterContext);
  const lane = data?.lane ?? 0;
  const { path, middle } = useMemo(() => {
    const points = router.route({ from: { x: sourceX, y: sourceY }, to: { x: targetX, y: targetY }, lane });
    return { path: drawPath(points), middle: getMiddle(points) };
  }, [router, sourceX, sourceY, targetX, targetY, lane]);
  const bright = selected || data?.near;
  const untried = data?.uncovered && !data.passed;
  const quiet = data?.kind === 'failure' && !bright && !data.passed && !untried;
  return (
    <>
      <BaseEdge
        path={path}
        markerEnd={markerEnd}
        interactionWidth={18}
        style={{
          stroke: untried ? 'var(--tl-warning)' : data?.passed || bright ? 'var(--tl-lit)' : 'var(--tl-edge)',
          strokeWidth: data?.passed ? 3 : bright ? 2.4 : quiet ? 1.2 : 1.8,
          strokeDasharray: untried ? '10 6' : data?.kind === 'failure' && !data.passed ? '4 5' : undefined,
          opacity: quiet ? 0.55 : 1,
        }}
      />
      {data?.exit && <InsertButton step={source} exit={data.exit} at={middle} />}
    </>
  );
});

/** Puts a step in between. Only the pointer sees it; for keys the same is on the card. */
function InsertButton({ step, exit, at }: { step: string; exit: string; at: Place }) {
  const { view, mayEdit } = useEditor();
  const { flowToScreenPosition } = useReactFlow();
  if (!mayEdit) return null;
  const open = (event: MouseEvent): void => {
    event.stopPropagation();
    const { x, y } = flowToScreenPosition(at);
    view.getState().look({ paletteOpen: true, adding: { step, exit, at: { x, y }, onLine: true } });
  };
  return (
    <g className={classes.insert} transform={`translate(${at.x} ${at.y})`} onClick={open} data-insert={`${step}.${exit}`}>
      <circle r={11} />
      <path d="M-5 0H5M0 -5V5" />
    </g>
  );
}

const ROUND = 10;

/** A line through points at right angles, its corners rounded as far as there is room. */
export function drawPath(points: Place[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, at) => {
    const after = rest[at + 1];
    if (!after) return void (path += `L${point.x} ${point.y}`);
    const before = points[at]!;
    const round = Math.min(ROUND, distance(before, point) / 2, distance(point, after) / 2);
    const [enter, leave] = [towards(point, before, round), towards(point, after, round)];
    path += `L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`;
  });
  return path;
}

function towards(from: Place, to: Place, by: number): Place {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}

function distance(a: Place, b: Place): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** The middle of the longest piece. */
function getMiddle(points: Place[]): Place {
  let best = { length: -1, at: points[0] ?? { x: 0, y: 0 } };
  for (let at = 1; at < points.length; at += 1) {
    const [a, b] = [points[at - 1]!, points[at]!];
    const length = distance(a, b);
    if (length > best.length) best = { length, at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  }
  return best.at;
}
