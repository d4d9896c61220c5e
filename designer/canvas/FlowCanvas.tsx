import '@xyflow/react/dist/base.css';
import '@xyflow/react/dist/style.css';
import './groups.css';
import { useComputedColorScheme } from '@mantine/core';
import { Background, BackgroundVariant, MarkerType, MiniMap, ReactFlow, SelectionMode, useKeyPress } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { inLanguage } from '../drafts/in-language.js';
import { AlignmentGuides } from './AlignmentGuides.js';
import { GRID } from './arrange-steps.js';
import { CanvasControls } from './CanvasControls.js';
import { CoverageLegend } from './CoverageLegend.js';
import { DRAW_ALL_UP_TO, type CanvasNode, type KeysOf } from './canvas-nodes.js';
import classes from './Editor.module.css';
import { ExitEdge } from './ExitEdge.js';
import { FrameBox } from './FrameBox.js';
import { NoteCard } from './NoteCard.js';
import { RouterProvider } from './RouterContext.js';
import { StepCard } from './StepCard.js';
import { useCanvasActions } from './use-canvas-actions.js';
import { useCanvasEdges } from './use-canvas-edges.js';
import { useCanvasHandlers } from './use-canvas-handlers.js';
import { useCanvasNodes } from './use-canvas-nodes.js';
import { useCanvasWords } from './use-canvas-words.js';
import { useSeenStep } from './use-seen-step.js';
import { useShownStep } from './use-shown-step.js';

const nodeTypes = { step: StepCard, note: NoteCard, frame: FrameBox };
const edgeTypes = { exit: ExitEdge };
const snapGrid: [number, number] = [GRID, GRID];
const edgeDefaults = { markerEnd: { type: MarkerType.ArrowClosed, width: 15, height: 15, color: 'var(--tl-edge)' } };
const severalKeys = ['Shift', 'Meta', 'Control'];
const deleteKeys = ['Delete', 'Backspace'];

/** `still`: a version to look at, with no editor around it. `covered`: another flow is opened over it, whose keys are not its own. */
export function FlowCanvas({ still = false, covered = false }: { still?: boolean; covered?: boolean }) {
  const actions = useCanvasActions();
  const { mayEdit, flow } = useEditor();
  const { nodes, guides, onNodesChange, keys } = useCanvasNodes(still);
  const { edges, onEdgesChange } = useCanvasEdges();
  const { t, i18n } = useTranslation();
  const name = useDraft((draft) => inLanguage(draft.document.meta.name, i18n.resolvedLanguage ?? 'en-US')) || flow;
  const words = useCanvasWords();
  const colorMode = useComputedColorScheme('light');
  const boxing = useView((state) => state.boxing);
  const shift = useKeyPress('Shift');
  const drawsBox = boxing || shift;
  const open = useShownStep();
  useSeenStep(still);

  const handlers = useCanvasHandlers(actions, open);

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
        {...handlers}
        deleteKeyCode={mayEdit && !covered ? deleteKeys : null}
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
        aria-label={t('canvas.a11y.canvas', { flow: name })}
        ariaLabelConfig={words}
        colorMode={colorMode}
        snapToGrid
        snapGrid={snapGrid}
        connectionRadius={28}
        minZoom={0.1}
        maxZoom={1.6}
        onlyRenderVisibleElements={nodes.length > DRAW_ALL_UP_TO}
        elevateEdgesOnSelect={false}
        zIndexMode="manual"
      >
        <Background variant={BackgroundVariant.Dots} gap={GRID * 2} size={1.4} color="var(--tl-dots)" />
        <AlignmentGuides guides={guides} />
        <CanvasControls actions={actions} still={still} />
        <CoverageLegend />
        {nodes.length > 4 && <MiniMap pannable zoomable className={classes.minimap} nodeColor={mapColor} nodeBorderRadius={20} maskColor="light-dark(rgb(240 243 246 / 75%), rgb(10 12 16 / 70%))" style={mapSize} />}
      </ReactFlow>
      {keys && <CardKeys ids={keys} mayEdit={mayEdit} />}
    </RouterProvider>
  );
}

/** Told with each card that gets the focus: short, and once on the page. */
function CardKeys({ ids, mayEdit }: { ids: Record<KeysOf, string>; mayEdit: boolean }) {
  const { t } = useTranslation();
  return (
    <div hidden>
      <p id={ids.step}>{t('canvas.a11y.step')}</p>
      <p id={ids.mark}>{t(mayEdit ? 'canvas.a11y.mark' : 'canvas.a11y.markSeen')}</p>
      <p id={ids.folded}>{t(mayEdit ? 'canvas.a11y.folded' : 'canvas.a11y.markSeen')}</p>
    </div>
  );
}

const middleButton = [1];
const leftAndMiddle = [0, 1];

const mapSize = { width: 150, height: 96 };

function mapColor(node: CanvasNode): string {
  return node.type === 'step' ? 'var(--tl-edge)' : node.type === 'note' ? 'var(--tl-warning)' : 'var(--tl-line)';
}
