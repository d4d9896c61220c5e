import { Transform } from 'node:stream';
import { findEncoding, isWorkbook, workbookWords } from '../../schemas/file-text.js';
import { fail } from '../errors.js';

/**
 * Bytes of a spreadsheet as text: UTF-8, with or without a mark, UTF-16 with one, and else GB 18030, which spreadsheets in China write.
 * Decided by the first piece: a file that is no UTF-8 shows it at its first Chinese character. Ends with `invalid_request` at a workbook,
 * which is no text.
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
      if (isWorkbook(held)) return done(isNoText());
      decoder = new TextDecoder(findEncoding(held));
      done(null, decoder.decode(held, { stream: true }));
    },
    flush(done) {
      if (!decoder && isWorkbook(held)) return done(isNoText());
      done(null, decoder ? decoder.decode() : new TextDecoder(findEncoding(held)).decode(held));
    },
  });
}

const SAMPLE_BYTES = 1_000_000;

const isNoText = (): Error => fail('invalid_request', { reason: workbookWords });
