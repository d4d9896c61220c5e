import '@xyflow/react/dist/base.css';
import '@xyflow/react/dist/style.css';
import './groups.css';
import { useComputedColorScheme } from '@mantine/core';
import { Background, BackgroundVariant, MarkerType, MiniMap, ReactFlow, SelectionMode, useKeyPress, type FinalConnectionState, type ReactFlowInstance } from '@xyflow/react';
import type { MouseEvent as ReactMouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditor, useView } from '../drafts/editor.js';
import { isStepNode } from '../drafts/layout-edits.js';
import type { MenuSubject } from '../drafts/view-store.js';
import { AlignmentGuides } from './AlignmentGuides.js';
import { GRID } from './auto-layout.js';
import { CanvasControls } from './CanvasControls.js';
import { DRAW_ALL_UP_TO, type CanvasNode } from './canvas-nodes.js';
import classes from './Editor.module.css';
import { ExitEdge, type ExitEdgeData } from './ExitEdge.js';
import { FrameBox } from './FrameBox.js';
import { NoteCard } from './NoteCard.js';
import { RouterProvider } from './RouterContext.js';
import { StepCard } from './StepCard.js';
import { useCanvasActions } from './use-canvas-actions.js';
import { useCanvasEdges } from './use-canvas-edges.js';
import { useCanvasNodes } from './use-canvas-nodes.js';
import { useCanvasWords } from './use-canvas-words.js';
import { useShownStep } from './use-shown-step.js';

const nodeTypes = { step: StepCard, note: NoteCard, frame: FrameBox };
const edgeTypes = { exit: ExitEdge };
const snapGrid: [number, number] = [GRID, GRID];
const edgeDefaults = { markerEnd: { type: MarkerType.ArrowClosed, width: 15, height: 15, color: 'var(--tl-edge)' } };
const severalKeys = ['Shift', 'Meta', 'Control'];
const deleteKeys = ['Delete', 'Backspace'];

export function FlowCanvas() {
  const actions = useCanvasActions();
  const { drafts, view, mayEdit } = useEditor();
  const { nodes, guides, onNodesChange } = useCanvasNodes();
  const { edges, onEdgesChange } = useCanvasEdges();
  const { i18n } = useTranslation();
  const words = useCanvasWords();
  const colorMode = useComputedColorScheme('light');
  const boxing = useView((state) => state.boxing);
  const shift = useKeyPress('Shift');
  const drawsBox = boxing || shift;
  useShownStep();

  const connect = (step: string | null, exit: string | null | undefined, target: string | null | undefined): void => {
    if (step && exit && target && isStepNode(target)) actions.connect(step, exit, target);
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
  const openMenu = (event: ReactMouseEvent | MouseEvent, on: MenuSubject): void => {
    event.preventDefault();
    view.getState().look({ menu: { x: event.clientX, y: event.clientY, on } });
  };
  const press = (event: ReactMouseEvent, node: CanvasNode): void => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) return;
    if (isStepNode(node.id)) view.getState().select(node.id);
    else view.getState().look({ selected: [node.id], active: node.id, panel: view.getState().panel === 'step' ? null : view.getState().panel });
  };
  const deletion = async ({ nodes: gone, edges: cut }: { nodes: CanvasNode[]; edges: ExitEdgeData[] }): Promise<boolean> => {
    if (!mayEdit) return false;
    if (gone.length > 0) actions.remove(gone.map((node) => node.id));
    else for (const edge of cut) if (edge.data?.exit) actions.connect(edge.source, edge.data.exit, null);
    return false;
  };

  return (
    <RouterProvider nodes={nodes}>
      <ReactFlow
        key={i18n.resolvedLanguage}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        defaultEdgeOptions={edgeDefaults}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeClick={press}
        onPaneClick={() => view.getState().select(null)}
        onNodeContextMenu={(event, node) => {
          if (!view.getState().selected.includes(node.id)) view.getState().look({ selected: [node.id], active: node.id });
          openMenu(event, { node: node.id });
        }}
        onSelectionContextMenu={(event, chosen) => chosen[0] && openMenu(event, { node: chosen[0].id })}
        onEdgeContextMenu={(event, edge) => mayEdit && edge.data?.exit && openMenu(event, { exit: { step: edge.source, exit: edge.data.exit } })}
        onPaneContextMenu={(event) => openMenu(event, { canvas: true })}
        onSelectionEnd={() => {
          const [first] = view.getState().selected;
          if (first) actions.focusCard(first);
        }}
        onConnect={({ source, sourceHandle, target }) => connect(source, sourceHandle, target)}
        onConnectEnd={endConnection}
        onBeforeDelete={deletion}
        deleteKeyCode={mayEdit ? deleteKeys : null}
        nodesDraggable={mayEdit}
        nodesConnectable={mayEdit}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        selectionKeyCode={null}
        multiSelectionKeyCode={severalKeys}
        selectionOnDrag={drawsBox}
        selectionMode={SelectionMode.Partial}
        panOnDrag={drawsBox ? middleButton : leftAndMiddle}
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
        <AlignmentGuides guides={guides} />
        <CanvasControls actions={actions} />
        {nodes.length > 4 && <MiniMap pannable zoomable className={classes.minimap} nodeColor={mapColor} nodeBorderRadius={20} maskColor="light-dark(rgb(240 243 246 / 75%), rgb(10 12 16 / 70%))" style={{ width: 150, height: 96 }} />}
      </ReactFlow>
    </RouterProvider>
  );
}

const middleButton = [1];
const leftAndMiddle = [0, 1];

function mapColor(node: CanvasNode): string {
  return node.type === 'step' ? 'var(--tl-edge)' : node.type === 'note' ? 'var(--tl-warning)' : 'var(--tl-line)';
}

/** A flow is readable before it is complete: a large one opens at its first step. */
const READABLE_ZOOM = 0.6;

async function showStart({ fitView, getZoom, getNode, setViewport }: ReactFlowInstance<CanvasNode, ExitEdgeData>, initial: string): Promise<void> {
  await fitView({ padding: 0.12, maxZoom: 1 });
  const wanted = new URLSearchParams(window.location.search).get('step');
  if (wanted && getNode(wanted)) return void (await fitView({ nodes: [{ id: wanted }], maxZoom: 1, padding: 0.3 }));
  const first = getNode(initial);
  if (getZoom() >= READABLE_ZOOM || !first) return;
  const zoom = 0.8;
  await setViewport({ x: 60 - first.position.x * zoom, y: 200 - first.position.y * zoom, zoom });
}
