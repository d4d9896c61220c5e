import type { StepDefinition, StepExit } from '../../../schemas/define-step.js';
import { MAX_SUBFLOW_DEPTH } from '../call-state.js';
import { readFlowGraph, type Edge, type FlowGraph, type GraphStep } from './flow-graph.js';
import { getReachable } from './reach.js';

/** The way from a step into the flow it leads to. No exit has such a name. */
export const ENTER = '→';

/** More steps than any flow with its subflows has; it bounds the time that a hostile set of flows takes. Beyond, subflows stay closed. */
const MAX_JOINED_STEPS = 20_000;

/**
 * A flow with what it leads into, as one graph: a copy of each subflow at every step that runs it, its steps named `sell/decide`, and one of each
 * flow that calls are handed over to, as `@survey/welcome`. Subflows return to where their exits lead. What is not known, or runs itself, stays a
 * step whose exits may all be taken. Linear in the size of what comes out.
 */
export function joinFlows(root: FlowGraph, others: Readonly<Record<string, unknown>>): FlowGraph {
  const rootId = idOf(root);
  const graphs = new Map<string, FlowGraph>([[rootId, root]]);
  const handed = new Map<string, GraphStep | null>();
  const joined: FlowGraph = { ...root, steps: [], byId: new Map(), initial: null, reachable: new Set() };
  joined.initial = place(root, '', null, [rootId]);
  joined.reachable = getReachable(joined.initial ? [joined.initial] : [], (step) => step.edges.map(({ target }) => target));
  return joined;

  /** Returns the first step of the copy. */
  function place(source: FlowGraph, prefix: string, frame: Frame | null, within: readonly string[]): GraphStep | null {
    const copies = new Map(source.steps.map((step) => [step, { ...step, id: prefix + step.id, edges: [] } as GraphStep]));
    const targetOf = (exit: string) => copies.get(source.byId.get(source.shared.get(exit)?.target ?? '')!) ?? null;
    const outer: Frame['outer'] = source.keys.size > 0 || !frame ? { keys: [...new Set(source.keys.values())], targetOf } : frame.outer;
    const refuge = targetOf('person') ?? frame?.failed ?? frame?.refuge ?? null;
    const home: FlowGraph = outer === frame?.outer ? { ...source, keys: frame.home.keys } : source;
    if (prefix === '') handed.set(idOf(source), copies.get(source.initial!) ?? null);
    if (prefix.startsWith('@')) handed.set(idOf(source), copies.get(source.initial!) ?? null);
    for (const copy of copies.values()) {
      joined.steps.push(copy);
      joined.byId.set(copy.id, copy);
    }
    for (const [step, copy] of copies) {
      if (frame) copy.joined = { by: frame.by, home, refuge, address: `${idOf(source)}/${step.id}`, returnsTo: null };
      copy.edges = step.edges.flatMap((edge) => ({ ...edge, target: copies.get(edge.target)! }));
      if (frame && outer === frame.outer && step.takesFlowKeys) copy.edges.push(...keyEdges(outer, copy.edges));
      if (frame?.returns && step.type === 'return') comeBack(copy, frame);
      lead(step, copy, { by: frame?.by ?? copy, home, outer, refuge, failed: copy.edges.find(({ exit }) => exit === 'failed')?.target ?? null, returns: true, step: copy }, within);
    }
    return source.initial && copies.get(source.initial)!;
  }

  /** Joins what the step leads into, where it can. */
  function lead(step: GraphStep, copy: GraphStep, frame: Frame, within: readonly string[]): void {
    const flow = step.data['flow'];
    if ((step.type !== 'subflow' && step.type !== 'go_to_flow') || typeof flow !== 'string') return;
    const source = graphOf(flow);
    if (!source) return;
    const initial = step.type === 'subflow' ? enterSubflow(source, copy, frame, within) : handOver(source, copy, frame);
    if (!initial) return;
    const ways = copy.edges;
    copy.edges = [{ exit: ENTER, target: initial, kind: 'next' }, ...ways.filter(({ exit }) => exit === 'failed')];
    copy.exits = [{ id: ENTER, label: { 'en-US': ENTER, 'zh-CN': ENTER }, kind: 'next' }, ...(copy.exits ?? []).filter(({ id }) => id === 'failed')];
  }

  function enterSubflow(source: FlowGraph, copy: GraphStep, frame: Frame, within: readonly string[]): GraphStep | null {
    const tooMany = joined.steps.length + source.steps.length > MAX_JOINED_STEPS;
    if (within.includes(idOf(source)) || within.length >= MAX_SUBFLOW_DEPTH || tooMany) return null;
    return place(source, `${copy.id}/`, { ...frame, ways: copy.edges }, [...within, idOf(source)]);
  }

  /** Flows that hand calls to one another go round; each stands here once. */
  function handOver(source: FlowGraph, copy: GraphStep, frame: Frame): GraphStep | null {
    const id = idOf(source);
    if (!handed.has(id) && joined.steps.length + source.steps.length > MAX_JOINED_STEPS) return null;
    if (!handed.has(id)) place(source, `@${id}/`, { ...frame, by: frame.by, outer: NO_KEYS, refuge: null, failed: null, returns: false, step: copy }, [id]);
    return handed.get(id) ?? null;
  }

  function graphOf(flow: string): FlowGraph | null {
    if (!graphs.has(flow) && Object.hasOwn(others, flow)) graphs.set(flow, readFlowGraph(others[flow]));
    return graphs.get(flow) ?? null;
  }
}

/** A step that leads into a flow of which nothing is known. */
export function isClosed({ type, edges }: GraphStep): boolean {
  return (type === 'subflow' || type === 'go_to_flow') && !isOpened({ edges });
}

/** A step that leads into a flow of this graph. */
export function isOpened({ edges }: Pick<GraphStep, 'edges'>): boolean {
  return edges.some(({ exit }) => exit === ENTER);
}

/** Where a copy stands: what leads into it, and what of the flows around it works in it. */
interface Frame {
  /** The step of the checked flow itself. */
  by: GraphStep;
  /** The step that leads into it. */
  step: GraphStep;
  home: FlowGraph;
  outer: { keys: readonly string[]; targetOf(exit: string): GraphStep | null };
  refuge: GraphStep | null;
  failed: GraphStep | null;
  /** It is a subflow. */
  returns: boolean;
  /** Of that step, before it was joined. */
  ways?: readonly Edge[];
}

const NO_KEYS: Frame['outer'] = { keys: [], targetOf: () => null };

/** Keys of a flow around this one work in a flow that has none. */
function keyEdges(outer: Frame['outer'], known: readonly Edge[]): Edge[] {
  return outer.keys.flatMap((exit) => {
    const target = known.some((edge) => edge.exit === exit) ? null : outer.targetOf(exit);
    return target ? [{ exit, target, kind: 'choice' as const }] : [];
  });
}

/** A return is no ending here: it leads where its exit leads in the flow around, or, where that one has no such exit, to its `failed`. */
function comeBack(copy: GraphStep, { step, ways = [] }: Frame): void {
  const exit = typeof copy.data['exit'] === 'string' ? copy.data['exit'] : '';
  const way = ways.find((edge) => edge.exit === exit) ?? ways.find((edge) => edge.exit === 'failed');
  const exits: StepExit[] = way ? [{ id: way.exit, label: { 'en-US': way.exit, 'zh-CN': way.exit }, kind: way.kind }] : [];
  copy.isFinal = false;
  copy.exits = exits;
  copy.edges = way ? [{ ...way }] : [];
  copy.joined!.returnsTo = step;
  copy.definition = copy.definition && ({ ...copy.definition, final: false, exits: () => exits, enter: () => ({ exit: way?.exit ?? 'failed' }) } satisfies StepDefinition);
}

function idOf({ document }: FlowGraph): string {
  const { id } = (typeof document === 'object' && document !== null ? document : {}) as { id?: unknown };
  return typeof id === 'string' ? id : '';
}
