import type { Problem } from '../../runtime/engine/check/problem.js';
import { validateProduct } from '../../schemas/published/validators.js';

/** What is wrong with a product as it is written, at its fields. */
export function findProductProblems(document: unknown): Problem[] {
  if (validateProduct(document)) return [];
  return (validateProduct.errors ?? []).map(({ instancePath, message = '', keyword, params }) => {
    const missing = keyword === 'required' ? `/${String((params as { missingProperty?: string }).missingProperty)}` : '';
    const messages = missing ? { 'en-US': 'Fill this in.', 'zh-CN': '请填写。' } : (words[keyword] ?? { 'en-US': `This ${message}.`, 'zh-CN': '不符合要求。' });
    return { rule: 'schema', severity: 'error', pointer: `${instancePath}${missing}`, step: null, message: messages['en-US'], messages, fix: null } as Problem;
  });
}

const words: Record<string, { 'en-US': string; 'zh-CN': string }> = {
  minProperties: { 'en-US': 'Fill in at least one language.', 'zh-CN': '请至少填写一种语言。' },
  minimum: { 'en-US': 'This is too small.', 'zh-CN': '数值太小。' },
  maximum: { 'en-US': 'This is too large.', 'zh-CN': '数值太大。' },
  pattern: { 'en-US': 'Small letters, digits and _ only.', 'zh-CN': '只能用小写字母、数字和 _。' },
};
