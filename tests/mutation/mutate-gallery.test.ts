import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Product } from '../../schemas/documents/product.js';
import { readGalleryFlow } from '../gallery/gallery.js';
import { renderCaught, runMutations, type Run } from './run-mutations.js';

/** Ways in which each gallery flow is broken. */
const MUTATIONS = 200;

/** Per cent of each kind that must be caught at least; what is not named here must be caught always. Two ways that are exchanged can both be sound. */
const MINIMUM: Record<string, number> = { targets_swapped: 0 };

/** Of all flows together. */
const SWAPS_CAUGHT = 20;

const ids = readdirSync(new URL('../../flows/', import.meta.url)).filter((name) => name.endsWith('.flow.json')).map((name) => name.slice(0, -'.flow.json'.length));
const gallery = ids.map(readGalleryFlow);
const options = {
  products: Object.fromEntries(gallery[0]!.products.map((product) => [product.id, product])) as Record<string, Product>,
  flows: Object.fromEntries(gallery.map(({ document }) => [document.id, document])),
};

const all: Run[] = [];

describe.each(gallery.map(({ document }) => [document.id, document] as const))('%s, broken at random', (_id, flow) => {
  const runs = runMutations(flow, MUTATIONS, options);
  all.push(...runs);

  test(`is broken in ${MUTATIONS} ways, each a change of the flow`, () => {
    expect(runs).toHaveLength(MUTATIONS);
    expect(runs.filter(({ isChanged }) => !isChanged)).toEqual([]);
  });

  test.each([...new Set(runs.map(({ kind }) => kind))])('%s is caught as often as it must be', (kind) => {
    const own = runs.filter((run) => run.kind === kind);
    const missed = own.filter(({ rules }) => rules.length === 0).map(({ what }) => what);
    const least = MINIMUM[kind] ?? 100;
    expect({ kind, missed: missed.length <= own.length * (1 - least / 100) ? [] : missed }).toEqual({ kind, missed: [] });
  });

  test('every way round consent is told by its own rule', () => {
    const bypasses = runs.filter(({ kind }) => kind === 'consent_bypassed' || kind === 'purchase_read_as_change');
    expect(bypasses.filter(({ rules }) => !rules.includes('consent-order'))).toEqual([]);
  });
});

test('What is caught of all that was broken', () => {
  process.stdout.write(`\n${renderCaught(all)}\n`);
  expect(all.filter(({ kind }) => kind === 'consent_bypassed').length).toBeGreaterThan(20);
  const swaps = all.filter(({ kind }) => kind === 'targets_swapped');
  expect((100 * swaps.filter(({ rules }) => rules.length > 0).length) / swaps.length).toBeGreaterThanOrEqual(SWAPS_CAUGHT);
});
