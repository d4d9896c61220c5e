import { BaseEdge, getSmoothStepPath, type Edge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { StepExit } from '../../schemas/define-step.js';

export type ExitEdgeData = Edge<{ kind: StepExit['kind']; passed: boolean; near: boolean }, 'exit'>;

/** The way from an exit to a step: strong where the caller chose it, quiet where it is what happens else, lit where the tried call went. */
export const ExitEdge = memo(function ExitEdge(props: EdgeProps<ExitEdgeData>) {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data, markerEnd, selected } = props;
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 14, offset: 22 });
  const bright = selected || data?.near;
  const quiet = data?.kind === 'failure' && !bright && !data.passed;
  return (
    <BaseEdge
      path={path}
      markerEnd={markerEnd}
      interactionWidth={18}
      style={{
        stroke: data?.passed || bright ? 'var(--tl-lit)' : 'var(--tl-edge)',
        strokeWidth: data?.passed ? 3 : bright ? 2.4 : quiet ? 1.2 : 1.8,
        strokeDasharray: data?.kind === 'failure' && !data.passed ? '4 5' : undefined,
        opacity: quiet ? 0.55 : 1,
      }}
    />
  );
});
