import { getEntry } from '../../../../schemas/get-entry.js';
import { productsOf } from '../consent-walk.js';
import { defineRule } from '../define-rule.js';
import { nameOfProduct } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const productWithdrawn = defineRule({
  id: 'product-withdrawn',
  severity: 'warning',
  title: { 'en-US': 'Product withdrawn from sale', 'zh-CN': '产品已停售' },
  summary: {
    'en-US': 'A step offers what was withdrawn from sale: it is offered to nobody. Checked where the catalogue is at hand.',
    'zh-CN': '步骤推荐的产品已停售，不会再向任何来电者推荐。有产品目录时才检查。',
  },
  check: (flow, { products }) =>
    flow.steps
      .filter(({ type }) => type === 'decide_offer')
      .flatMap((step) =>
        productsOf(step)
          .filter((product) => getEntry(products ?? {}, product)?.withdrawn === true)
          .map((product) => {
            const name = nameOfProduct(products, product);
            return {
              pointer: `${step.pointer}/meta/products`,
              step: step.id,
              messages: {
                'en-US': `Step ${inEnglish(step)} offers "${name['en-US']}", which is withdrawn from sale, so nobody is offered it; take it out of the step, or put the product on sale again.`,
                'zh-CN': `步骤${inChinese(step)}推荐的“${name['zh-CN']}”已停售，不会向任何人推荐；请从步骤中去掉它，或将该产品重新上架。`,
              },
            };
          }),
      ),
});
