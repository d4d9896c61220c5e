import { checkMarkup } from '../../prompts/check-markup.js';
import { defineRule } from '../define-rule.js';
import { nameLanguages } from '../name-parts.js';
import { inChinese, inEnglish } from '../name-step.js';
import { pointerTo } from '../pointer.js';
import { createFix } from '../problem.js';

export const badSsml = defineRule({
  id: 'bad-ssml',
  severity: 'error',
  title: { 'en-US': 'Tag that no voice knows', 'zh-CN': '语音不认识的标签' },
  summary: {
    'en-US':
      'A prompt may hold tags for the voice (SSML): break, emphasis, lang, mark, p, phoneme, prosody, s, say-as, sub, w. One that is unknown, unclosed or has a wrong value makes the carrier drop the whole prompt, so it is left out in the call and told here.',
    'zh-CN': '提示语里可以用语音标签（SSML）：break、emphasis、lang、mark、p、phoneme、prosody、s、say-as、sub、w。不认识、没关闭或取值不对的标签会让运营商丢掉整段提示语，所以通话时会去掉它，并在这里指出。',
  },
  check: (flow) =>
    flow.steps.flatMap((step) =>
      step.texts
        .filter((text) => text.role === 'spoken' || text.role === 'message')
        .flatMap((text) =>
          [...text.byLanguage].flatMap(([language, words]) => {
            const fault = checkMarkup(words);
            if (!fault) return [];
            const pointer = text.pointer + pointerTo(language);
            const { line, column, message, mended } = fault;
            const titles = { 'en-US': 'Mend the tag', 'zh-CN': '修正标签' };
            return [
              {
                pointer,
                step: step.id,
                messages: {
                  'en-US': `In a text of step ${inEnglish(step)} (${nameLanguages([language])['en-US']}, line ${line}, column ${column}): ${message['en-US']}.`,
                  'zh-CN': `步骤${inChinese(step)}的文字（${nameLanguages([language])['zh-CN']}，第 ${line} 行第 ${column} 列）：${message['zh-CN']}。`,
                },
                fix: mended !== null && checkMarkup(mended) === null && mended.trim() !== '' ? createFix(titles, { op: 'replace', path: pointer, value: mended }) : null,
              },
            ];
          }),
        ),
    ),
});
