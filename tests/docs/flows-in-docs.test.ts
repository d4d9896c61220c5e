import { describe, expect, test } from '@jest/globals';
import { checkFlow } from '../../runtime/engine/check/check-flow.js';
import type { Flow } from '../../schemas/documents/flow.js';
import { validateProduct } from '../../schemas/published/validators.js';
import { simulateCall } from '../../runtime/phone/simulate-call.js';
import { pages, readBlocks, readPage } from './read-markdown.js';

interface Example {
  page: string;
  document: { id?: string; states?: object; quoted?: object };
}

const examples: Example[] = pages.flatMap((page) =>
  readBlocks(readPage(page)).flatMap(({ language, text }) => (language === 'json' ? [{ page, document: JSON.parse(text) as Example['document'] }] : [])),
);

/** The step type of CONTRIBUTING.md exists only where its steps are followed; its own test calls that flow. */
const flows = examples.filter(({ page, document }) => document.states && page !== 'CONTRIBUTING.md');

/** Flows of one page lie beside each other. */
function besides(page: string): Record<string, unknown> {
  return Object.fromEntries(flows.flatMap((example) => (example.page === page && example.document.id ? [[example.document.id, example.document]] : [])));
}

describe('The JSON in the docs', () => {
  test('has a flow on the front page', () => {
    expect(flows.map(({ page }) => page)).toContain('README.md');
  });

  test.each(flows)('the flow in $page has no problems', ({ page, document }) => {
    expect(checkFlow(document, { flows: besides(page) }).map(({ message }) => message)).toEqual([]);
  });

  test.each(flows)('the flow in $page answers a caller', async ({ page, document }) => {
    const { call, problems } = await simulateCall({ document: document as unknown as Flow, flows: besides(page), products: [], tokens: '1' });
    expect(problems).toEqual([]);
    expect(call).toMatchObject({ endedBy: 'flow', endState: expect.stringMatching(/completed|informed/) });
  });

  test.each(examples.filter(({ document }) => document.quoted))('the product in $page is valid', ({ document }) => {
    expect(validateProduct(document) ? [] : validateProduct.errors).toEqual([]);
  });
});
