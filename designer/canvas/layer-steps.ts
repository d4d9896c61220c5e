import type { Place } from '../drafts/edits.js';

/** A step to be placed, in pixels. */
export interface Box {
  id: string;
  width: number;
  height: number;
}

export interface Way {
  from: string;
  to: string;
}

const GAP = { x: 96, y: 40 };

/** Wider than high, as screens are. */
const ASPECT = 1.7;

/** A column is never shorter than this: a few cards one below the other. */
const LEAST_COLUMN = 1600;

/**
 * Places for very many steps at once: in columns by how few keys they are away from `first`, below whoever leads to them. It looks at each
 * way once, where the finer layout takes half a minute for 2,000 steps. A column that would be far higher than the whole is wide is broken.
 */
export function layerSteps(boxes: readonly Box[], ways: readonly Way[], first: string): Record<string, Place> {
  const size = new Map(boxes.map((box) => [box.id, box]));
  const layers = layersFrom(boxes.map(({ id }) => id), ways, size.has(first) ? first : boxes[0]?.id);
  const area = boxes.reduce((sum, { width, height }) => sum + (width + GAP.x) * (height + GAP.y), 0);
  const most = Math.max(LEAST_COLUMN, Math.sqrt(area / ASPECT));
  const places: Record<string, Place> = {};
  let x = 0;
  for (const column of layers.flatMap((layer) => breakColumn(layer.map((id) => size.get(id)!), most))) {
    let y = -heightOf(column) / 2;
    for (const { id, height } of column) {
      places[id] = { x, y };
      y += height + GAP.y;
    }
    x += Math.max(...column.map(({ width }) => width)) + GAP.x;
  }
  return places;
}

/** Breadth first: each layer in the order in which the one before leads to it. What nothing leads to begins a walk of its own. */
function layersFrom(ids: string[], ways: readonly Way[], first: string | undefined): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of ways) next.set(from, [...(next.get(from) ?? []), to]);
  const seen = new Set<string>();
  const layers: string[][] = [];
  for (const start of first === undefined ? ids : [first, ...ids]) {
    let layer = seen.has(start) ? [] : [start];
    seen.add(start);
    for (let depth = 0; layer.length > 0; depth += 1) {
      (layers[depth] ??= []).push(...layer);
      layer = layer.flatMap((id) => (next.get(id) ?? []).filter((to) => !seen.has(to) && seen.add(to)));
    }
  }
  return layers;
}

function breakColumn(boxes: Box[], most: number): Box[][] {
  const columns: Box[][] = [[]];
  for (const box of boxes) {
    const last = columns.at(-1)!;
    if (last.length > 0 && heightOf(last) + GAP.y + box.height > most) columns.push([box]);
    else last.push(box);
  }
  return columns;
}

function heightOf(boxes: readonly Box[]): number {
  return boxes.reduce((sum, { height }) => sum + height + GAP.y, -GAP.y);
}
