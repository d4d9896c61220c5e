import type { Flow } from '../../schemas/documents/flow.js';
import { isStepNode } from '../drafts/layout-edits.js';
import { getExits } from '../drafts/step-types.js';
import { boxOf, type CanvasNode } from './canvas-nodes.js';
import { getEntry } from '../../schemas/get-entry.js';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The card the arrow keys come to. Right follows the first exit that leads to a card, left goes back to a card that leads here (where one
 * was come from, to that one), up and down go to the nearest card above and below. `null`: there is none.
 */
export function walkCards(flow: Flow, drawn: CanvasNode[], from: string, direction: Direction, cameFrom: string | null): string | null {
  const isDrawn = new Set(drawn.map((node) => node.id));
  if (direction === 'right') {
    const targets = targetsOf(flow, from).filter((id) => id !== from && isDrawn.has(id));
    return targets.find((id) => id !== cameFrom) ?? targets[0] ?? null;
  }
  if (direction === 'left') {
    if (cameFrom && isDrawn.has(cameFrom) && targetsOf(flow, cameFrom).includes(from)) return cameFrom;
    return nearest(drawn, from, Object.keys(flow.states).filter((id) => id !== from && isDrawn.has(id) && targetsOf(flow, id).includes(from)));
  }
  return beside(drawn, from, direction);
}

/** Where the exit with a key leads, such as key 1 of a menu. */
export function followKey(flow: Flow, from: string, key: string): string | null {
  const state = getEntry(flow.states, from);
  return (state && getExits(state).find((exit) => exit.key === key)?.target) ?? null;
}

/** Every node in the order one reads: columns of cards from the left, each from above. */
export function inReadingOrder(drawn: CanvasNode[]): string[] {
  return drawn.toSorted((a, b) => a.position.x - b.position.x || a.position.y - b.position.y).map((node) => node.id);
}

function targetsOf(flow: Flow, step: string): string[] {
  const state = getEntry(flow.states, step);
  return state ? getExits(state).flatMap((exit) => (exit.target ? [exit.target] : [])) : [];
}

function nearest(drawn: CanvasNode[], from: string, ids: string[]): string | null {
  const here = drawn.find((node) => node.id === from);
  const wanted = new Set(ids);
  if (!here) return ids[0] ?? null;
  return best(drawn.filter((node) => wanted.has(node.id)), (node) => Math.hypot(node.position.x - here.position.x, node.position.y - here.position.y));
}

/** Straight above or below first: going far to the side costs more than going far along. */
function beside(drawn: CanvasNode[], from: string, direction: 'up' | 'down'): string | null {
  const here = drawn.find((node) => node.id === from);
  if (!here) return null;
  const way = direction === 'down' ? 1 : -1;
  const ahead = drawn.filter((node) => node.id !== from && isStepNode(node.id) === isStepNode(from) && (boxOf(node).y - boxOf(here).y) * way > 0);
  return best(ahead, (node) => Math.abs(node.position.y - here.position.y) + 3 * Math.abs(node.position.x - here.position.x));
}

function best(nodes: CanvasNode[], cost: (node: CanvasNode) => number): string | null {
  let found: { id: string; cost: number } | null = null;
  for (const node of nodes) {
    const own = cost(node);
    if (!found || own < found.cost) found = { id: node.id, cost: own };
  }
  return found?.id ?? null;
}
