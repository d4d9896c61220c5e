import { Transform } from 'node:stream';

/**
 * Bytes of a spreadsheet as text: UTF-8, with or without a mark, UTF-16 with one, and else GB 18030, which spreadsheets in China write.
 * Decided by the first piece: a file that is no UTF-8 shows it at its first Chinese character.
 */
export function createTextDecoder(): Transform {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let held = Buffer.alloc(0);
  return new Transform({
    readableObjectMode: false,
    transform(chunk: Buffer, _encoding, done) {
      if (decoder) return done(null, decoder.decode(chunk, { stream: true }));
      held = Buffer.concat([held, chunk]);
      if (held.length < SAMPLE_BYTES) return done();
      decoder = chooseDecoder(held);
      done(null, decoder.decode(held, { stream: true }));
    },
    flush(done) {
      const rest = decoder ? decoder.decode() : chooseDecoder(held).decode(held);
      done(null, rest);
    },
  });
}

const SAMPLE_BYTES = 1_000_000;

function chooseDecoder(sample: Buffer): InstanceType<typeof TextDecoder> {
  if (sample[0] === 0xff && sample[1] === 0xfe) return new TextDecoder('utf-16le');
  if (sample[0] === 0xfe && sample[1] === 0xff) return new TextDecoder('utf-16be');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return new TextDecoder('utf-8');
  } catch {
    return new TextDecoder('gb18030');
  }
}
