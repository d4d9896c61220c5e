import { concerns, describeWay, getSoldProducts, walkConsent, type ConsentState } from '../consent-walk.js';
import { defineRule, type Finding } from '../define-rule.js';
import { nameOfType } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const consentOrder = defineRule({
  id: 'consent-order',
  severity: 'error',
  title: { 'en-US': 'Order without consent', 'zh-CN': '未经同意下单' },
  summary: {
    'en-US':
      'On some way an order is placed before the caller was found eligible, accepted the offer after hearing its price and that it is optional, and confirmed what was read back, in this order. Proved over every way through the flow; the runtime refuses such an order as well.',
    'zh-CN': '有一条路在下单之前没有依次经过：确认资格、听到价格和“自愿”后接受、听完复述后确认。此结论遍历了流程的所有走法；运行时也会拒绝这样的订单。',
  },
  joins: 'told',
  check(flow) {
    if (!flow.steps.some((step) => step.type === 'place_order')) return [];
    const found = new Map<string, Finding>();
    const report = (state: ConsentState, missing: Missing) => {
      if (!found.has(state.step.id)) found.set(state.step.id, toFinding(state, missing));
    };
    for (const state of walkConsent(flow, null)) {
      const namesNone = typeof state.step.data['product'] !== 'string';
      if (state.step.type === 'place_order' && namesNone && !state.isDecided) report(state, missingAt[0]);
    }
    for (const product of getSoldProducts(flow)) {
      for (const state of walkConsent(flow, product)) {
        if (state.step.type === 'place_order' && state.stage < 3 && concerns(state.step, product, state.isDecided)) report(state, missingAt[state.stage as 0 | 1 | 2]);
      }
    }
    return [...found.values()];
  },
});

interface Missing {
  en: string;
  zh: string;
}

const missingAt: Record<0 | 1 | 2, Missing> = {
  0: { en: `a "${nameOfType('decide_offer')['en-US']}" step that found the product eligible`, zh: `判定可办的“${nameOfType('decide_offer')['zh-CN']}”步骤` },
  1: { en: `a "${nameOfType('offer')['en-US']}" step that was accepted`, zh: `客户接受的“${nameOfType('offer')['zh-CN']}”步骤` },
  2: { en: `a "${nameOfType('read_back')['en-US']}" step that was confirmed`, zh: `客户确认的“${nameOfType('read_back')['zh-CN']}”步骤` },
};

function toFinding(state: ConsentState, missing: Missing): Finding {
  return {
    pointer: state.step.pointer,
    step: state.step.id,
    messages: {
      'en-US': `Step ${inEnglish(state.step)} can place an order without consent, by ${describeWay(state, 'en-US')}; lead this way through ${missing.en} first.`,
      'zh-CN': `步骤${inChinese(state.step)}可能未经同意就下单，走法：${describeWay(state, 'zh-CN')}；请让这条路先经过${missing.zh}。`,
    },
  };
}
