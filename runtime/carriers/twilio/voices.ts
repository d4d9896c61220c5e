/**
 * How a flow's language is spoken and recognised by Twilio: `zh-CN` → Say `cmn-CN` with a neural voice, Gather `cmn-Hans-CN`.
 * A language without a row is passed on as it is, with the account's default voice.
 */
export function getVoice(language: string): Voice {
  return Object.hasOwn(voices, language) ? voices[language]! : { sayLanguage: language, voice: undefined, speechLanguage: language };
}

export interface Voice {
  /** `language` of Say. */
  sayLanguage: string;
  /** `voice` of Say; `undefined`: the account's default. */
  voice: string | undefined;
  /** `language` of Gather, which is another list than Say's. */
  speechLanguage: string;
}

const voices: Record<string, Voice> = {
  'zh-CN': { sayLanguage: 'cmn-CN', voice: 'Polly.Zhiyu-Neural', speechLanguage: 'cmn-Hans-CN' },
  'zh-TW': { sayLanguage: 'cmn-TW', voice: 'Google.cmn-TW-Wavenet-A', speechLanguage: 'cmn-Hant-TW' },
  'zh-HK': { sayLanguage: 'yue-HK', voice: 'Polly.Hiujin-Neural', speechLanguage: 'yue-Hant-HK' },
  'yue-HK': { sayLanguage: 'yue-HK', voice: 'Polly.Hiujin-Neural', speechLanguage: 'yue-Hant-HK' },
  'en-US': { sayLanguage: 'en-US', voice: 'Polly.Joanna-Neural', speechLanguage: 'en-US' },
  'en-GB': { sayLanguage: 'en-GB', voice: 'Polly.Amy-Neural', speechLanguage: 'en-GB' },
  'en-AU': { sayLanguage: 'en-AU', voice: 'Polly.Olivia-Neural', speechLanguage: 'en-AU' },
  'ja-JP': { sayLanguage: 'ja-JP', voice: 'Polly.Takumi-Neural', speechLanguage: 'ja-JP' },
  'ko-KR': { sayLanguage: 'ko-KR', voice: 'Polly.Seoyeon-Neural', speechLanguage: 'ko-KR' },
  'es-ES': { sayLanguage: 'es-ES', voice: 'Polly.Lucia-Neural', speechLanguage: 'es-ES' },
  'es-MX': { sayLanguage: 'es-MX', voice: 'Polly.Mia-Neural', speechLanguage: 'es-MX' },
  'fr-FR': { sayLanguage: 'fr-FR', voice: 'Polly.Lea-Neural', speechLanguage: 'fr-FR' },
  'de-DE': { sayLanguage: 'de-DE', voice: 'Polly.Vicki-Neural', speechLanguage: 'de-DE' },
  'pt-BR': { sayLanguage: 'pt-BR', voice: 'Polly.Camila-Neural', speechLanguage: 'pt-BR' },
};
