import type { Product } from '../../../../schemas/documents/product.js';
import { productsOf } from '../consent-walk.js';
import { defineRule } from '../define-rule.js';
import type { FlowGraph, GraphStep } from '../flow-graph.js';
import { nameLanguages } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getReachable } from '../reach.js';
import { getPolicy } from './walks/policy.js';

export const policyInsurerNotNamed = defineRule({
  id: 'policy-insurer-not-named',
  severity: 'warning',
  title: { 'en-US': 'Insurer not named', 'zh-CN': '没有说承保公司' },
  summary: {
    'en-US': 'A policy such as cn-bank-card asks that an offer of insurance names the insurer, in every language, by {{ product.insurer }}. Its terms count too, where a choice of the offer leads to them; an offer without a pitch only asks again. Checked where the catalogue is at hand.',
    'zh-CN': 'cn-bank-card 等政策要求：推荐保险时要用每种语言说出承保公司 {{ product.insurer }}。推荐里可选听的条款也算；没有介绍的推荐只是再问一次，不查。有产品目录时才检查。',
  },
  check(flow, { products }) {
    if (!products || !getPolicy(flow)?.insurerNamed) return [];
    return flow.steps.flatMap((step) => {
      if (step.type !== 'offer' || !('pitch' in step.data)) return [];
      const insured = getOffered(flow, step).filter((id) => Object.hasOwn(products, id) && products[id]?.kind === 'insurance').map((id) => products[id]!);
      const silent = flow.languages.filter((language) => insured.some((product) => !namesInsurer(step, product, language)));
      if (silent.length === 0) return [];
      return [
        {
          pointer: step.pointer,
          step: step.id,
          messages: {
            'en-US': `The offer ${inEnglish(step)} does not name the insurer in ${nameLanguages(silent)['en-US']}; add {{ product.insurer }} to its words.`,
            'zh-CN': `推荐${inChinese(step)}的${nameLanguages(silent)['zh-CN']}里没有说承保公司；请加上 {{ product.insurer }}。`,
          },
        },
      ];
    });
  },
});

/** The product that is named, or those whose decision leads here. */
function getOffered(flow: FlowGraph, offer: GraphStep): string[] {
  if (typeof offer.data['product'] === 'string') return [offer.data['product']];
  return flow.steps
    .filter((step) => step.type === 'decide_offer')
    .flatMap((step) => productsOf(step).filter((id) => leadsTo(step.edges.filter(({ exit }) => exit === id).map(({ target }) => target), offer)));
}

function leadsTo(starts: GraphStep[], offer: GraphStep): boolean {
  return getReachable(starts, (step) => (step.asks || step.type === 'decide_offer' ? [] : step.edges.map(({ target }) => target))).has(offer);
}

function namesInsurer(offer: GraphStep, product: Product, language: string): boolean {
  return [offer, ...getTerms(offer)].some((step) => says(step, product, language));
}

/** What is said to a caller who asks for the terms, before the next question. */
function getTerms(offer: GraphStep): Set<GraphStep> {
  const answers = new Set(['accepted', 'declined', 'no_input', 'no_match', 'not_eligible']);
  const starts = offer.edges.filter(({ exit }) => !answers.has(exit) && offer.exits?.some(({ id }) => id === exit)).map(({ target }) => target);
  return getReachable(starts.filter(({ asks }) => !asks), (step) => step.edges.map(({ target }) => target).filter(({ asks }) => !asks));
}

function says(step: GraphStep, product: Product, language: string): boolean {
  const name = product.insurer?.[language];
  return step.texts.some(({ role, byLanguage }) => {
    const text = role === 'spoken' ? (byLanguage.get(language) ?? '') : '';
    return /\bproduct\.insurer\b/.test(text) || (name !== undefined && text.includes(name));
  });
}
