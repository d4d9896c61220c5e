import { estimatePromptSeconds } from '../../prompts/estimate-speech-seconds.js';
import { defineRule } from '../define-rule.js';
import { nameLanguages } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { pointerTo } from '../pointer.js';

/** What a caller takes in at one go: every prompt of the gallery is below it. */
export const MAX_PROMPT_SECONDS = 12;

export const promptTooLong = defineRule({
  id: 'prompt-too-long',
  severity: 'warning',
  title: { 'en-US': 'Prompt too long', 'zh-CN': '提示语过长' },
  summary: {
    'en-US': `A caller stops listening after about ${MAX_PROMPT_SECONDS} seconds. The length is estimated, with a sample for each value.`,
    'zh-CN': `超过约 ${MAX_PROMPT_SECONDS} 秒来电者就听不进去了。时长为估算，变量按示例值计。`,
  },
  check: (flow) =>
    flow.steps.flatMap((step) =>
      step.texts
        .filter((text) => text.role === 'spoken')
        .flatMap((text) =>
          [...text.byLanguage].flatMap(([language, words]) => {
            const seconds = estimatePromptSeconds(words, language);
            if (seconds <= MAX_PROMPT_SECONDS) return [];
            const about = Math.ceil(seconds);
            return [
              {
                pointer: text.pointer + pointerTo(language),
                step: step.id,
                messages: {
                  'en-US': `A prompt of step ${inEnglish(step)} takes about ${about} seconds in ${nameLanguages([language])['en-US']}; shorten it to ${MAX_PROMPT_SECONDS}, or split it into two steps.`,
                  'zh-CN': `步骤${inChinese(step)}的提示语（${nameLanguages([language])['zh-CN']}）约 ${about} 秒；请缩短到 ${MAX_PROMPT_SECONDS} 秒以内，或分成两步。`,
                },
              },
            ];
          }),
        ),
    ),
});
