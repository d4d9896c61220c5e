import { useComputedColorScheme } from '@mantine/core';
import { Background, BackgroundVariant, BaseEdge, Controls, getSmoothStepPath, MarkerType, MiniMap, ReactFlow, useReactFlow, type Edge, type EdgeProps, type NodeProps, type NodeTypes } from '@xyflow/react';
import { memo, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { StepCard } from '../canvas/StepCard.js';
import { getTitle } from '../canvas/heard-text.js';
import { useCanvasWords } from '../canvas/use-canvas-words.js';
import { useView } from '../drafts/editor.js';
import type { Comparison, Mark } from './compare-flows.js';
import classes from './CompareView.module.css';
import { markLook } from './mark-look.js';
import { getEntry } from '../../schemas/get-entry.js';

/** Both versions on one canvas that cannot be changed. */
export function CompareCanvas({ comparison }: { comparison: Comparison }) {
  const { i18n } = useTranslation();
  const words = useCanvasWords();
  const colorMode = useComputedColorScheme('light');
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const nodes = useMemo(() => createNodes(comparison, reader), [comparison, reader]);
  const edges = useMemo(() => createEdges(comparison), [comparison]);
  // What changed comes first: the whole of a large flow shows nothing.
  const marked = nodes.filter(({ data }) => data.mark).map(({ id }) => ({ id }));
  const view = { maxZoom: 1, minZoom: marked.length > 0 ? 0.3 : 0.08, padding: 0.12, ...(marked.length > 0 && { nodes: marked }) };
  useShown();
  return (
    <div className={classes.canvas}>
      <ReactFlow
        key={reader}
        defaultNodes={nodes}
        defaultEdges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        deleteKeyCode={null}
        edgesFocusable={false}
        ariaLabelConfig={words}
        colorMode={colorMode}
        minZoom={0.08}
        maxZoom={1.6}
        fitView
        fitViewOptions={view}
        onlyRenderVisibleElements={nodes.length > 300}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--tl-dots)" />
        <Controls showInteractive={false} />
        <MiniMap pannable zoomable nodeColor={({ data }) => (data['mark'] ? markLook[data['mark'] as Mark].line : 'var(--tl-edge)')} style={{ width: 150, height: 96 }} />
      </ReactFlow>
    </div>
  );
}

/** A card of the editor, in the frame of what became of it. */
const CompareCard = memo(function CompareCard({ data, ...card }: NodeProps) {
  const { t } = useTranslation();
  const mark = data['mark'] as Mark | undefined;
  const isMoved = data['isMoved'] === true && mark !== 'moved';
  return (
    <div className={classes.card} data-mark={mark} data-compared={card.id} style={mark && { outlineColor: markLook[mark].line }}>
      {mark && (
        <span className={classes.labels}>
          <Label mark={mark} text={t(`compare.marks.${mark}`)} />
          {isMoved && <Label mark="moved" text={t('compare.marks.moved')} />}
        </span>
      )}
      <StepCard {...(card as NodeProps<never>)} data={noData as never} />
    </div>
  );
});

const noData = {};

function Label({ mark, text }: { mark: Mark; text: string }) {
  const { Icon, color } = markLook[mark];
  return (
    <span className={classes.label} style={{ background: color }}>
      <Icon size={12} aria-hidden />
      {text}
    </span>
  );
}

const WayEdge = memo(function WayEdge({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data, markerEnd }: EdgeProps) {
  const [path] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 14, offset: 22 });
  const mark = data?.['mark'] as Mark | undefined;
  const style = mark ? { stroke: markLook[mark].line, strokeWidth: 2.6, strokeDasharray: mark === 'removed' ? '7 5' : undefined } : { stroke: 'var(--tl-edge)', strokeWidth: 1.4, opacity: 0.5 };
  return <BaseEdge path={path} markerEnd={markerEnd} style={style} />;
});

const nodeTypes: NodeTypes = { compared: CompareCard };
const edgeTypes = { way: WayEdge };

function createNodes({ together: { document, layout }, marks, moved }: Comparison, reader: string) {
  const isMoved = new Set(moved);
  return Object.keys(document.states).map((id, at) => ({
    id,
    type: 'compared',
    position: getEntry(layout.positions, id) ?? { x: 40 * at, y: -240 },
    data: { mark: marks[id], isMoved: isMoved.has(id) },
    ariaLabel: getTitle(id, getEntry(document.states, id), reader),
  }));
}

/** Ways of the later version, and of steps that are gone. A way that is gone from a step that stays is told in the list. */
function createEdges({ together: { document }, ways }: Comparison): Edge[] {
  return Object.entries(document.states).flatMap(([source, { on = {} }]) =>
    Object.entries(on)
      .filter(([, target]) => getEntry(document.states, target))
      .map(([exit, target]) => {
        const mark = ways[`${source}.${exit}`];
        return { id: `${source}.${exit}`, type: 'way', source, sourceHandle: exit, target, data: { mark }, zIndex: mark ? 1 : 0, markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: mark ? markLook[mark].line : 'var(--tl-edge)' } };
      }),
  );
}

function useShown(): void {
  const shown = useView((view) => view.shown);
  const { fitView } = useReactFlow();
  useEffect(() => {
    if (shown) void fitView({ nodes: [{ id: shown.step }], duration: 300, maxZoom: 1, minZoom: 0.7, padding: 0.3 });
  }, [shown, fitView]);
}
