import type { JsonObject } from '../../../../schemas/json.js';
import { getSpokenLanguage } from '../../../../schemas/voices.js';
import { defineRule } from '../define-rule.js';
import { nameLanguages } from '../name-parts.js';

export const languageWithoutVoice = defineRule({
  id: 'language-without-voice',
  severity: 'warning',
  title: { 'en-US': 'Language without a voice', 'zh-CN': '语言没有语音' },
  summary: {
    'en-US': 'No voice is listed for a language of the flow, so the account’s usual voice reads it, mostly as if it were English. docs/voices.md lists the languages; a flow may also name a voice of its own.',
    'zh-CN': '流程的某种语言没有对应的语音，只能由账户默认语音去读，多半像在读英语。可用的语言见 docs/voices.md，流程也可以自己指定语音。',
  },
  check(flow) {
    const meta = (flow.document as { meta?: JsonObject | null } | null | undefined)?.meta;
    const voices = (meta?.['voices'] ?? {}) as JsonObject;
    return flow.languages.flatMap((language, at) => {
      if (getSpokenLanguage(language) || typeof voices[language] === 'string') return [];
      return [
        {
          pointer: `/meta/languages/${at}`,
          step: null,
          messages: {
            'en-US': `No voice is known for ${nameLanguages([language])['en-US']}; use a listed language such as English or Chinese, or name a voice for it in the flow's voices.`,
            'zh-CN': `没有${nameLanguages([language])['zh-CN']}的语音；请改用列出的语言（例如中文、英文），或在流程的语音设置里指定一个。`,
          },
        },
      ];
    });
  },
});
