import { getPrefix } from '../../prompts/languages/find-language.js';
import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { pointerTo } from '../pointer.js';
import { getPolicy } from './walks/policy.js';

export const policyTextForm = defineRule({
  id: 'policy-text-form',
  severity: 'warning',
  title: { 'en-US': 'Text that would not be delivered', 'zh-CN': '短信格式不合要求' },
  summary: {
    'en-US': 'On the mainland a text begins with the registered signature in 【】 and holds no link; others are dropped on the way. A policy such as cn-bank-card asks for it.',
    'zh-CN': '内地短信要以登记的签名【】开头，且不能带链接，否则会被拦截。cn-bank-card 等政策有此要求。',
  },
  check(flow) {
    const policy = getPolicy(flow);
    if (!policy?.signedTexts) return [];
    return flow.steps.flatMap((step) =>
      step.texts
        .filter(({ role }) => role === 'message')
        .flatMap((text) =>
          [...text.byLanguage].flatMap(([language, words]) => {
            const isUnsigned = getPrefix(language) === 'zh' && !/^\s*(【|\{[{%])/.test(words);
            const hasLink = /https?:\/\/|\bwww\./i.test(words);
            if (!isUnsigned && !hasLink) return [];
            const [en, zh] = hasLink ? ['holds a link; take it out', '带有链接，请去掉'] : ['does not begin with the signature; write it as 【…】', '没有以签名开头，请写上【…】'];
            return [
              {
                pointer: text.pointer + pointerTo(language),
                step: step.id,
                messages: { 'en-US': `The text of step ${inEnglish(step)} ${en} (policy "${policy.title['en-US']}").`, 'zh-CN': `步骤${inChinese(step)}的短信${zh}（政策“${policy.title['zh-CN']}”）。` },
              },
            ];
          }),
        ),
    );
  },
});
