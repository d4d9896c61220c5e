import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findLanguage } from '../engine/prompts/localized.js';
import { fail } from '../errors.js';
import { readAudio } from '../http/recordings/read-audio.js';
import type { RecordingLinks } from '../http/voice/resolve-recordings.js';

/** Uploaded recordings of an offline call: they take the time they take. */
export interface PhoneAudio extends RecordingLinks {
  /** Length of what is played from an address. */
  secondsOf(url: string): number;
}

/** Where offline recordings seem to be; nobody fetches them. */
const ADDRESS = 'http://recordings.localhost/';

/** What is played from elsewhere. */
const USUAL_SECONDS = 5;

/**
 * The recordings of a folder, one file for each language: `welcome.zh-CN.wav`, `welcome.en-US.mp3`. Throws `wrong_usage` for a folder that is
 * not there and for a file that is no sound.
 */
export async function openPhoneAudio(folder: string): Promise<PhoneAudio> {
  const names = await readdir(folder).catch(() => {
    throw fail('wrong_usage', { reason: `${folder} is no folder. --recordings names a folder with files such as welcome.zh-CN.wav.` });
  });
  const lengths = new Map<string, number>();
  const variants = new Map<string, Record<string, string>>();
  for (const name of names.sort()) {
    const [, recording, language] = /^([a-z][a-z0-9_]*)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.(?:wav|mp3)$/.exec(name) ?? [];
    if (recording === undefined || language === undefined) continue;
    lengths.set(ADDRESS + name, await lengthOf(join(folder, name)));
    variants.set(recording, { ...variants.get(recording), [language]: ADDRESS + name });
  }
  if (variants.size === 0) throw fail('wrong_usage', { reason: `${folder} holds no recording. Name its files as <recording>.<language>.wav or .mp3, such as welcome.zh-CN.wav.` });
  return {
    find(recording, languages) {
      const known = variants.get(recording) ?? {};
      const language = languages === 'any' ? Object.keys(known)[0] : findLanguage(Object.keys(known), languages);
      return Promise.resolve(language ? known[language]! : null);
    },
    secondsOf: (url) => lengths.get(url) ?? USUAL_SECONDS,
  };
}

async function lengthOf(path: string): Promise<number> {
  try {
    return readAudio(await readFile(path)).seconds ?? USUAL_SECONDS;
  } catch (error) {
    throw fail('wrong_usage', { reason: `${path}: ${(error as Error).message}` });
  }
}
