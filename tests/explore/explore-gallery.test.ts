import { describe, expect, test } from '@jest/globals';
import { exploreFlow } from '../../runtime/engine/explore/explore-flow.js';
import { consentParts } from '../../runtime/engine/explore/sale.js';
import { writeScenarios } from '../../runtime/engine/explore/write-scenarios.js';
import { measureCoverage } from '../../runtime/phone/measure-coverage.js';
import { consentChain } from '../../runtime/sales/check-consent.js';
import { readGalleryFlow } from '../gallery/gallery.js';
import { runScript } from './run-script.js';

const { document, products } = readGalleryFlow('card-services');
const options = { products: Object.fromEntries(products.map((product) => [product.id, product])) };

test('The walk knows the consent an order needs as the selling rules do', () => {
  expect(consentParts).toEqual([...consentChain]);
});

describe('card-services', () => {
  test('is proved in a number of states that is near its size', () => {
    const { properties, size, isComplete } = exploreFlow(document, options);
    expect(isComplete).toBe(true);
    expect(properties.filter(({ verdict }) => verdict !== 'proved').map(({ id }) => id)).toEqual([]);
    expect(size.states).toBeLessThan(30 * size.steps);
  });

  test('has scenarios in which callers of the real engine take every exit that can be taken', async () => {
    const { scenarios } = writeScenarios(document, options);
    const { exits } = exploreFlow(document, options);
    const calls = [];
    for (const scenario of scenarios) {
      const call = await runScript(document, scenario, { products });
      expect({ name: scenario.name, path: call.path, tokensLeft: call.tokensLeft }).toEqual({ name: scenario.name, path: scenario.expect.steps, tokensLeft: 0 });
      expect(call.events.filter(({ type }) => type === 'failed')).toEqual([]);
      calls.push({ path: call.path, records: [{ turn: 0, at: '', input: null, events: call.events }] });
    }
    const covered = measureCoverage(document, calls as never);
    expect(covered.exits.missing).toEqual(exits.guards);
    expect(covered.steps.missing).toEqual([]);
  });
});
