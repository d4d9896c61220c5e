import { fail } from '../../errors.js';

/** What the carrier plays, by what the file begins with: a name or a header from outside may say anything. */
export type AudioType = 'audio/wav' | 'audio/mpeg';

/** The type and the length of a sound file, in seconds. Throws `invalid_request` for anything else, and for sound in a form no carrier plays. */
export function readAudio(audio: Buffer): { contentType: AudioType; seconds: number } {
  const isWav = audio.toString('latin1', 0, 4) === 'RIFF' && audio.toString('latin1', 8, 12) === 'WAVE';
  const start = afterTag(audio);
  if (!isWav && !frameAt(audio, start)) {
    throw fail('invalid_request', {
      reason: {
        'en-US': 'The recording is neither WAV nor MP3. Convert it, for example: ffmpeg -i in.m4a -ar 8000 -ac 1 out.wav',
        'zh-CN': '录音既不是 WAV 也不是 MP3。请先转换，例如：ffmpeg -i in.m4a -ar 8000 -ac 1 out.wav',
      },
    });
  }
  const seconds = isWav ? wavSeconds(audio) : mp3Seconds(audio, start);
  if (seconds === null || seconds < LEAST_SECONDS) {
    throw fail('invalid_request', {
      reason: { 'en-US': 'The recording holds no sound, or was cut off in its header. Record it again.', 'zh-CN': '录音里没有声音，或文件不完整。请重新录制。' },
    });
  }
  return { contentType: isWav ? 'audio/wav' : 'audio/mpeg', seconds };
}

/** Nobody hears less. */
const LEAST_SECONDS = 0.1;

/** Kinds of samples carriers play, by their number in the `fmt ` chunk: whole numbers, A-law, µ-law, and whichever the longer header names. */
const playable = new Set([1, 6, 7, 0xfffe]);

/** The bytes of the `data` chunk over the bytes a second of the `fmt ` chunk. */
function wavSeconds(audio: Buffer): number | null {
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= audio.length; ) {
    const name = audio.toString('latin1', at, at + 4);
    const size = audio.readUInt32LE(at + 4);
    if (name === 'fmt ' && at + 20 <= audio.length) {
      if (!playable.has(audio.readUInt16LE(at + 8))) {
        throw fail('invalid_request', {
          reason: {
            'en-US': 'The WAV file holds samples of a kind that telephones do not play. Convert it, for example: ffmpeg -i in.wav -c:a pcm_s16le -ar 8000 -ac 1 out.wav',
            'zh-CN': '电话无法播放这种编码的 WAV 文件。请先转换，例如：ffmpeg -i in.wav -c:a pcm_s16le -ar 8000 -ac 1 out.wav',
          },
        });
      }
      bytesPerSecond = audio.readUInt32LE(at + 16);
    }
    if (name === 'data') return bytesPerSecond > 0 ? rounded(Math.min(size, audio.length - at - 8) / bytesPerSecond) : null;
    at += 8 + size + (size % 2);
  }
  return null;
}

/** Bit rates of MPEG layer III in kbit/s: version 1, then 2 and 2.5. */
const bitRates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const sampleRates: Record<number, number[]> = { 3: [44_100, 48_000, 32_000], 2: [22_050, 24_000, 16_000], 0: [11_025, 12_000, 8_000] };

/** From frame to frame, as the rate may change with each. */
function mp3Seconds(audio: Buffer, start: number): number {
  let seconds = 0;
  for (let frame = frameAt(audio, start), at = start; frame; at += frame.bytes, frame = frameAt(audio, at)) seconds += frame.seconds;
  return rounded(seconds);
}

function frameAt(audio: Buffer, at: number): { bytes: number; seconds: number } | null {
  if (at + 4 > audio.length || audio[at] !== 0xff || (audio[at + 1]! & 0xe0) !== 0xe0) return null;
  const version = (audio[at + 1]! >> 3) & 3;
  const layer = (audio[at + 1]! >> 1) & 3;
  const bitRate = bitRates[version === 3 ? 0 : 1]![audio[at + 2]! >> 4];
  const sampleRate = sampleRates[version]?.[(audio[at + 2]! >> 2) & 3];
  if (layer !== 1 || !bitRate || !sampleRate) return null;
  const samples = version === 3 ? 1152 : 576;
  const padding = (audio[at + 2]! >> 1) & 1;
  return { bytes: Math.floor(((samples / 8) * bitRate * 1000) / sampleRate) + padding, seconds: samples / sampleRate };
}

/** Behind the ID3 tag many files begin with, whose size is written in seven bits a byte. */
function afterTag(audio: Buffer): number {
  if (audio.toString('latin1', 0, 3) !== 'ID3' || audio.length < 10) return 0;
  return 10 + [6, 7, 8, 9].reduce((size, at) => size * 128 + (audio[at]! & 0x7f), 0);
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
