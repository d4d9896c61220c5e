import { createContext, useMemo, useState, type ReactNode } from 'react';
import type { CanvasNode } from './canvas-nodes.js';
import { boxOf } from './canvas-nodes.js';
import { createRouter } from './route-edges.js';

export type Router = ReturnType<typeof createRouter>;

export const RouterContext = createContext<Router>(createRouter([]));

/**
 * One router for the picture as it stands. While cards are dragged it stays the same, so that only their own lines are led anew; when
 * they are dropped, or a card changes its size, all are.
 */
export function RouterProvider({ nodes, children }: { nodes: CanvasNode[]; children: ReactNode }) {
  const router = useSettledRouter(nodes);
  return <RouterContext value={router}>{children}</RouterContext>;
}

export function useSettledRouter(nodes: CanvasNode[]): Router {
  const [settled, setSettled] = useState<CanvasNode[]>(nodes);
  const isDragged = nodes.some((node) => node.dragging);
  if (!isDragged && nodes !== settled && !isSamePicture(nodes, settled)) setSettled(nodes);
  return useMemo(() => createRouter(settled.filter((node) => node.type === 'step').map(boxOf)), [settled]);
}

function isSamePicture(one: CanvasNode[], other: CanvasNode[]): boolean {
  return one.length === other.length && one.every((node, at) => node === other[at] || (node.position === other[at]!.position && node.measured === other[at]!.measured && node.id === other[at]!.id));
}
