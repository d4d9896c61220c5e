import { describe, expect, it } from '@jest/globals';
import { createMachine } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { definitions } from '../../schemas/definitions.js';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import { validateFlow, validateLayout, validateProduct, validateScenarios } from '../../schemas/published/validators.js';
import { checkFlow } from '../../runtime/engine/check/check-flow.js';
import { galleryFlowIds, readGalleryFlow, subflowIds } from './gallery.js';

describe.each(galleryFlowIds)('%s', (id) => {
  const { text, document, flows, layout, scenarioFile, products, calendars } = readGalleryFlow(id);
  const catalogue: Record<string, Product> = Object.fromEntries(products.map((product) => [product.id, product]));
  const steps = Object.entries(document.states);

  describe('the documents', () => {
    it.each([
      ['flow', validateFlow, document],
      ['layout', validateLayout, layout],
      ['scenarios', validateScenarios, scenarioFile],
      ...products.map((product) => [product.id, validateProduct, product] as const),
    ] as const)('%s fits its schema', (_name, validate, value) => {
      expect([(validate as (value: unknown) => boolean)(value), validate.errors ?? []]).toEqual([true, []]);
    });

    it('has no error and no warning', () => {
      const found = checkFlow(document, { flows, products: catalogue, calendars }).map(({ rule, step }) => `${rule} ${step}`);
      expect(found).toEqual([]);
    });

    it('names every step in both languages', () => {
      for (const [id, { meta }] of steps) expect([id, meta.title]).toEqual([id, { 'zh-CN': expect.stringMatching(/\p{Script=Han}/u), 'en-US': expect.stringMatching(/[A-Za-z]/) }]);
    });

    it('speaks Chinese in Chinese and English in English, in every text and label', () => {
      const texts = [...textsOf(document), ...products.flatMap((product) => textsOf(product))];
      expect(texts.length).toBeGreaterThan(steps.length);
      for (const { 'zh-CN': zh, 'en-US': en } of texts.filter((text) => Object.values(text).some(withoutTemplates))) {
        expect([en, withoutTemplates(zh ?? '')]).toEqual([en, expect.stringMatching(/\p{Script=Han}/u)]);
        expect([zh, withoutOffer(withoutTemplates(en ?? ''))]).toEqual([zh, expect.stringMatching(/^[^\p{Script=Han}]*[A-Za-z][^\p{Script=Han}]*$/u)]);
      }
    });
  });

  describe('as a state machine', () => {
    it('is accepted by XState as it stands in the file', () => {
      const machine = createMachine(JSON.parse(text) as never);
      expect(Object.keys(machine.states)).toEqual(steps.map(([id]) => id));
    });

    it('can be walked by xstate/graph, which reaches every step', () => {
      const machine = createMachine(JSON.parse(text) as never);
      const exits = [...new Set([...Object.keys(document.on ?? {}), ...steps.flatMap(([, { on }]) => Object.keys(on ?? {}))])];
      const reached = getShortestPaths(machine, { events: exits.map((type) => ({ type })) as never }).map(({ state }) => state.value);
      expect(new Set(reached)).toEqual(new Set(steps.map(([id]) => id)));
    });

    it('connects every exit of every step to a step that exists', () => {
      const shared = new Set(Object.keys(document.on ?? {}));
      for (const [id, { meta, on = {} }] of steps) {
        const exits = definitions[meta.step]!.exits(meta as never).map((exit) => exit.id);
        expect([id, exits.filter((exit) => !(exit in on) && !shared.has(exit))]).toEqual([id, []]);
        expect([id, Object.values(on).filter((target) => !(target in document.states))]).toEqual([id, []]);
      }
    });

    it('leads to a person by key 0 from every question', () => {
      const keys = document.meta.keys ?? {};
      if (!subflowIds.includes(id)) expect(keys['0']).toBe('person');
      for (const [id, { meta }] of steps) {
        const taken = definitions[meta.step]!.exits(meta as never).filter((exit) => exit.key === '0');
        expect([id, taken.filter((exit) => exit.id !== 'person')]).toEqual([id, []]);
      }
    });
  });

  describe('the layout', () => {
    it('has a place for every step and for nothing else', () => {
      expect(Object.keys(layout.positions).sort()).toEqual(steps.map(([id]) => id).sort());
    });

    it('lets no two cards overlap', () => {
      const cards = Object.entries(layout.positions).map(([id, { x, y }]) => ({ id, x, y, bottom: y + heightOf(document, id) }));
      const overlapping = cards.flatMap((card, index) => cards.slice(index + 1).filter((other) => Math.abs(card.x - other.x) < 264 && card.y < other.bottom && other.y < card.bottom).map((other) => [card.id, other.id]));
      expect(overlapping).toEqual([]);
    });
  });
});

it('The gallery charges what its products say', () => {
  const charges = readGalleryFlow('card-services').products.map(({ id, quoted, charged }) => [id, quoted.price.amountMinor, quoted.period, charged.price.amountMinor, charged.period]);
  expect(charges).toEqual([
    ['card_protection', 400, 'month', 1200, 'quarter'],
    ['card_protection_renewal', 400, 'month', 1200, 'quarter'],
    ['card_protection_year', 400, 'month', 4800, 'once'],
    ['credit_protection', 600, 'month', 1800, 'quarter'],
    ['e_statement', 0, 'month', 0, 'month'],
    ['trade_texts', 200, 'month', 600, 'quarter'],
  ]);
});

/** A card grows with its exits. */
function heightOf(document: Flow, id: string): number {
  const { meta } = document.states[id]!;
  return 120 + 28 * definitions[meta.step]!.exits(meta as never).length;
}

type Texts = Record<string, string>;

/** Every text by language within a document. */
function textsOf(value: unknown): Texts[] {
  if (value === null || typeof value !== 'object') return [];
  const entries = Object.entries(value);
  const isText = entries.length > 0 && entries.every(([name, inner]) => /^[a-z]{2}-[A-Z]{2}$/.test(name) && typeof inner === 'string');
  return isText ? [value as Texts] : entries.flatMap(([, inner]) => textsOf(inner));
}

function withoutTemplates(words: string): string {
  return words.replace(/\{\{[^}]*\}\}|\{%[^%]*%\}/g, '');
}

/** An English greeting offers Chinese in Chinese, which the Chinese voice says. */
function withoutOffer(words: string): string {
  return words.replace('中文服务请按9。', '');
}
