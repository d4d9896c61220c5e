import { defineRule } from '../define-rule.js';
import { inChinese, inEnglish } from '../name-step.js';

export const missingLanguage = defineRule({
  id: 'missing-language',
  severity: 'error',
  title: { 'en-US': 'Language missing', 'zh-CN': '缺少语言' },
  summary: {
    'en-US': 'A caller who chose a language hears this in another one.',
    'zh-CN': '选了某种语言的来电者，会在这里听到另一种语言。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) =>
      step.texts
        .filter((text) => text.role === 'spoken' || text.role === 'message')
        .flatMap((text) => {
          const spoken = new Set([...text.byLanguage].filter(([, words]) => words.trim() !== '').map(([language]) => language.toLowerCase()));
          const missing = flow.languages.filter((language) => !spoken.has(language.toLowerCase()));
          if (missing.length === 0) return [];
          return [
            {
              pointer: text.pointer,
              step: step.id,
              messages: {
                'en-US': `Step ${inEnglish(step)} has no words in ${missing.join(', ')} for ${placeOf(text.pointer)}; write them, or take the language out of the flow.`,
                'zh-CN': `步骤${inChinese(step)}的 ${placeOf(text.pointer)} 缺少 ${missing.join('、')} 的文字；请补上，或从流程中去掉该语言。`,
              },
            },
          ];
        }),
    ),
});

/** `/states/a/meta/prompt` is called "prompt". */
function placeOf(pointer: string): string {
  return pointer.split('/').slice(4).join('.');
}
