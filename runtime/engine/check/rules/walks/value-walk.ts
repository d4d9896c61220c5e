import type { JsonObject } from '../../../../../schemas/json.js';
import type { Edge, FlowGraph, GraphStep } from '../../flow-graph.js';
import { callWide } from '../../../values.js';
import { getReturns, metaOf, readRows } from '../../flow-links.js';
import { getReachable } from '../../reach.js';
import { getTemplates } from '../../templates.js';
import { getBranches, toDotted } from './branches.js';

/** A value that a step looks at: in a template, or in the condition of a branch. */
export interface ValueRead {
  step: GraphStep;
  /** Dotted, such as `bill.amount`. */
  path: string;
  pointer: string;
  /** Where it may be missing: a branch has a way for that; a template names a default, or asks first whether it is there. */
  isMissed: 'branch' | 'default' | 'asked' | null;
}

/** Every value the steps a call can come to read that the flow itself must have set before. */
export function getValueReads(flow: FlowGraph): ValueRead[] {
  const sensitive = getSensitivePaths(flow);
  const inTemplates = getTemplates(flow).flatMap(({ step, pointer, text, check }) => {
    const source = text.byLanguage.get(pointer === text.pointer ? '' : languageOf(pointer)) ?? '';
    return check.variables.map((variable) => toDotted(variable)).map((path) => ({ step, path, pointer, isMissed: mayGiveNothing(step, text.property) ? ('default' as const) : missedIn(source, path) }));
  });
  const inBranches = flow.steps.flatMap((step) =>
    getBranches(step).flatMap(({ conditions, at }) => conditions.map(({ value }) => ({ step, path: toDotted(value), pointer: `${step.pointer}/meta/branches/${at}`, isMissed: 'branch' as const }))),
  );
  const inReturns = getReturns(flow).flatMap((step) =>
    readRows(step.data, 'results').flatMap(({ value }, at) => (typeof value === 'string' ? [{ step, path: toDotted(value), pointer: `${step.pointer}/meta/results/${at}`, isMissed: 'branch' as const }] : [])),
  );
  const parameters = getParameters(flow);
  return [...inTemplates, ...inBranches, ...inReturns].filter(({ step, path }) => path !== '' && flow.reachable.has(step) && !isGiven(step, path) && !parameters.has(rootOf(path)) && !sensitive.has(path));
}

/** What a flow is given by another one: its parameters, and, where it is made to be used so, what all flows of a call share. */
function getParameters(flow: FlowGraph): Set<unknown> {
  const names = readRows(metaOf(flow), 'parameters').map(({ name }) => name);
  const isUsed = names.length > 0 || flow.steps.some(({ type }) => type === 'return');
  return new Set(isUsed ? [...names, ...callWide] : names);
}

function rootOf(path: string): string {
  return path.split('.', 1)[0]!;
}

/** The steps that can set a value. */
export function getSetters(flow: FlowGraph, path: string): GraphStep[] {
  return [...flow.reachable].filter((step) => getSetPaths(step).some((set) => touches(set, path)));
}

/** Steps that a call can come to with the value set by one of the setters. */
export function getStepsWith(setters: readonly GraphStep[]): Set<GraphStep> {
  const targets = (step: GraphStep) => step.edges.map(({ target }) => target);
  return getReachable(setters.flatMap(targets), targets);
}

/** Steps that a call can come to with none of the setters having set the value. */
export function getStepsWithout(flow: FlowGraph, setters: readonly GraphStep[], path: string): Set<GraphStep> {
  const setting = new Set(setters);
  const granting = new Map<string, GraphStep[]>();
  for (const step of flow.steps) for (const level of grantedLevels(step)) granting.set(level, [...(granting.get(level) ?? []), step]);
  const reached = new Set(flow.initial ? [flow.initial] : []);
  const closed: { level: string; target: GraphStep }[] = [];
  for (;;) {
    for (const step of reached) {
      for (const edge of step.edges) {
        if ((setting.has(step) && isSetBy(step, edge)) || showsIsSet(step, edge.exit, path)) continue;
        const level = levelShown(step, edge.exit);
        // A level of identity that only steps behind the setters give is not reached without them.
        if (level !== null && granting.has(level) && !granting.get(level)!.some((giver) => reached.has(giver))) closed.push({ level, target: edge.target });
        else reached.add(edge.target);
      }
    }
    const open = closed.findIndex(({ level, target }) => !reached.has(target) && granting.get(level)!.some((giver) => reached.has(giver)));
    if (open < 0) return reached;
    reached.add(closed[open]!.target);
  }
}

/** Of the step's data, by its own definition; none where the data is malformed. */
export function getSetPaths(step: GraphStep): string[] {
  const known = setPaths.get(step);
  if (known) return known;
  let paths: string[] = [];
  try {
    paths = (step.definition?.sets?.(step.data) ?? []).filter((path) => typeof path === 'string');
    // A subflow may find out who calls, and may sell.
    if (step.type === 'subflow') paths = [...paths, ...callWide];
  } catch {
    // Half-written data, which `schema` tells of.
  }
  setPaths.set(step, paths);
  return paths;
}

const setPaths = new WeakMap<GraphStep, string[]>();

/** A value of an object sets the object, and an object that is set may hold the value. */
export function touches(set: string, read: string): boolean {
  return set === read || read.startsWith(`${set}.`) || set.startsWith(`${read}.`);
}

/** Nothing was entered or found where the step left for want of it. */
function isSetBy(step: GraphStep, { exit, kind }: Edge): boolean {
  if (step.type === 'lookup_customer') return exit === 'found';
  const declared = step.exits?.some(({ id }) => id === exit) ?? false;
  return declared && kind !== 'failure' && exit !== 'no_input' && exit !== 'no_match';
}

/** Whether every call knows it, wherever it is. */
export function isGivenToAll(path: string): boolean {
  return GIVEN.has(rootOf(path));
}

/** What every call knows, and what a step gives its own texts. */
function isGiven(step: GraphStep, path: string): boolean {
  const root = rootOf(path);
  return isGivenToAll(path) || (OWN[step.type ?? ''] ?? (step.type?.startsWith('collect_') ? ['entry', 'lead'] : [])).includes(root);
}

const GIVEN = new Set(['call', 'settings', 'switches', 'announcements', 'product', 'order', 'language']);

/** Where a template that gives nothing is as good as none: the caller is asked instead, or the head office takes it. */
const MAY_GIVE_NOTHING = new Set(['interest', 'when', 'branch', 'branchName']);

const OWN: Record<string, string[]> = { callback_request: ['callback'], enqueue: ['queue', 'callback'], http_request: ['body', 'status'] };

/** Where sensitive entries would be kept: another rule speaks of whoever reads them. */
function getSensitivePaths(flow: FlowGraph): Set<unknown> {
  return new Set(flow.steps.filter((step) => step.data['sensitive'] === true).map((step) => step.data['saveAs']));
}

function missedIn(source: string, path: string): ValueRead['isMissed'] {
  const name = path.replaceAll('.', '\\.').replace(/[^\w.\\]/g, '.');
  if (new RegExp(`\\{\\{-?\\s*${name}\\s*\\|[^}]*\\bdefault\\b`).test(source)) return 'default';
  const asked = source.match(/\{%-?\s*(?:if|elsif|unless|case)\b[^%]*%\}/g) ?? [];
  const parents = path.split('.').map((_, at, names) => names.slice(0, at + 1).join('.'));
  return asked.some((tag) => parents.some((parent) => tag.includes(parent))) ? 'asked' : null;
}

/** Comparisons that hold of what is not there. */
const HOLD_OF_NOTHING = new Set(['is_not_set', 'not_equal', 'is_false']);

/** A call that leaves by this exit of a branch has the value, since the branch has compared it. */
function showsIsSet(step: GraphStep, exit: string, path: string): boolean {
  return getBranches(step).some(({ id, conditions }) => id === exit && conditions.some(({ value, is }) => !HOLD_OF_NOTHING.has(is) && touches(toDotted(value), path)));
}

function levelShown(step: GraphStep, exit: string): string | null {
  const shown = getBranches(step).find(({ id }) => id === exit)?.conditions.find(({ value, is }) => value === 'call.identity.level' && is === 'equal');
  return typeof shown?.to === 'string' ? shown.to : null;
}

function grantedLevels(step: GraphStep): string[] {
  const identity = step.data['identity'] as JsonObject | null | undefined;
  return typeof identity?.['level'] === 'string' ? [identity['level']] : [];
}

function languageOf(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

/** Whether some branch of a group of steps compares what the group itself sets: such a loop counts its rounds. */
export function isCountedBy(group: readonly GraphStep[]): boolean {
  const set = group.filter((step) => !step.asks).flatMap(getSetPaths);
  const compared = group.flatMap((step) => getBranches(step).flatMap(({ conditions }) => conditions.map(({ value }) => toDotted(value))));
  return compared.some((path) => set.some((other) => touches(other, path)));
}

function mayGiveNothing(step: GraphStep, property: string): boolean {
  return step.type === 'collect_lead' && MAY_GIVE_NOTHING.has(property);
}
