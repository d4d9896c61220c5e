/** What telephones carry: 16 bits, one channel. */
const BYTES_PER_SAMPLE = 2;

/** Samples from -1 to 1 as a WAV file in one channel. */
export function encodeWav(samples: Float32Array, sampleRate: number): ArrayBuffer {
  const bytes = samples.length * BYTES_PER_SAMPLE;
  const file = new ArrayBuffer(44 + bytes);
  const view = new DataView(file);
  const write = (at: number, text: string): void => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  write(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * BYTES_PER_SAMPLE, true);
  view.setUint16(32, BYTES_PER_SAMPLE, true);
  view.setUint16(34, BYTES_PER_SAMPLE * 8, true);
  write(36, 'data');
  view.setUint32(40, bytes, true);
  samples.forEach((sample, index) => view.setInt16(44 + index * BYTES_PER_SAMPLE, Math.round(Math.max(-1, Math.min(1, sample)) * 0x7fff), true));
  return file;
}
