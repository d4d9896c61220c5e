import { defineRule } from '../define-rule.js';
import { nameLanguages } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { getReachable } from '../reach.js';
import { getPolicy } from './walks/policy.js';

export const policyRegulatorNotNamed = defineRule({
  id: 'policy-regulator-not-named',
  severity: 'warning',
  title: { 'en-US': "Regulator's number not told", 'zh-CN': '没有告知监管投诉电话' },
  summary: {
    'en-US':
      'A policy such as cn-bank-card asks that whoever complains hears, in every language, where else to turn: the number of the regulator, 12378 for cards and 12386 for brokers, digit by digit, as {{ "12378" | digits }}.',
    'zh-CN': 'cn-bank-card 等政策要求：投诉的客户要用每种语言听到监管投诉电话（信用卡 12378，证券 12386），逐字读出，例如 {{ "12378" | digits }}。',
  },
  check(flow) {
    const { title, complaintKey, regulatorPhone } = getPolicy(flow) ?? {};
    const start = complaintKey === undefined ? undefined : flow.byId.get(flow.shared.get(flow.keys.get(complaintKey) ?? '')?.target ?? '');
    if (!start || regulatorPhone === undefined) return [];
    const reached = [...getReachable([start], (step) => step.edges.filter(({ exit }) => ![...flow.keys.values()].includes(exit)).map(({ target }) => target))];
    const read = [...regulatorPhone].map((digit) => '零幺二三四五六七八九'[Number(digit)]).join('');
    const tells = new RegExp(`\\b(?:${regulatorPhone}|regulator[\\w.]*)["']?\\s*\\|\\s*digits|${read}`);
    const silent = flow.languages.filter((language) => !reached.some((step) => step.texts.some(({ role, byLanguage }) => role === 'spoken' && tells.test(byLanguage.get(language) ?? ''))));
    if (silent.length === 0) return [];
    return [
      {
        pointer: start.pointer,
        step: start.id,
        messages: {
          'en-US': `Whoever complains in ${inEnglish(start)} is not told of ${regulatorPhone} in ${nameLanguages(silent)['en-US']}; say {{ "${regulatorPhone}" | digits }} before the call ends (policy "${title?.['en-US']}").`,
          'zh-CN': `在${inChinese(start)}投诉的客户没有听到（${nameLanguages(silent)['zh-CN']}）${regulatorPhone}；请在通话结束前播报 {{ "${regulatorPhone}" | digits }}（政策“${title?.['zh-CN']}”）。`,
        },
      },
    ];
  },
});
