import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';
import { pointerTo } from '../pointer.js';

export const bareNumber = defineRule({
  id: 'bare-number',
  severity: 'warning',
  title: { 'en-US': 'Number left to the voice', 'zh-CN': '数字未写明读法' },
  summary: {
    'en-US': 'A voice reads 12378 as twelve thousand and 10:30 as it likes. A filter says how: money, digits, date, time.',
    'zh-CN': '语音会把 12378 读成一万二千多，10:30 也随它读。请用过滤器写明读法：money、digits、date、time。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) =>
      step.texts
        .filter((text) => text.role === 'spoken')
        .flatMap((text) =>
          [...text.byLanguage].flatMap(([language, words]) => {
            const number = WRITTEN_NUMBER.exec(withoutFigures(words))?.[0];
            if (!number) return [];
            return [
              {
                pointer: text.pointer + pointerTo(language),
                step: step.id,
                messages: {
                  'en-US': `Step ${inEnglish(step)} leaves the number ${number} to the voice; write it in words, or as {{ "${number}" | digits }} or with another filter.`,
                  'zh-CN': `步骤${inChinese(step)}的数字 ${number} 读法不定；请写成文字，或写成 {{ "${number}" | digits }} 等形式。`,
                },
              },
            ];
          }),
        ),
    ),
});

/** The words a voice is left alone with: what a filter or a tag says how to read is none of them, nor are figures within a tag. */
function withoutFigures(words: string): string {
  return words.replace(TEMPLATE, ' ').replace(SAID_AS, ' ').replace(TAG, ' ');
}

const SAID_AS = /<(say-as|sub|phoneme)\b[^>]*>[^<]*<\/\1\s*>/g;

const TAG = /<\/?[a-z][^<>]*>/g;

const TEMPLATE = /\{\{[^}]*\}\}|\{%[^%]*%\}/g;

/** Two digits or more, with the marks that belong to them: 1,000 and 10:30 and 2.5. A single digit is a key or reads itself. */
const WRITTEN_NUMBER = /\p{Nd}(?:[.,:：/-]?\p{Nd})+/u;
