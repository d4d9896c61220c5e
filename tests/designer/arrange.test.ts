import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import ElkBundled from 'elkjs/lib/elk.bundled.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Draft } from '../../designer/drafts/draft-store.js';
import { connectExit, deleteSteps, insertStep, type Place } from '../../designer/drafts/edits.js';
import { getExits } from '../../designer/drafts/step-types.js';
import { boxAround } from '../../designer/canvas/align-boxes.js';
import { arrangeSteps, type LayoutRequest } from '../../designer/canvas/arrange-steps.js';
import { CARD_WIDTH, estimateHeight } from '../../designer/canvas/card-size.js';
import { isClear } from '../../designer/canvas/free-place.js';
import { besides, findStepPlace } from '../../designer/canvas/place-step.js';

const elk = new (ElkBundled as unknown as new () => { layout(graph: ElkNode): Promise<ElkNode> })();
const arrange = (flow: Flow, request: LayoutRequest = {}) => arrangeSteps(flow, request, (graph) => elk.layout(graph));
const gallery = readdirSync('flows').filter((file) => file.endsWith('.flow.json'));
const laidOut = new Map<string, Promise<Record<string, Place>>>();
/** A flow of the gallery as it is laid out the first time, which takes seconds for a large one. */
function layOut(file: string): Promise<Record<string, Place>> {
  const before = laidOut.get(file) ?? arrange(readFlow(file));
  laidOut.set(file, before);
  return before;
}
const readFlow = (file: string) => JSON.parse(readFileSync(`flows/${file}`, 'utf8')) as Flow;

/** What a person does with the key A: a new step on a way, beside where it comes from, in the first space below that is free. */
function insertBehind({ document, layout }: Draft, step: string, exit: string): Draft {
  const boxes = Object.entries(layout.positions).map(([id, place]) => ({ ...place, width: CARD_WIDTH, height: estimateHeight(document.states[id]!) }));
  return insertStep(step, exit, 'new_step', 'say', findStepPlace({ ...besides(layout.positions[step]!), width: CARD_WIDTH, height: 150 }, boxes, layout.positions[step]!))({ document, layout });
}

interface Stability {
  /** Pairs of unchanged steps that shared a column before and after, and how many of them changed their order. */
  pairs: number;
  swapped: string[];
  /** Unchanged steps no further to the right than the step the new one was put behind, that moved all the same. */
  movedUpstream: string[];
  covered: string[];
}

function compare(flow: Flow, before: Record<string, Place>, after: Record<string, Place>, behind: string): Stability {
  const ids = Object.keys(before);
  const columns = ids.flatMap((a, at) => ids.slice(at + 1).filter((b) => before[a]!.x === before[b]!.x && after[a]!.x === after[b]!.x).map((b) => [a, b] as const));
  const upstream = ids.filter((id) => before[id]!.x <= before[behind]!.x);
  const isMoved = (id: string): boolean => before[id]!.x !== after[id]!.x || before[id]!.y !== after[id]!.y;
  return {
    pairs: columns.length,
    swapped: columns.filter(([a, b]) => Math.sign(before[a]!.y - before[b]!.y) !== Math.sign(after[a]!.y - after[b]!.y)).map((pair) => pair.join('/')),
    movedUpstream: upstream.filter(isMoved),
    covered: findCovered(flow, after),
  };
}

function findCovered(flow: Flow, places: Record<string, Place>): string[] {
  const ids = Object.keys(places);
  const under = (a: string, b: string): boolean => Math.abs(places[a]!.x - places[b]!.x) < CARD_WIDTH && places[a]!.y <= places[b]!.y && places[b]!.y < places[a]!.y + estimateHeight(flow.states[a]!);
  return ids.flatMap((a) => ids.filter((b) => a !== b && under(a, b)).map((b) => `${a} over ${b}`));
}

/** Up to so many ways of a flow, spread over it. */
function someWays(flow: Flow, most: number): { step: string; exit: string }[] {
  const all = Object.entries(flow.states).flatMap(([step, state]) => getExits(state).filter(({ target, kind }) => target && kind !== 'failure').map((exit) => ({ step, exit: exit.id })));
  return all.filter((_, at) => at % Math.ceil(all.length / most) === 0);
}

describe('a step put into a flow that is laid out', () => {
  test.each(gallery)('%s: columns keep their order, and what stands before the new step its place', async (file) => {
    const document = readFlow(file);
    const before = await layOut(file);
    let pairsSeen = 0;
    for (const { step, exit } of someWays(document, 12)) {
      const draft = insertBehind({ document, layout: { flow: document.id, positions: before } }, step, exit);
      const after = await arrange(draft.document, { before: draft.layout.positions });
      const { pairs, swapped, movedUpstream, covered } = compare(draft.document, before, after, step);
      expect({ at: `${step}.${exit}`, swapped, movedUpstream, covered }).toEqual({ at: `${step}.${exit}`, swapped: [], movedUpstream: [], covered: [] });
      expect(after['new_step']!.x).toBeGreaterThan(before[step]!.x + CARD_WIDTH);
      pairsSeen += pairs;
    }
    expect(pairsSeen).toBeGreaterThan(0);
  }, 120_000);
});

describe('arranging again', () => {
  test('without a change moves nothing', async () => {
    const document = readFlow('branch-line.flow.json');
    const before = await arrange(document);
    expect(await arrange(document, { before })).toEqual(before);
  });

  test('after a step was deleted moves nothing', async () => {
    const document = readFlow('after-hours-line.flow.json');
    const before = await arrange(document);
    const gone = Object.keys(document.states)[20]!;
    const { document: after, layout } = deleteSteps([gone])({ document, layout: { flow: document.id, positions: before } });
    const moved = compare(after, layout.positions, await arrange(after, { before: layout.positions }), document.initial);
    expect([moved.swapped, moved.movedUpstream, moved.covered]).toEqual([[], [], []]);
  });

  test('keeps a chain of 600 steps and their branches in order when one comes in between', async () => {
    const document = createLarge(600);
    const before = await arrange(document);
    const draft = insertBehind({ document, layout: { flow: 'large', positions: before } }, 's40', 'next');
    const after = await arrange(draft.document, { before: draft.layout.positions });
    const { pairs, swapped, movedUpstream, covered } = compare(draft.document, before, after, 's40');
    expect({ swapped, movedUpstream, covered }).toEqual({ swapped: [], movedUpstream: [], covered: [] });
    expect(pairs).toBeGreaterThan(1000);
  });

  test('brings a step that leads on elsewhere before where it leads now, and nothing else', async () => {
    const document = readFlow('satisfaction-survey.flow.json');
    const before = await arrange(document);
    const [far] = Object.keys(before).toSorted((a, b) => before[b]!.x - before[a]!.x);
    const [step, state] = Object.entries(document.states).find(([, one]) => one.on?.['next'])!;
    const after = await arrange(connectExit(step, 'next', far!)({ document, layout: { flow: document.id, positions: before } }).document, { before });
    expect(state.on?.['next']).not.toBe(far);
    expect(compare(document, before, after, document.initial).swapped).toEqual([]);
    expect(after[far!]!.x).toBeGreaterThan(after[step]!.x);
  });

  test('takes a card back that was dragged away, and leaves the others', async () => {
    const document = readFlow('branch-line.flow.json');
    const before = await arrange(document);
    const [, , dragged] = Object.keys(before);
    const after = await arrange(document, { before: { ...before, [dragged!]: { x: 9000, y: 7000 } } });
    expect(after[dragged!]!.x).toBeLessThan(4000);
    expect(Object.keys(before).filter((id) => id !== dragged && before[id]!.x === after[id]!.x).length).toBeGreaterThan(Object.keys(before).length / 2);
    expect(findCovered(document, after)).toEqual([]);
  });

  test('lays out anew what stands in a heap, or when asked to', async () => {
    const document = readFlow('identify-caller.flow.json');
    const fresh = await arrange(document);
    const heap = Object.fromEntries(Object.keys(document.states).map((id, at) => [id, { x: 0, y: at * 200 }]));
    const after = await arrange(document, { before: { ...heap, [document.initial]: fresh[document.initial]! } });
    const columnsOf = (places: Record<string, Place>) => Object.fromEntries(Object.entries(places).map(([id, { x }]) => [id, x]));
    expect(columnsOf(after)).toEqual(columnsOf(fresh));
    const turned = Object.fromEntries(Object.entries(fresh).map(([id, { x, y }]) => [id, { x, y: -y }]));
    expect(await arrange(document, { before: turned, anew: true })).not.toEqual(await arrange(document, { before: turned }));
  });
});

describe('a frame', () => {
  test.each(gallery)('%s: what it holds is laid out together, and nothing else stands there', async (file) => {
    const document = readFlow(file);
    const before = await layOut(file);
    const ids = Object.keys(document.states);
    const members = ids.filter((_, at) => at > 0 && at % 7 === 0).slice(0, 8);
    const groups = [{ id: 'frame_1', steps: members.slice(0, 3), inside: 'frame_2' }, { id: 'frame_2', steps: members.slice(3) }, { id: 'frame_3', steps: [] }];
    const after = await arrange(document, { before, anew: true, groups });
    for (const together of [members.slice(0, 3), members]) {
      const frame = boxAround(together.map((id) => boxOf(document, after, id)));
      const held = ids.filter((id) => !isClear(boxOf(document, after, id), [frame]));
      expect(held.toSorted()).toEqual(together.toSorted());
    }
    expect([Object.keys(after).toSorted(), findCovered(document, after)]).toEqual([ids.toSorted(), []]);
  }, 120_000);
});

describe('a selection', () => {
  test.each(gallery)('%s: covers nothing that is not selected', async (file) => {
    const document = readFlow(file);
    const before = await layOut(file);
    const only = Object.keys(document.states).filter((_, at) => at % 5 === 1);
    const after = await arrange(document, { before, only });
    expect(Object.keys(after).toSorted()).toEqual(only.toSorted());
    expect(findCovered(document, { ...before, ...after })).toEqual([]);
  }, 120_000);
});

function boxOf(flow: Flow, places: Record<string, Place>, id: string) {
  return { ...places[id]!, width: CARD_WIDTH, height: estimateHeight(flow.states[id]!) };
}

/** A chain with a side step at each third step. */
function createLarge(count: number): Flow {
  const say = (on: Record<string, string>) => ({ meta: { step: 'say', prompt: { 'en-US': 'Hello.' } }, on });
  const menu = (on: Record<string, string>) => ({ meta: { step: 'menu', prompt: { 'en-US': 'Press 1 or 2.' }, choices: [{ id: 'on', key: '1', label: { 'en-US': 'On' } }, { id: 'side', key: '2', label: { 'en-US': 'Side' } }] }, on });
  const next = (at: number): string => `s${Math.min(count - 1, at)}`;
  const states = Object.fromEntries(Array.from({ length: count }, (_, at) => [`s${at}`, at % 3 === 0 ? menu({ on: next(at * 2 + 1), side: next(at * 2 + 2) }) : say(at === count - 1 ? {} : { next: next(at * 2 + 1) })]));
  return { id: 'large', initial: 's0', meta: { specVersion: '1.0', name: 'Large', languages: ['en-US'] }, states };
}
