import '@xyflow/react/dist/base.css';
import '@xyflow/react/dist/style.css';
import './groups.css';
import { useComputedColorScheme } from '@mantine/core';
import { Background, BackgroundVariant, Controls, MarkerType, MiniMap, ReactFlow, useReactFlow, type FinalConnectionState, type ReactFlowInstance } from '@xyflow/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { connectExit } from '../drafts/edits.js';
import { useEditor, useView } from '../drafts/editor.js';
import classes from './Editor.module.css';
import { ExitEdge, type ExitEdgeData } from './ExitEdge.js';
import { GRID } from './auto-layout.js';
import { StepCard, type StepNode } from './StepCard.js';
import { useCanvasEdges } from './use-canvas-edges.js';
import { useCanvasNodes } from './use-canvas-nodes.js';
import { useCanvasWords } from './use-canvas-words.js';
import { useDeletion } from './use-deletion.js';

const nodeTypes = { step: StepCard };
const edgeTypes = { exit: ExitEdge };
const snapGrid: [number, number] = [GRID, GRID];
const edgeDefaults = { markerEnd: { type: MarkerType.ArrowClosed, width: 15, height: 15, color: 'var(--tl-edge)' } };

/** Above this many steps only those in view are drawn: panning stays smooth, at the price of a little at each move. */
const DRAW_ALL_UP_TO = 300;

export function FlowCanvas() {
  const { drafts, view, mayEdit } = useEditor();
  const { nodes, onNodesChange } = useCanvasNodes();
  const { edges, onEdgesChange } = useCanvasEdges();
  const { i18n } = useTranslation();
  const words = useCanvasWords();
  const deletion = useDeletion();
  const colorMode = useComputedColorScheme('light');
  useShownStep();

  const connect = (step: string | null, exit: string | null | undefined, target: string | null | undefined): void => {
    if (step && exit && target) drafts.getState().edit(connectExit(step, exit, target));
  };
  const endConnection = (event: MouseEvent | TouchEvent, connection: FinalConnectionState): void => {
    if (connection.toHandle || !connection.fromNode || !connection.fromHandle?.id) return;
    const point = 'changedTouches' in event ? event.changedTouches[0] : event;
    const below = point && document.elementFromPoint(point.clientX, point.clientY);
    const target = below?.closest<HTMLElement>('[data-step]')?.dataset['step'];
    if (target) connect(connection.fromNode.id, connection.fromHandle.id, target);
    else if (below?.closest('.react-flow') && point) {
      view.getState().look({ paletteOpen: true, adding: { step: connection.fromNode.id, exit: connection.fromHandle.id, at: { x: point.clientX, y: point.clientY } } });
    }
  };

  return (
    <ReactFlow
      key={i18n.resolvedLanguage}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      defaultEdgeOptions={edgeDefaults}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onNodeClick={(_event, node) => view.getState().select(node.id)}
      onPaneClick={() => view.getState().select(null)}
      onConnect={({ source, sourceHandle, target }) => connect(source, sourceHandle, target)}
      onConnectEnd={endConnection}
      onBeforeDelete={deletion}
      deleteKeyCode={mayEdit ? ['Delete', 'Backspace'] : null}
      nodesDraggable={mayEdit}
      nodesConnectable={mayEdit}
      ariaLabelConfig={words}
      colorMode={colorMode}
      snapToGrid
      snapGrid={snapGrid}
      connectionRadius={28}
      minZoom={0.1}
      maxZoom={1.6}
      onInit={(flow) => void showStart(flow, drafts.getState().document.initial)}
      onlyRenderVisibleElements={nodes.length > DRAW_ALL_UP_TO}
      elevateEdgesOnSelect={false}
      zIndexMode="manual"
    >
      <Background variant={BackgroundVariant.Dots} gap={GRID * 2} size={1.4} color="var(--tl-dots)" />
      <Controls showInteractive={false} />
      {nodes.length > 4 && <MiniMap pannable zoomable className={classes.minimap} nodeColor="var(--tl-edge)" nodeBorderRadius={20} maskColor="light-dark(rgb(240 243 246 / 75%), rgb(10 12 16 / 70%))" style={{ width: 150, height: 96 }} />}
    </ReactFlow>
  );
}

/** A flow is readable before it is complete: a large one opens at its first step. */
const READABLE_ZOOM = 0.6;

async function showStart({ fitView, getZoom, getNode, setViewport }: ReactFlowInstance<StepNode, ExitEdgeData>, initial: string): Promise<void> {
  await fitView({ padding: 0.12, maxZoom: 1 });
  const first = getNode(initial);
  if (getZoom() >= READABLE_ZOOM || !first) return;
  const zoom = 0.8;
  await setViewport({ x: 60 - first.position.x * zoom, y: 200 - first.position.y * zoom, zoom });
}

/** Moves to a step that something led to, such as a problem, and along with the call that is tried. */
function useShownStep(): void {
  const shown = useView((view) => view.shown);
  const lit = useView((view) => view.lit);
  const { fitView } = useReactFlow();
  useEffect(() => {
    if (shown) void fitView({ nodes: [{ id: shown.step }], duration: 300, maxZoom: 1, minZoom: 0.7, padding: 0.3 });
  }, [shown, fitView]);
  useEffect(() => {
    // One frame later the phone has taken its place, and the middle is where it will be.
    const frame = lit ? requestAnimationFrame(() => void fitView({ nodes: [{ id: lit }], duration: 350, maxZoom: 0.85, minZoom: 0.6, padding: 0.4 })) : 0;
    return () => cancelAnimationFrame(frame);
  }, [lit, fitView]);
}
