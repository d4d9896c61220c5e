import type { Problem } from '../../runtime/engine/check/problem.js';
import type { Product } from '../../schemas/documents/product.js';
import { explainPriceClash } from '../../schemas/explain-price-clash.js';
import type { BothLanguages } from '../../schemas/form-controls.js';
import { validateProduct } from '../../schemas/published/validators.js';
import { explainAmount } from '../forms/amount-text.js';

/** What is wrong with a product as it is written, at its fields. */
export function findProductProblems(document: unknown): Problem[] {
  if (validateProduct(document)) return findPriceProblems(document);
  return (validateProduct.errors ?? []).map(({ instancePath, message = '', keyword, params }) => {
    const missing = keyword === 'required' ? `/${String((params as { missingProperty?: string }).missingProperty)}` : '';
    const messages = missing ? { 'en-US': 'Fill this in.', 'zh-CN': '请填写。' } : (wordsAt(document, instancePath) ?? words[keyword] ?? { 'en-US': `This ${message}.`, 'zh-CN': '不符合要求。' });
    return problemAt(`${instancePath}${missing}`, messages);
  });
}

/** At both prices, since either may be the wrong one. */
function findPriceProblems(document: Product): Problem[] {
  const clash = explainPriceClash(document);
  return clash ? ['/quoted/price', '/charged/price'].map((pointer) => problemAt(pointer, clash)) : [];
}

const problemAt = (pointer: string, messages: BothLanguages): Problem => ({ rule: 'schema', severity: 'error', pointer, step: null, message: messages['en-US'], messages, fix: null }) as Problem;

/** Of an amount as it was typed, and of its currency. */
function wordsAt(document: unknown, pointer: string): BothLanguages | undefined {
  if (pointer.endsWith('/currency')) return { 'en-US': 'A currency is three capital letters, such as CNY.', 'zh-CN': '币种是三个大写字母，如 CNY。' };
  if (!pointer.endsWith('/amountMinor')) return undefined;
  const { amountMinor, currency } = readAt(document, pointer.split('/').slice(1, -1)) as { amountMinor: unknown; currency: string };
  return typeof amountMinor === 'string' ? (explainAmount(amountMinor, currency) ?? undefined) : undefined;
}

function readAt(value: unknown, names: string[]): unknown {
  return names.reduce((inner, name) => (inner as Record<string, unknown>)[name], value);
}

const words: Record<string, BothLanguages> = {
  minProperties: { 'en-US': 'Fill in at least one language.', 'zh-CN': '请至少填写一种语言。' },
  minimum: { 'en-US': 'This is too small.', 'zh-CN': '数值太小。' },
  maximum: { 'en-US': 'This is too large.', 'zh-CN': '数值太大。' },
  pattern: { 'en-US': 'Small letters, digits and _ only.', 'zh-CN': '只能用小写字母、数字和 _。' },
};
