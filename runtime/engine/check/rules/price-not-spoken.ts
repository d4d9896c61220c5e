import type { Product } from '../../../../schemas/documents/product.js';
import { getSoldProducts, isPurchase, productsOf } from '../consent-walk.js';
import { defineRule } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { nameLanguages, nameOfProperty } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

/** Where the price as it is charged must be heard. */
const PLACES: Record<string, string[]> = { offer: ['price'], read_back: ['what', 'when'] };

export const priceNotSpoken = defineRule({
  id: 'price-not-spoken',
  severity: 'error',
  title: { 'en-US': 'Price not spoken', 'zh-CN': '没有说价格' },
  summary: {
    'en-US': 'An offer and its read-back say what is charged, in every language, by {{ product.charge | money }}, unless it is free. Checked where the catalogue is at hand.',
    'zh-CN': '推荐和复述都要用每种语言说出收费 {{ product.charge | money }}，免费的除外。有产品目录时才检查。',
  },
  check(flow, { products }) {
    if (!products) return [];
    return flow.steps.flatMap((step) => {
      const places = PLACES[step.type ?? ''];
      if (!places || !isPurchase(step) || !concernedProducts(flow, step).some((id) => costs(products, id))) return [];
      const silent = flow.languages.filter((language) => !saysCharge(step, places, language));
      if (silent.length === 0) return [];
      return [
        {
          pointer: step.pointer,
          step: step.id,
          messages: {
            'en-US': `Step ${inEnglish(step)} does not say what is charged in ${nameLanguages(silent)['en-US']}; put {{ product.charge | money }} into ${places.map((place) => `"${nameOfProperty(step, place)['en-US']}"`).join(' or ')}.`,
            'zh-CN': `步骤${inChinese(step)}的${nameLanguages(silent)['zh-CN']}里没有说收费；请在${places.map((place) => `“${nameOfProperty(step, place)['zh-CN']}”`).join('或')}里写上 {{ product.charge | money }}。`,
          },
        },
      ];
    });
  },
});

/** The product that is named, or all that may have been decided on. */
function concernedProducts(flow: FlowGraph, step: GraphStep): string[] {
  const named = step.data['product'];
  if (typeof named === 'string') return [named];
  const decided = new Set(flow.steps.filter(({ type }) => type === 'decide_offer').flatMap(productsOf));
  return getSoldProducts(flow).filter((id) => decided.has(id));
}

/** A product that is not in the catalogue is another rule's. */
function costs(products: Record<string, Product>, id: string): boolean {
  return Object.hasOwn(products, id) && products[id]?.charged?.price.amountMinor !== 0;
}

/** Words that are missing in a language are another rule's. */
function saysCharge(step: GraphStep, places: string[], language: string): boolean {
  const spoken = step.texts.filter(({ property }) => places.includes(property)).flatMap(({ byLanguage }) => byLanguage.get(language) ?? []);
  return spoken.length === 0 || spoken.some((text) => /\bproduct\.charge\b/.test(text));
}
