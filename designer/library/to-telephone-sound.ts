import { encodeWav } from './encode-wav.js';

/** The band of a telephone line ends below half of it. */
const SAMPLE_RATE = 8000;

/** Any sound the browser can open as WAV for the telephone: one channel, 8 kHz. Throws where it cannot be opened. */
export async function toTelephoneSound(sound: Blob): Promise<{ sound: Blob; seconds: number }> {
  const context = new AudioContext();
  try {
    const decoded = await context.decodeAudioData(await sound.arrayBuffer());
    const offline = new OfflineAudioContext(1, Math.max(1, Math.ceil(decoded.duration * SAMPLE_RATE)), SAMPLE_RATE);
    const source = offline.createBufferSource();
    source.buffer = decoded;
    source.connect(offline.destination);
    source.start();
    const rendered = await offline.startRendering();
    return { sound: new Blob([encodeWav(rendered.getChannelData(0), SAMPLE_RATE)], { type: 'audio/wav' }), seconds: decoded.duration };
  } finally {
    await context.close();
  }
}
