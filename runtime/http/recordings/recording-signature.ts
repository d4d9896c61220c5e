import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link to a recording says, and is signed for. */
export interface RecordingLink {
  recording: string;
  language: string;
  /** SHA-256 of the sound: another sound has another link, so that this one can be cached for ever. */
  sha256: string;
  /** Unix seconds. */
  expires: number;
}

/** HMAC-SHA256, lower-case hex. The key is derived, so that no link can pass for anything else that is signed with the same secret. */
export function signRecording(secretKey: string, { recording, language, sha256, expires }: RecordingLink): string {
  const key = createHmac('sha256', secretKey).update('recording links').digest();
  return createHmac('sha256', key).update(`${recording}\n${language}\n${sha256}\n${expires}`).digest('hex');
}

export function isRecordingSigned(secretKey: string, link: RecordingLink, signature: string): boolean {
  const expected = Buffer.from(signRecording(secretKey, link));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
