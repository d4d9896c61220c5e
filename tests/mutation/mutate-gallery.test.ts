import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Product } from '../../schemas/documents/product.js';
import { checkFlow } from '../../runtime/engine/check/check-flow.js';
import type { Problem } from '../../runtime/engine/check/problem.js';
import { readGalleryFlow } from '../gallery/gallery.js';
import { mutations, type Draft, type Random } from './mutations.js';

/** Ways in which each gallery flow is broken. */
const MUTATIONS = 200;

/** Per cent of each kind that must be caught at least; what is not named here must be caught always. */
const MINIMUM: Record<string, number> = { targets_swapped: 25 };

const kinds = Object.keys(mutations);

const ids = readdirSync(new URL('../../flows/', import.meta.url)).filter((name) => name.endsWith('.flow.json')).map((name) => name.slice(0, -'.flow.json'.length));

describe.each(ids)('%s, broken at random', (id) => {
  const { text, products } = readGalleryFlow(id);
  const catalogue: Record<string, Product> = Object.fromEntries(products.map((product) => [product.id, product]));
  const known = new Set(checkFlow(JSON.parse(text), { products: catalogue }).map(nameOf));
  const tried = kinds.map((kind, at) => ({ kind, runs: breakOften(kind, Math.floor(MUTATIONS / kinds.length) + Number(at < MUTATIONS % kinds.length), at) }));

  test(`is broken in ${MUTATIONS} ways, each a change of the flow`, () => {
    const runs = tried.flatMap((kind) => kind.runs);
    expect(runs).toHaveLength(MUTATIONS);
    expect(runs.filter(({ isChanged }) => !isChanged)).toEqual([]);
  });

  test.each(tried)('$kind is caught as often as it must be', ({ kind, runs }) => {
    const missed = runs.filter(({ rules }) => rules.length === 0).map(({ what }) => what);
    const caught = (100 * (runs.length - missed.length)) / runs.length;
    const least = MINIMUM[kind] ?? 100;
    expect({ kind, caught: Math.round(caught), missed }).toEqual({ kind, caught: expect.any(Number), missed: least === 100 ? [] : expect.any(Array) });
    expect(caught).toBeGreaterThanOrEqual(least);
  });

  test('every way round consent is told by its own rule', () => {
    const runs = tried.filter(({ kind }) => kind === 'consent_bypassed' || kind === 'purchase_read_as_change').flatMap((kind) => kind.runs);
    expect(runs.length).toBeGreaterThan(30);
    expect(runs.filter(({ rules }) => !rules.includes('consent-order'))).toEqual([]);
  });

  function breakOften(kind: string, times: number, seed: number) {
    const random = createRandom(seed + 1);
    return Array.from({ length: times }, () => {
      const flow = JSON.parse(text) as Draft;
      const what = mutations[kind]!(flow, random);
      const found = checkFlow(flow, { products: catalogue }).filter((problem) => !known.has(nameOf(problem)));
      return { what, isChanged: JSON.stringify(flow) !== JSON.stringify(JSON.parse(text)), rules: found.map(({ rule }) => rule) };
    });
  }
});

function nameOf({ rule, pointer, message }: Problem): string {
  return `${rule} ${pointer} ${message}`;
}

/** The same numbers in every run (mulberry32). */
function createRandom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
