import type { FinalConnectionState, ReactFlowProps, Viewport } from '@xyflow/react';
import { use, useMemo, useRef, type MouseEvent as ReactMouseEvent } from 'react';
import { useEditor } from '../drafts/editor.js';
import { isStepNode } from '../drafts/layout-edits.js';
import type { MenuSubject } from '../drafts/view-store.js';
import { DepthContext } from '../subflows/use-opened.js';
import type { CanvasNode } from './canvas-nodes.js';
import type { ExitEdgeData } from './ExitEdge.js';
import type { CanvasActions } from './use-canvas-actions.js';
import { getEntry } from '../../schemas/get-entry.js';

type Handlers = Pick<
  ReactFlowProps<CanvasNode, ExitEdgeData>,
  | 'onNodeClick' | 'onPaneClick' | 'onNodeContextMenu' | 'onSelectionContextMenu' | 'onEdgeContextMenu' | 'onPaneContextMenu'
  | 'onSelectionEnd' | 'onConnect' | 'onConnectEnd' | 'onBeforeDelete' | 'onInit' | 'onMove'
>;

/**
 * What the pointer does on the canvas. The same functions for as long as the flow is open: a new one in every frame of a drag would have
 * every card drawn again.
 */
export function useCanvasHandlers(actions: CanvasActions, open: (asked: string | null) => void): Handlers {
  const { drafts, view, mayEdit } = useEditor();
  const seen = useRef<Viewport | null>(null);
  const isOpen = useRef(false);
  // A link to a step means one of the flow of the page.
  const isOfPage = use(DepthContext) === 0;
  return useMemo((): Handlers => {
    const { look, select } = view.getState();
    const connect = (step: string | null, exit: string | null | undefined, target: string | null | undefined): void => {
      if (step && exit && target && isStepNode(target)) actions.connect(step, exit, target);
    };
    const openMenu = (event: ReactMouseEvent | MouseEvent, on: MenuSubject): void => {
      event.preventDefault();
      look({ menu: { x: event.clientX, y: event.clientY, on } });
    };
    return {
      onNodeClick(event, node) {
        if (event.shiftKey || event.ctrlKey || event.metaKey) return;
        if (isStepNode(node.id)) select(node.id);
        else look({ selected: [node.id], active: node.id, panel: view.getState().panel === 'step' ? null : view.getState().panel });
      },
      onPaneClick: () => select(null),
      onNodeContextMenu(event, node) {
        if (!view.getState().selected.includes(node.id)) look({ selected: [node.id], active: node.id });
        openMenu(event, { node: node.id });
      },
      onSelectionContextMenu: (event, chosen) => chosen[0] && openMenu(event, { node: chosen[0].id }),
      onEdgeContextMenu: (event, edge) => mayEdit && edge.data?.exit && openMenu(event, { exit: { step: edge.source, exit: edge.data.exit } }),
      onPaneContextMenu: (event) => openMenu(event, { canvas: true }),
      onSelectionEnd() {
        const [first] = view.getState().selected;
        if (first) actions.focusCard(first);
      },
      onConnect: ({ source, sourceHandle, target }) => connect(source, sourceHandle, target),
      onConnectEnd(event: MouseEvent | TouchEvent, connection: FinalConnectionState) {
        if (connection.toHandle || !connection.fromNode || !connection.fromHandle?.id) return;
        const point = 'changedTouches' in event ? event.changedTouches[0] : event;
        const below = point && document.elementFromPoint(point.clientX, point.clientY);
        const target = below?.closest<HTMLElement>('[data-step]')?.dataset['step'];
        if (target) connect(connection.fromNode.id, connection.fromHandle.id, target);
        else if (below?.closest('.react-flow') && point) look({ paletteOpen: true, adding: { step: connection.fromNode.id, exit: connection.fromHandle.id, at: { x: point.clientX, y: point.clientY } } });
      },
      async onBeforeDelete({ nodes, edges }) {
        if (!mayEdit) return false;
        if (nodes.length > 0) actions.remove(nodes.map((node) => node.id));
        else for (const edge of edges) if (edge.data?.exit) actions.connect(edge.source, edge.data.exit, null);
        return false;
      },
      // In another language of the reader the canvas is made anew; what was in view stays there.
      onInit(flow) {
        isOpen.current = true;
        if (seen.current) return void flow.setViewport(seen.current);
        const asked = isOfPage ? readAskedStep() : null;
        if (asked && getEntry(drafts.getState().document.states, asked) && !view.getState().lit) look({ selected: [asked], active: asked });
        open(asked);
      },
      // A card that takes the focus while the canvas opens moves the view too.
      onMove: (_event, viewport) => void (isOpen.current && (seen.current = viewport)),
    };
  }, [actions, open, drafts, view, mayEdit, isOfPage]);
}

/** The step that a link to the flow leads to. */
function readAskedStep(): string | null {
  return new URLSearchParams(window.location.search).get('step');
}
