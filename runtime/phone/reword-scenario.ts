import type { Reworded } from '../../schemas/answers/reworded.js';
import type { Scenario } from '../../schemas/documents/scenario.js';
import { shareOf } from '../engine/diff/diff-words.js';
import { checkScenario } from './check-scenario.js';
import type { SimulatedCall } from './simulate-call.js';

type Tried = Pick<SimulatedCall, 'call' | 'path' | 'problems' | 'faults'>;

/** `null` where the words are as expected, or nothing could be heard. */
export function rewordScenario({ expect }: Pick<Scenario, 'expect'>, called: Tried): Reworded | null {
  if (called.problems.length > 0 || !expect.hears) return null;
  if (checkScenario({ hears: expect.hears }, { ...called, faults: [] }).length === 0) return null;
  const heard = called.call.turns.flatMap((turn) => turn.heard.map(({ text }) => text));
  const { hears: _hears, ...rest } = expect;
  return {
    ...takeOver(expect.hears, heard),
    onlyWords: called.faults.length === 0 && checkScenario(rest, called).length === 0,
    sameWay: JSON.stringify(expect.steps) === JSON.stringify(called.path),
  };
}

/** Text by text: parts that are in it stay; where one of them is not, the whole text takes the place of them. */
function takeOver(hears: readonly string[], heard: readonly string[]): Pick<Reworded, 'hears' | 'changes'> {
  const places = alignParts(hears, heard);
  const changes = hears.flatMap((before, part) => {
    const at = places[part]!;
    return at !== null && heard[at]!.includes(before) ? [] : [{ before, after: at === null ? null : heard[at]! }];
  });
  const all = heard.flatMap((text, at) => {
    const parts = hears.filter((_part, index) => places[index] === at);
    return standInOrder(parts, text) ? parts : [text];
  });
  return { hears: all, changes };
}

function standInOrder(parts: readonly string[], text: string): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}

/** A part that is in a text counts as much as two that are only like theirs. */
const CONTAINED = 2;

/** The least that a part has of a text that took its place. */
const ALIKE = 0.35;

/** The same for one that comes in beside others, while the text has room for it. */
const ALIKE_BESIDE = 0.2;

/**
 * Which text each part belongs to; `null` for one that nothing came for. Parts that are like no text belong to those that are left
 * between their neighbours, where these are as many: a recorded call has a part for each text, so there an all new text is found too.
 */
function alignParts(hears: readonly string[], heard: readonly string[]): (number | null)[] {
  const places = alignAlike(hears, heard);
  for (let part = 0; part < hears.length; part += 1) {
    if (places[part] !== null) continue;
    const end = [...places.keys()].find((other) => other > part && places[other] !== null) ?? hears.length;
    const before = part === 0 ? -1 : places[part - 1]!;
    const free = (places[end] ?? heard.length) - before - 1;
    if (free === end - part) for (let at = part; at < end; at += 1) places[at] = before + 1 + at - part;
    part = end;
  }
  return places;
}

/** Parts and the texts they are like, in their order, so that as much as can be stays. */
function alignAlike(hears: readonly string[], heard: readonly string[]): (number | null)[] {
  const likeness = hears.map((part) => heard.map((text) => (text.includes(part) ? CONTAINED : shareOf(part, text))));
  // best[part][text]: the most that the parts from this one on are worth in the texts from this one on.
  const best = Array.from({ length: hears.length + 1 }, () => new Float64Array(heard.length + 1));
  /** Behind which part the parts in one text may end, from this one on: others come in while there is room for them. */
  const together = (part: number, text: number): number => {
    let end = part + 1;
    let left = heard[text]!.length - hears[part]!.length;
    while (end < hears.length && likeness[part]![text]! >= ALIKE && likeness[end]![text]! >= ALIKE_BESIDE && left > 0) left -= hears[end++]!.length;
    return end;
  };
  const worth = (part: number, text: number, end: number): number => {
    let sum = best[end]![text + 1]!;
    for (let other = part; other < end; other += 1) sum += likeness[other]![text]!;
    return sum;
  };
  for (let part = hears.length - 1; part >= 0; part -= 1) {
    for (let text = heard.length - 1; text >= 0; text -= 1) {
      let most = Math.max(best[part + 1]![text]!, best[part]![text + 1]!);
      if (likeness[part]![text]! >= ALIKE) for (let end = together(part, text); end > part; end -= 1) most = Math.max(most, worth(part, text, end));
      best[part]![text] = most;
    }
  }

  const places = new Array<number | null>(hears.length).fill(null);
  let [part, text] = [0, 0];
  while (part < hears.length && text < heard.length) {
    const most = best[part]![text]!;
    let taken = 0;
    for (let end = together(part, text); end > part && taken === 0; end -= 1) if (likeness[part]![text]! >= ALIKE && worth(part, text, end) === most) taken = end;
    if (taken > 0) {
      places.fill(text, part, taken);
      [part, text] = [taken, text + 1];
    } else if (best[part]![text + 1] === most) text += 1;
    else part += 1;
  }
  return places;
}
