import type { JsonObject } from '../../../../schemas/json.js';
import { defineRule } from '../define-rule.js';
import type { FlowGraph } from '../flow-graph.js';
import { nameLanguages, nameOfPlace } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';

export const missingLanguage = defineRule({
  id: 'missing-language',
  severity: 'error',
  title: { 'en-US': 'Language missing', 'zh-CN': '缺少语言' },
  summary: {
    'en-US': 'A caller who chose a language hears this in another one. Where that is meant, the flow says so in `fallbacks`: {"zh-HK": ["zh-CN"]} takes a text from zh-CN, and its voice with it.',
    'zh-CN': '选了某种语言的来电者，会在这里听到另一种语言。如果本意如此，请在流程的 `fallbacks` 里写明，例如 {"zh-HK": ["zh-CN"]}：缺少时用 zh-CN 的文字和语音。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) =>
      step.texts
        .filter((text) => text.role === 'spoken' || text.role === 'message')
        .flatMap((text) => {
          const spoken = new Set([...text.byLanguage].filter(([, words]) => words.trim() !== '').map(([language]) => language.toLowerCase()));
          const missing = flow.languages.filter((language) => ![language, ...getFallbacks(flow, language)].some((each) => spoken.has(each.toLowerCase())));
          if (missing.length === 0) return [];
          return [
            {
              pointer: text.pointer,
              step: step.id,
              messages: {
                'en-US': `Step ${inEnglish(step)} has no words in ${nameLanguages(missing)['en-US']} for "${nameOfPlace(step, text.pointer)['en-US']}"; write them, or take the language out of the flow.`,
                'zh-CN': `步骤${inChinese(step)}的“${nameOfPlace(step, text.pointer)['zh-CN']}”缺少${nameLanguages(missing)['zh-CN']}的文字；请补上，或从流程中去掉该语言。`,
              },
            },
          ];
        }),
    ),
});

/** The languages that the flow says stand in for one. */
export function getFallbacks(flow: FlowGraph, language: string): string[] {
  const meta = (flow.document as { meta?: JsonObject | null } | null | undefined)?.meta;
  const fallbacks = (meta?.['fallbacks'] as JsonObject | null | undefined)?.[language];
  return Array.isArray(fallbacks) ? fallbacks.filter((each): each is string => typeof each === 'string') : [];
}
