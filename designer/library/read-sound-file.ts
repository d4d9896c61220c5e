import { toTelephoneSound } from './to-telephone-sound.js';

/** As the server takes it. */
export const MOST_BYTES = 6_000_000;

export type SoundFile = { sound: Blob; seconds: number | null } | 'too_large' | 'cannot_open';

/** WAV and MP3 stay as they are, where they are small enough; what else the browser can open is converted. */
export async function readSoundFile(file: File): Promise<SoundFile> {
  const isReady = await isWavOrMp3(file);
  if (isReady && file.size <= MOST_BYTES) return { sound: file, seconds: await toTelephoneSound(file).then(({ seconds }) => seconds, () => null) };
  const converted = await toTelephoneSound(file).catch(() => null);
  if (!converted) return isReady ? 'too_large' : 'cannot_open';
  return converted.sound.size > MOST_BYTES ? 'too_large' : converted;
}

/** By what it begins with, as the server looks. */
async function isWavOrMp3(file: File): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const text = String.fromCharCode(...head);
  return (text.startsWith('RIFF') && text.endsWith('WAVE')) || text.startsWith('ID3') || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2);
}
