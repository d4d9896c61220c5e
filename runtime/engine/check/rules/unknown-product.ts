import { productsOf } from '../consent-walk.js';
import { defineRule } from '../define-rule.js';
import { nameOfProduct } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const unknownProduct = defineRule({
  id: 'unknown-product',
  severity: 'error',
  title: { 'en-US': 'Unknown product', 'zh-CN': '产品不存在' },
  summary: {
    'en-US': 'A step sells what the catalogue does not hold: its price is not known and the order is refused. Checked where the catalogue is at hand.',
    'zh-CN': '步骤销售的产品不在目录里：没有价格，订单会被拒绝。有产品目录时才检查。',
  },
  check(flow, { products }) {
    if (!products) return [];
    const onSale = Object.keys(products).filter((id) => products[id]?.withdrawn !== true);
    return flow.steps
      .filter((step) => step.definition?.group === 'sell')
      .flatMap((step) => {
        const named = step.data['product'];
        const wanted = [...productsOf(step), ...(typeof named === 'string' ? [named] : [])];
        return wanted
          .filter((product) => !Object.hasOwn(products, product))
          .map((product) => ({
            pointer: `${step.pointer}/meta`,
            step: step.id,
            messages: {
              'en-US': `Step ${inEnglish(step)} sells "${product}", which is not in the catalogue; add the product, or choose one of ${onSale.map((id) => nameOfProduct(products, id)['en-US']).join(', ') || 'none'}.`,
              'zh-CN': `步骤${inChinese(step)}销售的“${product}”不在产品目录里；请添加该产品，或改选：${onSale.map((id) => nameOfProduct(products, id)['zh-CN']).join('、') || '无'}。`,
            },
          }));
      });
  },
});
