import express, { type Request, type Response, type Router } from 'express';
import type pg from 'pg';
import { fail } from '../../errors.js';
import { getAudio } from '../../store/queries/recordings.js';
import { isRecordingSigned } from './recording-signature.js';

export interface RecordingRoutesOptions {
  pool: pg.Pool;
  secretKey: string;
  now(): Date;
}

/** `GET /recordings/:recording/:language`: the sound, to whoever has a signed link. Its version stands in the link, so it may be kept for ever. */
export function createRecordingRoutes(options: RecordingRoutesOptions): Router {
  const router = express.Router();
  router.get('/:recording/:language', (request, response, next) => {
    send(options, request, response).catch(next);
  });
  return router;
}

async function send({ pool, secretKey, now }: RecordingRoutesOptions, request: Request, response: Response): Promise<void> {
  const { recording = '', language = '' } = request.params as Record<string, string>;
  const sha256 = queryText(request, 'version');
  const expires = Number(queryText(request, 'expires'));
  const isSigned = isRecordingSigned(secretKey, { recording, language, sha256, expires }, queryText(request, 'signature'));
  // The same answer for both, so that nobody learns which part was right.
  if (!isSigned || now().getTime() / 1000 > expires) throw fail('link_expired');
  const etag = `"${sha256}"`;
  response.set({ ETag: etag, 'Cache-Control': `public, max-age=${MAX_AGE_SECONDS}, immutable`, 'X-Content-Type-Options': 'nosniff' });
  if (request.headers['if-none-match'] === etag) return void response.status(304).end();
  const found = await getAudio(pool, { recording, language, sha256 });
  if (!found) {
    response.removeHeader('Cache-Control');
    throw fail('not_found', {
      what: { 'en-US': `Recording "${recording}" in this version`, 'zh-CN': `录音“${recording}”的这个版本` },
      fix: { 'en-US': 'It was replaced or removed; ask for the new one.', 'zh-CN': '它已被替换或删除，请获取新的版本。' },
    });
  }
  response.set({ 'Content-Type': found.contentType, 'Content-Length': String(found.audio.length) }).end(found.audio);
}

/** As long as the longest link. */
const MAX_AGE_SECONDS = 172_800;

function queryText(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}
