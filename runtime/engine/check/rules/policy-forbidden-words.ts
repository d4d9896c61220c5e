import { getPrefix } from '../../prompts/languages/find-language.js';
import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { pointerTo } from '../pointer.js';
import { getPolicy } from './walks/policy.js';

export const policyForbiddenWords = defineRule({
  id: 'policy-forbidden-words',
  severity: 'error',
  title: { 'en-US': 'Words that promise or recommend', 'zh-CN': '承诺或荐买的用语' },
  summary: {
    'en-US': 'A policy names words that may not be said: promises of a return, and on a broker’s line advice to buy or sell. It states facts and notes interest.',
    'zh-CN': '政策列出了不得使用的用语：承诺收益，以及在证券热线上建议买卖。热线只陈述事实、登记意向。',
  },
  check(flow) {
    const { title, forbiddenWords } = getPolicy(flow) ?? {};
    if (!forbiddenWords) return [];
    return flow.steps.flatMap((step) =>
      step.texts
        .filter(({ role }) => role === 'spoken' || role === 'message')
        .flatMap((text) =>
          [...text.byLanguage].flatMap(([language, words]) => {
            const said = (forbiddenWords[getPrefix(language)] ?? []).find((word) => isPromised(words.toLowerCase(), word));
            if (said === undefined) return [];
            return [
              {
                pointer: text.pointer + pointerTo(language),
                step: step.id,
                messages: {
                  'en-US': `A text of step ${inEnglish(step)} says "${said}", which the policy "${title?.['en-US']}" forbids; state the facts instead.`,
                  'zh-CN': `步骤${inChinese(step)}的文字用了“${said}”，政策“${title?.['zh-CN']}”不允许；请改为陈述事实。`,
                },
              },
            ];
          }),
        ),
    );
  },
});

/** What is said not to be so is no promise: 不保证收益, "this is not risk-free". */
const DENIED = /(不|非|没有|无法|不能|not|no|never|without|isn't|aren't)\s*(an? |any )?$/;

function isPromised(words: string, word: string): boolean {
  for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + 1)) if (!DENIED.test(words.slice(0, at))) return true;
  return false;
}
