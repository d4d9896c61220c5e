import { getSpokenLanguage, getVoiceEngine, marksOfEngine } from '../../../schemas/voices.js';

/**
 * How a flow's language is spoken and recognised by Twilio: `zh-CN` → Say `cmn-CN` with a neural voice, Gather `cmn-Hans-CN`.
 * A language without a row is passed on as it is, with the account's default voice.
 */
export function getVoice(language: string, chosen?: string): TwilioVoice {
  const row = getSpokenLanguage(language);
  const voice = chosen ?? row?.voices[0]?.name;
  const engine = voice === undefined ? null : getVoiceEngine(voice);
  return { sayLanguage: row?.sayLanguage ?? language, voice, speechLanguage: row?.speechLanguage ?? language, marks: engine ? marksOfEngine[engine] : [], knowsPitch: engine !== 'polly_neural' };
}

export interface TwilioVoice {
  /** `language` of Say. */
  sayLanguage: string;
  /** `voice` of Say; `undefined`: the account's default. */
  voice: string | undefined;
  /** `language` of Gather, which is another list than Say's. */
  speechLanguage: string;
  /** Tags the voice takes; none for a voice of which nothing is known. */
  marks: readonly string[];
  /** `prosody` may have a pitch. */
  knowsPitch: boolean;
}
