import { expect, test } from '@jest/globals';
import { readAudio } from '../../runtime/http/recordings/read-audio.js';
import { encodeWav } from '../../designer/library/encode-wav.js';

test('what is encoded here is taken by the server, with its length', () => {
  expect(readAudio(Buffer.from(encodeWav(new Float32Array(12_000).fill(0.5), 8000)))).toEqual({ contentType: 'audio/wav', seconds: 1.5 });
});

test('what is louder than loud stays within its bits', () => {
  const view = new DataView(encodeWav(Float32Array.from([2, -2, 0]), 8000));
  expect([view.getInt16(44, true), view.getInt16(46, true), view.getInt16(48, true)]).toEqual([32_767, -32_767, 0]);
});
