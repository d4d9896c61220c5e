import type { JsonObject } from '../../../../schemas/json.js';
import { getSpokenLanguage, getVoiceEngine, speaks } from '../../../../schemas/voices.js';
import { defineRule } from '../define-rule.js';
import { nameLanguages } from '../name-parts.js';
import { pointerTo } from '../pointer.js';
import { createFix } from '../problem.js';

export const unknownVoice = defineRule({
  id: 'unknown-voice',
  severity: 'error',
  title: { 'en-US': 'Voice that does not speak the language', 'zh-CN': '语音不会说这种语言' },
  summary: {
    'en-US': 'The carrier drops what a voice cannot say: a name it does not have, or a voice of another language. docs/voices.md lists the voices of each.',
    'zh-CN': '语音名称不存在，或它说的是另一种语言时，运营商会丢掉这段播报。各语言可用的语音见 docs/voices.md。',
  },
  check(flow) {
    const meta = (flow.document as { meta?: JsonObject | null } | null | undefined)?.meta;
    const voices = meta?.['voices'];
    if (typeof voices !== 'object' || voices === null || Array.isArray(voices)) return [];
    return Object.entries(voices).flatMap(([language, voice]) => {
      if (typeof voice !== 'string' || (flow.languages.includes(language) && (speaks(voice, language) ?? getVoiceEngine(voice) !== null))) return [];
      const usual = getSpokenLanguage(language)?.voices[0]?.name;
      const pointer = `/meta/voices${pointerTo(language)}`;
      const isOwn = flow.languages.includes(language);
      const choice = usual ? `use one such as ${usual}` : 'leave it out, so that the carrier chooses';
      const choiceZh = usual ? `请改用 ${usual} 等` : '请去掉，由运营商选择';
      return [
        {
          pointer,
          step: null,
          messages: isOwn
            ? { 'en-US': `The voice "${voice}" does not speak ${nameLanguages([language])['en-US']}; ${choice}.`, 'zh-CN': `语音“${voice}”不会说${nameLanguages([language])['zh-CN']}；${choiceZh}。` }
            : { 'en-US': `The flow has a voice for ${nameLanguages([language])['en-US']}, which is not one of its languages; remove it.`, 'zh-CN': `流程为${nameLanguages([language])['zh-CN']}选了语音，但流程没有这种语言；请去掉。` },
          fix:
            isOwn && usual
              ? createFix({ 'en-US': `Use ${usual}`, 'zh-CN': `改用 ${usual}` }, { op: 'replace', path: pointer, value: usual })
              : createFix({ 'en-US': 'Remove the voice', 'zh-CN': '去掉该语音' }, { op: 'remove', path: pointer }),
        },
      ];
    });
  },
});
