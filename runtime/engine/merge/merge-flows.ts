import type { Flow } from '../../../schemas/documents/flow.js';
import type { Json } from '../../../schemas/json.js';
import { pointerTo, readPointer, stepOfPointer } from '../check/pointer.js';
import type { Messages } from '../check/problem.js';
import { matchRenames, renameSteps } from '../diff/match-renames.js';
import { mergeJson, type JsonConflict } from './merge-json.js';
import { getEntry } from '../../../schemas/get-entry.js';

/** A place where two people changed the same thing in different ways. The merged document has mine. */
export interface MergeConflict {
  /** JSON pointer (RFC 6901) into the merged document. */
  pointer: string;
  /** `null`: there is nothing. */
  base: Json;
  mine: Json;
  theirs: Json;
  /** Of a step that one removed and the other changed: the ways into it, as pointers. They stand and fall with the step. */
  ways?: string[];
  message: string;
  messages: Messages;
}

export interface MergedFlow {
  document: Flow;
  conflicts: MergeConflict[];
}

/**
 * Brings two drafts that began as one together: what only one of them changed is taken, what both changed in the same way too. Steps follow a
 * renaming of their id; choices and the like are matched by id. In a conflict the document keeps mine, so that it can always be opened.
 */
export function mergeFlows(base: Flow, mine: Flow, theirs: Flow): MergedFlow {
  const renamed = alignRenames(base, mine, theirs);
  const { value, conflicts } = mergeJson(asJson(renamed.base), asJson(renamed.mine), asJson(renamed.theirs));
  const merged = value as unknown as Flow;
  const named = conflicts.map((found) => nameWays(describe(found), merged, renamed));
  const document = named.reduce((flow, { mine, ways = [], pointer }) => (mine === null ? flow : setWays(flow, ways, stepOfPointer(pointer)!)), merged);
  return { document, conflicts: [...renamed.conflicts, ...named, ...findLostTargets(document, renamed)] };
}

/** The ways into a step that went with it on the side that removed it, and that nobody led elsewhere. */
function nameWays(conflict: MergeConflict, document: Flow, { base, mine, theirs }: Aligned): MergeConflict {
  const path = readPointer(conflict.pointer);
  if (path.length !== 2 || path[0] !== 'states' || (conflict.mine === null) === (conflict.theirs === null)) return conflict;
  const here = new Set(waysTo(conflict.mine === null ? theirs : mine, path[1]!));
  const ways = waysTo(base, path[1]!).filter((way) => here.has(way) && isFree(document, way));
  return ways.length > 0 ? { ...conflict, ways } : conflict;
}

function waysTo({ on = {}, states }: Flow, step: string): string[] {
  const shared = Object.entries(on).flatMap(([exit, target]) => (target === `.${step}` ? [pointerTo('on', exit)] : []));
  return [...shared, ...Object.entries(states).flatMap(([id, state]) => Object.entries(state.on ?? {}).flatMap(([exit, target]) => (target === step ? [pointerTo('states', id, 'on', exit)] : [])))];
}

function isFree({ on, states }: Flow, way: string): boolean {
  const [part, id, , exit] = readPointer(way);
  return part === 'on' ? getEntry(on, id!) === undefined : getEntry(states, id!) !== undefined && getEntry(getEntry(states, id!)!.on, exit!) === undefined;
}

/** Leads these ways to a step, or (`null`) takes them away. Ways of steps that are not there are left out. */
export function setWays(flow: Flow, ways: readonly string[], step: string | null): Flow {
  return ways.reduce((document, way) => {
    const [part, id, , exit] = readPointer(way);
    if (part === 'on') return { ...document, on: withWay(document.on, id!, step && `.${step}`) };
    const state = getEntry(document.states, id!);
    return state ? { ...document, states: { ...document.states, [id!]: { ...state, on: withWay(state.on, exit!, step) } } } : document;
  }, flow);
}

function withWay(on: Record<string, string> = {}, exit: string, target: string | null): Record<string, string> {
  const { [exit]: _before, ...others } = on;
  return target === null ? others : { ...on, [exit]: target };
}

interface Aligned {
  base: Flow;
  mine: Flow;
  theirs: Flow;
  conflicts: MergeConflict[];
}

/** All three under the new ids; where both renamed one step, mine. */
function alignRenames(base: Flow, mine: Flow, theirs: Flow): Aligned {
  const [byMe, byThem] = [matchRenames(base, mine), matchRenames(base, theirs)];
  const conflicts = [...byMe].flatMap(([from, to]) => {
    const other = byThem.get(from);
    return other === undefined || other === to ? [] : [renamedTwice(from, to, other)];
  });
  const isFree = (flow: Flow, id: string) => !Object.hasOwn(flow.states, id);
  const mineToo = new Map([...byMe].filter(([from, to]) => byThem.get(from) !== to && isFree(theirs, to)).map(([from, to]) => [byThem.get(from) ?? from, to]));
  const theirsToo = new Map([...byThem].filter(([from, to]) => !byMe.has(from) && isFree(mine, to)));
  return {
    base: renameSteps(base, new Map([...theirsToo, ...byMe])),
    mine: renameSteps(mine, theirsToo),
    theirs: renameSteps(theirs, mineToo),
    conflicts,
  };
}

function renamedTwice(from: string, to: string, other: string): MergeConflict {
  return conflict(pointerTo('states', to), from, to, other, {
    'en-US': `Step ${from} was renamed to ${to} here and to ${other} there; it is ${to} now.`,
    'zh-CN': `步骤 ${from} 在此改名为 ${to}，在对方改名为 ${other}；现为 ${to}。`,
  });
}

/** One removed a step that the other leads to. */
function findLostTargets(document: Flow, { base }: Aligned): MergeConflict[] {
  const isLost = (target: string) => !Object.hasOwn(document.states, target) && Object.hasOwn(base.states, target);
  const lost = (pointer: string, target: string) =>
    isLost(target)
      ? [
          conflict(pointer, asJson(getEntry(base.states, target)), target, null, {
            'en-US': `This leads to step ${target}, which one of the two removed; choose another step or bring it back.`,
            'zh-CN': `这里通往步骤 ${target}，而其中一方已把它删除；请改选其他步骤，或恢复它。`,
          }),
        ]
      : [];
  return [
    ...lost('/initial', document.initial),
    ...Object.entries(document.on ?? {}).flatMap(([exit, target]) => lost(pointerTo('on', exit), target.slice(1))),
    ...Object.entries(document.states).flatMap(([id, { on }]) => Object.entries(on ?? {}).flatMap(([exit, target]) => lost(pointerTo('states', id, 'on', exit), target))),
  ];
}

function describe({ pointer, base, mine, theirs }: JsonConflict): MergeConflict {
  const kind = mine === undefined ? 'removedHere' : theirs === undefined ? 'removedThere' : 'changed';
  return conflict(pointer, base ?? null, mine ?? null, theirs ?? null, {
    'en-US': { changed: 'Changed in two ways; mine stands.', removedHere: 'Removed here and changed there; it stays removed.', removedThere: 'Changed here and removed there; it stays.' }[kind],
    'zh-CN': { changed: '双方改法不同；保留我的。', removedHere: '我已删除而对方有改动；保持删除。', removedThere: '我有改动而对方已删除；予以保留。' }[kind],
  });
}

function conflict(pointer: string, base: Json, mine: Json, theirs: Json, messages: Messages): MergeConflict {
  return { pointer, base, mine, theirs, message: `${pointer}: ${messages['en-US']}`, messages };
}

function asJson(value: unknown): Json {
  return value as Json;
}
