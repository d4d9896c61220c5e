import { createHash } from 'node:crypto';
import type pg from 'pg';
import { addAuditEntry } from './audit.js';
import { inTransaction } from './in-transaction.js';
import type { Queryable } from './in-transaction.js';

/** One language of a recording. */
export interface RecordingVariant {
  recording: string;
  language: string;
  /** Of the sound, lower-case hex. */
  sha256: string;
  contentType: string;
  bytes: number;
  /** Its length; `null` where the file does not tell. */
  seconds: number | null;
  words: string;
  updatedAt: string;
  updatedBy: string;
}

export interface RecordingUpload extends Pick<RecordingVariant, 'recording' | 'language' | 'contentType' | 'seconds' | 'words'> {
  audio: Buffer;
  who: string;
}

/** All of them, by name and language; never the sound. */
export async function getRecordings(client: Queryable): Promise<RecordingVariant[]> {
  const { rows } = await client.query<Omit<RecordingVariant, 'updatedAt'> & { updatedAt: Date }>(
    `select recording, language, sha256, content_type as "contentType", length(audio) as bytes, seconds, words, updated_at as "updatedAt", updated_by as "updatedBy"
     from recordings order by recording, language`,
  );
  return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
}

/** Language → hash of the sound. Empty: there is no such recording. */
export async function getVariants(client: Queryable, recording: string): Promise<Record<string, string>> {
  const { rows } = await client.query<{ language: string; sha256: string }>('select language, sha256 from recordings where recording = $1', [recording]);
  return Object.fromEntries(rows.map(({ language, sha256 }) => [language, sha256]));
}

/** The sound itself, where it still has this hash; `null`: it was replaced or removed. */
export async function getAudio(client: Queryable, { recording, language, sha256 }: { recording: string; language: string; sha256: string }): Promise<{ audio: Buffer; contentType: string } | null> {
  const { rows } = await client.query<{ audio: Buffer; contentType: string }>(
    'select audio, content_type as "contentType" from recordings where recording = $1 and language = $2 and sha256 = $3',
    [recording, language, sha256],
  );
  return rows[0] ?? null;
}

/** Takes the place of what was there in this language, and returns the hash. */
export async function saveRecording(pool: pg.Pool, { recording, language, contentType, seconds, words, audio, who }: RecordingUpload): Promise<string> {
  const sha256 = createHash('sha256').update(audio).digest('hex');
  await inTransaction(pool, async (client) => {
    await client.query(
      `insert into recordings (recording, language, sha256, content_type, audio, seconds, words, updated_by) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (recording, language) do update set sha256 = excluded.sha256, content_type = excluded.content_type, audio = excluded.audio,
         seconds = excluded.seconds, words = excluded.words, updated_by = excluded.updated_by, updated_at = now()`,
      [recording, language, sha256, contentType, audio, seconds, words, who],
    );
    await addAuditEntry(client, { who, action: 'recording_saved', subject: `recording:${recording}`, details: { language, sha256 } });
  });
  return sha256;
}

/** All languages, or one. `false`: there was none. */
export async function removeRecording(pool: pg.Pool, { recording, language, who }: { recording: string; language: string | undefined; who: string }): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('delete from recordings where recording = $1 and ($2::text is null or language = $2)', [recording, language ?? null]);
    if (!rowCount) return false;
    await addAuditEntry(client, { who, action: 'recording_removed', subject: `recording:${recording}`, details: { language: language ?? null } });
    return true;
  });
}

/** The transcript alone. `false`: there is no such recording in this language. */
export async function saveWords(pool: pg.Pool, { recording, language, words, who }: { recording: string; language: string; words: string; who: string }): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('update recordings set words = $3, updated_by = $4, updated_at = now() where recording = $1 and language = $2', [recording, language, words, who]);
    if (!rowCount) return false;
    await addAuditEntry(client, { who, action: 'recording_saved', subject: `recording:${recording}`, details: { language, words: true } });
    return true;
  });
}
