import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { findLanguage } from '../../engine/prompts/localized.js';
import { getVariants } from '../../store/queries/recordings.js';
import type { RecordingLinks } from '../voice/resolve-recordings.js';
import { signRecording } from './recording-signature.js';

export interface RecordingLinksOptions {
  pool: pg.Pool;
  secretKey: string;
  /** Of PUBLIC_URL, such as `/ivr`; empty: none. */
  pathPrefix: string;
  now(): Date;
}

/** A new recording is heard on every node after this at the latest. */
const FRESH_MILLISECONDS = 5_000;

const MAX_RECORDINGS = 1000;

/** Links outlast any call of the day, and stay the same all day, so that the carrier's cache finds them. */
const LINK_DAYS = 2;
const DAY_SECONDS = 86_400;

/** Signed links to uploaded recordings, in the language that fits best. */
export function createRecordingLinks({ pool, secretKey, pathPrefix, now }: RecordingLinksOptions): RecordingLinks & { linkOf(recording: string, language: string, sha256: string): string } {
  const known = new LRUCache<string, Record<string, string>>({ max: MAX_RECORDINGS, ttl: FRESH_MILLISECONDS });

  function linkOf(recording: string, language: string, sha256: string): string {
    const expires = (Math.floor(now().getTime() / 1000 / DAY_SECONDS) + LINK_DAYS) * DAY_SECONDS;
    const signature = signRecording(secretKey, { recording, language, sha256, expires });
    return `${pathPrefix}/recordings/${recording}/${language}?version=${sha256}&expires=${expires}&signature=${signature}`;
  }

  return {
    linkOf,
    async find(recording, languages) {
      let variants = known.get(recording);
      if (!variants) {
        variants = await getVariants(pool, recording);
        // Only then: a line that is called all the time would keep what it knows for ever.
        known.set(recording, variants);
      }
      const language = languages === 'any' ? Object.keys(variants)[0] : findLanguage(Object.keys(variants), languages);
      return language ? linkOf(recording, language, variants[language]!) : null;
    },
  };
}
