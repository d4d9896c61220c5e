import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Place } from '../drafts/edits.js';
import { getExits } from '../drafts/step-types.js';
import type { Box } from './box-index.js';
import { CARD_WIDTH, estimateHeight, estimateRow } from './card-size.js';
import { boxAround } from './align-boxes.js';
import { boxesOf } from './arrange-marks.js';
import type { FrameGroup } from './frame-groups.js';
import { findFreeBox, isClear } from './free-place.js';
import { keepPlaces, type Card, type CardWay } from './keep-places.js';
import { layerSteps } from './layer-steps.js';
import { FRAME_HEAD, FRAME_MARGIN } from './mark-sizes.js';
import { thinOut } from './thin-out.js';
import { getEntry } from '../../schemas/get-entry.js';

export interface LayoutRequest {
  /** Of the cards as they are drawn; those not drawn are estimated. */
  heights?: Record<string, number>;
  /** Lays out these alone, where they stand. (Default: all.) */
  only?: string[];
  /** Where the steps stand now: what is laid out already changes as little as it can, and the picture stays where its first step is. */
  before?: Record<string, Place>;
  /** Lays out all of them anew, whatever order they stand in. */
  anew?: boolean;
  /** Steps that stay together where they are laid out anew. */
  groups?: FrameGroup[];
}

/**
 * Places for the steps, in layers from the first one to the right. Exits keep the order in which the card shows them, and steps the order
 * of the flow. Steps that stand in such layers already keep their places as far as they can, so that a small change moves little.
 * `layoutGraph` is ELK, wherever it runs.
 */
export async function arrangeSteps(flow: Flow, { heights = {}, only, before = {}, anew = false, groups = [] }: LayoutRequest, layoutGraph: (graph: ElkNode) => Promise<ElkNode>): Promise<Record<string, Place>> {
  const ids = (only ?? Object.keys(flow.states)).filter((id) => getEntry(flow.states, id));
  const sizeOf = (id: string) => ({ width: CARD_WIDTH, height: getEntry(heights, id) ?? estimateHeight(getEntry(flow.states, id)!) });
  const cards = ids.map((id): Card => ({ id, ...sizeOf(id), at: getEntry(before, id) }));
  const among = new Set(ids);
  const ways = createEdges(flow).filter((edge) => among.has(edge.from) && among.has(edge.to));
  const kept = anew ? null : keepPlaces(cards, ways, flow.initial);
  const places = kept ?? (await placeAnew());
  if (!only) return places;
  const others = Object.keys(before).filter((id) => getEntry(flow.states, id) && !among.has(id));
  const shift = clearShift([...boxesOf(places, ids, sizeOf).values()], [...boxesOf(before, others, sizeOf).values()]);
  return shift ? move(places, shift) : places;

  async function placeAnew(): Promise<Record<string, Place>> {
    const laid = ids.length > VERY_LARGE ? layerSteps(cards, ways, flow.initial) : readPlaces(await layoutGraph(createGraph(flow, cards, ways, groups)));
    return move(laid, only ? cornerShift(ids, laid, before) : anchorShift(flow.initial, laid, before));
  }
}

function move(places: Record<string, Place>, shift: Place): Record<string, Place> {
  return Object.fromEntries(Object.entries(places).map(([id, { x, y }]) => [id, { x: snap(x + shift.x), y: snap(y + shift.y) }]));
}

/** Steps of a frame are laid out inside it, and it among the others. */
function createGraph(flow: Flow, cards: Card[], ways: ReturnType<typeof createEdges>, groups: FrameGroup[]): ElkNode {
  const edges = thinOut(ways).map(({ from: _from, to: _to, kind: _kind, row: _row, ...edge }) => edge);
  const nodes = new Map(cards.map(({ id, height }) => [id, createNode(flow, id, height)]));
  const frames = new Map(groups.map(({ id }) => [id, createFrame(id)]));
  for (const { id, steps, inside } of groups) {
    for (const step of steps) {
      const node = nodes.get(step);
      if (node) frames.get(id)!.children!.push(node);
      nodes.delete(step);
    }
    if (inside) frames.get(inside)?.children!.push(frames.get(id)!);
  }
  const outer = groups.filter(({ inside }) => !inside).map(({ id }) => frames.get(id)!);
  const hierarchy: Record<string, string> = groups.length > 0 ? { 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' } : {};
  return { id: 'flow', layoutOptions: { ...options, ...(cards.length > LARGE ? largeOptions : {}), ...hierarchy }, children: [...nodes.values(), ...outer.filter(holdsSteps)], edges };
}

function createFrame(id: string): ElkNode {
  return { id: `frame ${id}`, children: [], layoutOptions: { 'elk.padding': `[top=${FRAME_MARGIN + FRAME_HEAD},left=${FRAME_MARGIN},bottom=${FRAME_MARGIN},right=${FRAME_MARGIN}]` } };
}

function holdsSteps({ children = [] }: ElkNode): boolean {
  return children.some((child) => !child.children || holdsSteps(child));
}

/** ELK tells where a node stands in the one that holds it. */
function readPlaces({ children = [] }: ElkNode, from: Place = { x: 0, y: 0 }): Record<string, Place> {
  const places: Record<string, Place> = {};
  for (const child of children) {
    const place = { x: from.x + (child.x ?? 0), y: from.y + (child.y ?? 0) };
    if (child.children) Object.assign(places, readPlaces(child, place));
    else places[child.id] = place;
  }
  return places;
}

/** Above this many steps the finest placement takes minutes. */
const LARGE = 150;

/** Above this many, the layered layout takes longer than anybody waits. */
const VERY_LARGE = 400;

/** Whoever has scrolled to the first step still sees it there. */
function anchorShift(anchor: string, places: Record<string, Place>, before: Record<string, Place>): Place {
  const [from, to] = [getEntry(places, anchor), getEntry(before, anchor)];
  return from && to ? { x: to.x - from.x, y: to.y - from.y } : { x: 0, y: 0 };
}

/** What is selected stays where its upper left corner was. */
function cornerShift(ids: string[], places: Record<string, Place>, before: Record<string, Place>): Place {
  const corner = (of: Record<string, Place>, axis: 'x' | 'y'): number => Math.min(...ids.flatMap((id) => (getEntry(before, id) && getEntry(places, id) ? [of[id]![axis]] : [])));
  if (!ids.some((id) => getEntry(before, id) && getEntry(places, id))) return { x: 0, y: 0 };
  return { x: corner(before, 'x') - corner(places, 'x'), y: corner(before, 'y') - corner(places, 'y') };
}

/** What is selected covers nothing that is not: where it would, the whole of it goes to the nearest free place. */
function clearShift(chosen: Box[], others: Box[]): Place | null {
  if (chosen.every((box) => isClear(box, others))) return null;
  const block = boxAround(chosen);
  const free = findFreeBox(block, others, BLOCK_GAP);
  return { x: free.x - block.x, y: free.y - block.y };
}

const BLOCK_GAP = 40;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '96',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.componentComponent': '80',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.aspectRatio': '1.7',
};

/** Without the recursion that a chain of hundreds of steps is too deep for. */
const largeOptions = { 'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF', 'elk.layered.cycleBreaking.strategy': 'GREEDY', 'elk.layered.layering.strategy': 'LONGEST_PATH', 'elk.layered.thoroughness': '3' };

export const GRID = 10;

function createNode(flow: Flow, id: string, height: number): ElkNode {
  const exits = getExits(getEntry(flow.states, id)!);
  const first: Record<string, string> = id === flow.initial ? { 'elk.layered.layering.layerConstraint': 'FIRST' } : {};
  return {
    id,
    width: CARD_WIDTH,
    height,
    layoutOptions: { 'elk.portConstraints': 'FIXED_ORDER', ...first },
    ports: [
      { id: `${id}:in`, layoutOptions: { 'elk.port.side': 'WEST', 'elk.port.index': '0' } },
      // ELK counts the ports of a node clockwise; the order down the east side is the one in which the card shows the exits.
      ...exits.map((exit, index) => ({ id: `${id}:${exit.id}`, layoutOptions: { 'elk.port.side': 'EAST', 'elk.port.index': String(index) } })),
    ],
  };
}

/** What leads the caller on shapes the picture; failures that all meet at one step weigh little. */
function createEdges(flow: Flow) {
  return Object.entries(flow.states).flatMap(([id, state]) =>
    getExits(state)
      .map((exit, at) => ({ ...exit, row: estimateRow(state, at) }))
      .filter((exit) => exit.target && getEntry(flow.states, exit.target))
      .map((exit): CardWay & ElkExtendedEdge => ({
        from: id,
        row: exit.row,
        to: exit.target!,
        kind: exit.kind,
        id: `${id}.${exit.id}`,
        sources: [`${id}:${exit.id}`],
        targets: [`${exit.target}:in`],
        layoutOptions: { 'elk.layered.priority.straightness': exit.kind === 'failure' ? '1' : '10', 'elk.layered.priority.shortness': exit.kind === 'failure' ? '1' : '10' },
      })),
  );
}

function snap(value: number): number {
  return Math.round(value / GRID) * GRID;
}
