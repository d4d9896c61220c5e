import type { JsonObject } from '../../../../schemas/json.js';
import { defineRule, type Finding } from '../define-rule.js';
import type { FlowGraph } from '../flow-graph.js';
import { nameLanguages } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { pointerTo } from '../pointer.js';

export const languageNotOfFlow = defineRule({
  id: 'language-not-of-flow',
  severity: 'error',
  title: { 'en-US': 'Language the flow does not speak', 'zh-CN': '流程不支持的语言' },
  summary: {
    'en-US': 'Whoever takes this language hears an apology: nothing of the flow is written in it.',
    'zh-CN': '选择这种语言的来电者只会听到道歉，因为流程没有这种语言的文字。',
  },
  check: (flow) => [...checkSettings(flow), ...checkSteps(flow)],
});

function checkSteps(flow: FlowGraph): Finding[] {
  return flow.steps.flatMap((step) =>
    getLanguages(step.type, step.data)
      .filter(({ language }) => !flow.languages.includes(language))
      .map(({ language, at }) => ({
        pointer: `${step.pointer}/meta/${at}`,
        step: step.id,
        messages: {
          'en-US': `Step ${inEnglish(step)} offers ${nameLanguages([language])['en-US']}, which is not a language of the flow; add it to the flow's languages, or take it out here.`,
          'zh-CN': `步骤${inChinese(step)}提供${nameLanguages([language])['zh-CN']}，但流程没有这种语言；请加到流程的语言里，或在这里去掉。`,
        },
      })),
  );
}

/** Languages that the flow falls back on, or for which it does. */
function checkSettings(flow: FlowGraph): Finding[] {
  const meta = (flow.document as { meta?: JsonObject | null } | null | undefined)?.meta;
  const fallbacks = Object.entries((meta?.['fallbacks'] as JsonObject | null | undefined) ?? {});
  return fallbacks.flatMap(([language, others]) =>
    [language, ...(Array.isArray(others) ? others : [])]
      .filter((each): each is string => typeof each === 'string' && !flow.languages.includes(each))
      .map((each) => ({
        pointer: `/meta/fallbacks${pointerTo(language)}`,
        step: null,
        messages: {
          'en-US': `The flow falls back from ${nameLanguages([language])['en-US']}, but ${nameLanguages([each])['en-US']} is not one of its languages; add it to them, or take it out here.`,
          'zh-CN': `流程给${nameLanguages([language])['zh-CN']}设了备用语言，但流程没有${nameLanguages([each])['zh-CN']}；请加到流程的语言里，或在这里去掉。`,
        },
      })),
  );
}

/** `other` is whichever comes next. */
function getLanguages(type: string | null, data: { [property: string]: unknown }): { language: string; at: string }[] {
  if (type === 'set_values') return typeof data['language'] === 'string' && data['language'] !== 'other' ? [{ language: data['language'], at: 'language' }] : [];
  const options: unknown = type === 'language_choice' ? data['options'] : null;
  if (!Array.isArray(options)) return [];
  return options.flatMap((option: unknown, index) => {
    const language = (option as { language?: unknown } | null)?.language;
    return typeof language === 'string' ? [{ language, at: `options/${index}/language` }] : [];
  });
}
