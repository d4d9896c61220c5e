import { createContext, useMemo, useState, type ReactNode } from 'react';
import type { CanvasNode } from './canvas-nodes.js';
import { boxOf } from './canvas-nodes.js';
import { createRouter, type Router } from './route-edges.js';

export const RouterContext = createContext<Router>(createRouter([]));

/**
 * One router for the picture as it stands. While cards are dragged it stays the same, so that only their own lines are led anew; when
 * they are dropped, or a card changes its size, all are.
 */
export function RouterProvider({ nodes, children }: { nodes: CanvasNode[]; children: ReactNode }) {
  const router = useSettledRouter(nodes);
  return <RouterContext value={router}>{children}</RouterContext>;
}

function useSettledRouter(nodes: CanvasNode[]): Router {
  const [settled, setSettled] = useState<CanvasNode[]>(nodes);
  const isDragged = nodes.some((node) => node.dragging);
  if (!isDragged && nodes !== settled && !isSamePicture(nodes, settled)) setSettled(nodes);
  const router = useMemo(() => createRouter(settled.filter((node) => node.type === 'step').map(boxOf)), [settled]);
  router.setRough(isDragged);
  return router;
}

function isSamePicture(one: CanvasNode[], other: CanvasNode[]): boolean {
  return one.length === other.length && one.every((node, at) => node === other[at] || (node.position === other[at]!.position && node.measured === other[at]!.measured && node.id === other[at]!.id));
}
