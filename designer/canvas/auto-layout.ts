import ELK from 'elkjs/lib/elk-api.js';
import elkWorker from 'elkjs/lib/elk-worker.min.js?url';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Place } from '../drafts/edits.js';
import { getExits } from '../drafts/step-types.js';
import { CARD_WIDTH, estimateHeight } from './card-size.js';
import { layerSteps } from './layer-steps.js';

let elk: InstanceType<typeof ELK> | null = null;

export interface LayoutRequest {
  /** Of the cards as they are drawn; those not drawn are estimated. */
  heights?: Record<string, number>;
  /** Lays out these alone, where they stand. (Default: all.) */
  only?: string[];
  /** Where the steps stand now: the picture stays where its first step is. */
  before?: Record<string, Place>;
}

/**
 * Places for the steps, in layers from the first one to the right, computed in a worker. Exits keep the order in which the card shows
 * them, and steps the order of the flow, so that a small change moves little.
 */
export async function computeLayout(flow: Flow, { heights = {}, only, before = {} }: LayoutRequest = {}): Promise<Record<string, Place>> {
  const ids = only ?? Object.keys(flow.states);
  const among = new Set(ids);
  const settle = (places: Record<string, Place>): Record<string, Place> => {
    const shift = only ? cornerShift(ids, places, before) : anchorShift(flow.initial, places, before);
    return Object.fromEntries(Object.entries(places).map(([id, { x, y }]) => [id, { x: snap(x + shift.x), y: snap(y + shift.y) }]));
  };
  const ways = createEdges(flow).filter((edge) => among.has(edge.from) && among.has(edge.to));
  if (ids.length > VERY_LARGE) {
    const boxes = ids.map((id) => ({ id, width: CARD_WIDTH, height: heights[id] ?? estimateHeight(flow.states[id]!) }));
    return settle(layerSteps(boxes, ways, flow.initial));
  }
  const edges = thinOut(ways);
  elk ??= new ELK({ workerFactory: () => new Worker(elkWorker) });
  const graph = await elk.layout({ id: 'flow', layoutOptions: ids.length > LARGE ? { ...options, ...largeOptions } : options, children: ids.map((id) => createNode(flow, id, heights[id])), edges: edges.map(({ from: _from, to: _to, kind: _kind, ...edge }) => edge) });
  return settle(Object.fromEntries((graph.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }])));
}

/** More ways than these into one step, such as a goodbye or a person, say nothing of where it belongs, and cost most of the time. */
const MOST_WAYS_IN = 4;

/** Above this many steps the finest placement takes minutes. */
const LARGE = 150;

/** Above this many, the layered layout takes longer than anybody waits. */
const VERY_LARGE = 400;

function thinOut<E extends { to: string; kind: string }>(edges: E[]): E[] {
  const ways = new Map<string, number>();
  const chosenFirst = edges.toSorted((a, b) => Number(a.kind === 'failure') - Number(b.kind === 'failure'));
  const kept = new Set(chosenFirst.filter(({ to }) => {
    ways.set(to, (ways.get(to) ?? 0) + 1);
    return ways.get(to)! <= MOST_WAYS_IN;
  }));
  return edges.filter((edge) => kept.has(edge));
}

/** Whoever has scrolled to the first step still sees it there. */
function anchorShift(anchor: string, places: Record<string, Place>, before: Record<string, Place>): Place {
  const [from, to] = [places[anchor], before[anchor]];
  return from && to ? { x: to.x - from.x, y: to.y - from.y } : { x: 0, y: 0 };
}

/** What is selected stays where its upper left corner was. */
function cornerShift(ids: string[], places: Record<string, Place>, before: Record<string, Place>): Place {
  const corner = (of: Record<string, Place>, axis: 'x' | 'y'): number => Math.min(...ids.flatMap((id) => (before[id] && places[id] ? [of[id]![axis]] : [])));
  if (!ids.some((id) => before[id] && places[id])) return { x: 0, y: 0 };
  return { x: corner(before, 'x') - corner(places, 'x'), y: corner(before, 'y') - corner(places, 'y') };
}

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

function createNode(flow: Flow, id: string, height = estimateHeight(flow.states[id]!)) {
  const exits = getExits(flow.states[id]!);
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
      .filter((exit) => exit.target && flow.states[exit.target])
      .map((exit) => ({
        from: id,
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
