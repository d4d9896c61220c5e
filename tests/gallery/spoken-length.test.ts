import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../schemas/json.js';
import { estimateSpeechSeconds } from '../../runtime/engine/prompts/estimate-speech-seconds.js';
import { createPromptRenderer } from '../../runtime/engine/prompts/render-prompt.js';
import { readGalleryFlow } from './gallery.js';

const { render } = createPromptRenderer();
const { document, products } = readGalleryFlow('card-services');
const cover = products.find(({ id }) => id === 'card_protection')!;

/** How long a selling step takes with the values of its product spoken out: what "added seconds per call" shows. */
test.each<[step: string, parts: string[], language: string, least: number, most: number]>([
  ['offer_card_protection', ['pitch', 'price', 'optional', 'ask'], 'zh-CN', 22, 24],
  ['offer_card_protection', ['pitch', 'price', 'optional', 'ask'], 'en-US', 28, 30],
  ['read_back', ['what', 'when', 'ask'], 'zh-CN', 18, 21.1],
  ['read_back', ['what', 'when', 'ask'], 'en-US', 18, 21.1],
])('%s (%s) in %s takes %d to %d s', (step, parts, language, least, most) => {
  const texts = parts.map((part) => (document.states[step]!.meta[part] as JsonObject)[language] as string);
  const product = { name: cover.name[language], quotedPrice: cover.quoted.price, charge: cover.charged.price, insurer: cover.insurer?.[language], coolingOffDays: cover.coolingOffDays };
  const values = { product, card: { last4: '4321' }, order: { firstCharge: '2026-12-05', endsOn: '2027-11-22' } };
  const seconds = texts.reduce((sum, text) => sum + estimateSpeechSeconds(render(text, { values, language, now: '2026-11-22', marks: true }), language), 0);
  expect(seconds).toBeGreaterThanOrEqual(least);
  expect(seconds).toBeLessThanOrEqual(most);
});
