import '@mantine/core/styles.css';
import '@xyflow/react/dist/style.css';
import { MantineProvider } from '@mantine/core';
import { applyNodeChanges, Background, ReactFlow, ReactFlowProvider, type Edge, type Node, type NodeChange } from '@xyflow/react';
import { useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { cssVariables, theme } from '../app/theme.js';
import { computeLayout } from '../canvas/auto-layout.js';
import { isFar } from '../canvas/far-exits.js';
import { FlowCanvas } from '../canvas/FlowCanvas.js';
import { createDraftStore } from '../drafts/draft-store.js';
import { EditorContext, type Editor } from '../drafts/editor.js';
import { createViewStore } from '../drafts/view-store.js';
import { startTexts } from '../text/texts.js';
import { createSample } from './sample-flow.js';

/**
 * `?variant=designer|plain|plain-visible&steps=500`: our canvas, and React Flow with nodes of its own and the same connections, all of
 * them drawn or those in view alone. `window.bench` holds what measure.ts asks for.
 */
const query = new URLSearchParams(window.location.search);
const steps = Number(query.get('steps') ?? 500);
const variant = query.get('variant') ?? 'designer';
const sample = createSample(steps);
/** As ours opens a large flow: at its first step. */
const VIEW = { x: 60, y: 200 - sample.layout.positions['step_0']!.y * 0.8, zoom: 0.8 };

function Designer() {
  const [editor] = useState((): Editor => {
    const drafts = createDraftStore(sample);
    const nothing = async () => undefined;
    return { flow: 'sample', drafts, view: createViewStore('en-US'), autosave: { flush: async () => 1, follow: nothing, resolve: () => undefined, stop: () => undefined }, mayEdit: true, reopen: () => undefined } as unknown as Editor;
  });
  return (
    <EditorContext value={editor}>
      <ReactFlowProvider>
        <FlowCanvas />
      </ReactFlowProvider>
    </EditorContext>
  );
}

/** The same connections as ours: the far ones, which ours tells by name, are left out here too. */
const plainEdges: Edge[] = Object.entries(sample.document.states).flatMap(([source, state]) => Object.entries(state.on ?? {}).flatMap(([exit, target]) => (isFar(sample.layout.positions[source], sample.layout.positions[target]) ? [] : [{ id: `${source}.${exit}`, source, target }])));

function Plain({ visibleOnly }: { visibleOnly: boolean }) {
  const [nodes, setNodes] = useState<Node[]>(() => Object.keys(sample.document.states).map((id) => ({ id, position: sample.layout.positions[id]!, data: { label: id } })));
  const change = useCallback((changes: NodeChange[]) => setNodes((before) => applyNodeChanges(changes, before)), []);
  return (
    <ReactFlow nodes={nodes} edges={plainEdges} onNodesChange={change} defaultViewport={VIEW} minZoom={0.1} onlyRenderVisibleElements={visibleOnly}>
      <Background />
    </ReactFlow>
  );
}

declare global {
  interface Window {
    bench: { readyAt: number | null; layout(): Promise<number> };
  }
}

window.bench = {
  readyAt: null,
  async layout() {
    const from = performance.now();
    await computeLayout(sample.document);
    return performance.now() - from;
  },
};

await startTexts();
createRoot(document.getElementById('root')!).render(
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
    {variant === 'designer' ? <Designer /> : <Plain visibleOnly={variant === 'plain-visible'} />}
  </MantineProvider>,
);

/** Ready when the first card can be seen and the page has had a moment without work. */
const watch = (): void => {
  const card = document.querySelector<HTMLElement>('.react-flow__node');
  if (!card || card.style.visibility === 'hidden') return void requestAnimationFrame(watch);
  // The view is brought to the first step before anybody can do anything.
  requestIdleCallback(() => requestIdleCallback(() => (window.bench.readyAt = performance.now())));
};
watch();
