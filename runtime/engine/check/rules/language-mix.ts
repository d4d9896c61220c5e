import { getPrefix } from '../../prompts/languages/find-language.js';
import { defineRule } from '../define-rule.js';
import { nameLanguages } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { pointerTo } from '../pointer.js';

export const languageMix = defineRule({
  id: 'language-mix',
  severity: 'warning',
  title: { 'en-US': 'Words in another language', 'zh-CN': '文字不是这种语言' },
  summary: {
    'en-US':
      'A text of one language is written wholly in another one: it was copied and never translated, and a voice reads it as it can. A run in another language belongs into <lang>, which gives it its own voice.',
    'zh-CN': '某种语言的文字完全是用另一种语言写的：多半是复制后忘了翻译，语音只能勉强去读。夹杂的外语请放进 <lang>，用它自己的语音播报。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) =>
      step.texts
        .filter((text) => text.role === 'spoken' || text.role === 'message')
        .flatMap((text) =>
          [...text.byLanguage].flatMap(([language, words]) => {
            if (!isForeign(words, language)) return [];
            return [
              {
                pointer: text.pointer + pointerTo(language),
                step: step.id,
                messages: {
                  'en-US': `A text of step ${inEnglish(step)} for ${nameLanguages([language])['en-US']} is not written in it; translate it, or put a run in another language into <lang>.`,
                  'zh-CN': `步骤${inChinese(step)}给${nameLanguages([language])['zh-CN']}的文字不是这种语言；请翻译，夹杂的外语请放进 <lang>。`,
                },
              },
            ];
          }),
        ),
    ),
});

/** Fewer words may be a name or a brand. */
const MIN_WORDS = 4;
const MIN_CHARACTERS = 4;

const CHINESE = new Set(['zh', 'yue', 'cmn']);
const LATIN = new Set(['en', 'fr', 'de', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'ro', 'tr', 'id', 'ms', 'vi', 'cy', 'ca']);

function isForeign(words: string, language: string): boolean {
  const plain = words.replace(/<lang\b[\s\S]*?<\/lang\s*>/gi, ' ').replace(/\{\{[^}]*\}\}|\{%[^%]*%\}|<[^>]*>/g, ' ');
  const characters = plain.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = plain.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0;
  if (CHINESE.has(getPrefix(language))) return characters === 0 && latin >= MIN_WORDS;
  return LATIN.has(getPrefix(language)) && latin === 0 && characters >= MIN_CHARACTERS;
}
