import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { getSpokenLanguage, getVoiceEngine, speaks, spokenLanguages } from './voices.js';

/** The carrier's own lists, from the types of its library. */
const types = readFileSync(createRequire(import.meta.url).resolve('twilio/lib/twiml/VoiceResponse.d.ts'), 'utf8');

function listOf(name: string): string[] {
  const [, list = ''] = new RegExp(`type ${name} = ([^;]*);`).exec(types) ?? [];
  return [...list.matchAll(/"([^"]+)"/g)].map(([, value]) => value!);
}

test.each(spokenLanguages.map((language) => [language.tag, language] as const))('the carrier knows all that is listed for %s', (_tag, { sayLanguage, speechLanguage, voices }) => {
  expect(listOf('SayLanguage')).toContain(sayLanguage);
  expect(listOf('GatherLanguage')).toContain(speechLanguage);
  expect(voices.map(({ name }) => name).filter((name) => !listOf('SayVoice').includes(name))).toEqual([]);
  expect(voices.length).toBeGreaterThan(0);
});

test.each<[voice: string, language: string, does: boolean | null]>([
  ['Polly.Zhiyu-Neural', 'zh-CN', true],
  ['Polly.Zhiyu-Neural', 'en-US', false],
  ['Polly.Hiujin-Neural', 'yue-HK', true],
  ['Google.cmn-CN-Chirp3-HD-Kore', 'zh-CN', true],
  ['Google.en-US-Neural2-A', 'en-GB', false],
  ['Polly.Nobody', 'en-US', null],
  ['Google.sw-KE-Standard-A', 'sw-KE', true],
])('%s speaks %s: %s', (voice, language, does) => {
  expect(speaks(voice, language)).toBe(does);
});

test('a voice tells its engine by its name, and a language is found in any case', () => {
  expect(getVoiceEngine('Google.de-DE-Chirp3-HD-Kore')).toBe('google_chirp');
  expect(getVoiceEngine('Polly.Nobody')).toBeNull();
  expect(getSpokenLanguage('zh-cn')?.sayLanguage).toBe('cmn-CN');
  expect(getSpokenLanguage('tlh')).toBeNull();
});
