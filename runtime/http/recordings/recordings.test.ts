import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { startApiServer, type ApiServer, type Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { createErrorAnswer } from '../api/answer-error.js';
import { createRecordingLinks } from './create-recording-links.js';
import { createRecordingRoutes } from './create-recording-routes.js';

const database = useDatabase();
const secretKey = 'a secret key of thirty-two letters';
let today = new Date('2026-11-24T02:00:00Z');
let api: ApiServer;
let designer: Person;
let server: Server;
let origin: string;
let links: ReturnType<typeof createRecordingLinks>;

beforeAll(async () => {
  const options = { pool: database().pool, secretKey, now: () => today };
  links = createRecordingLinks({ ...options, pathPrefix: '' });
  api = await startApiServer(database().pool, { recordingLink: links.linkOf });
  designer = await api.signIn('designer');
  server = createServer(express().use('/recordings', createRecordingRoutes(options), createErrorAnswer({ error: () => undefined }))).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await api.close();
  await new Promise((resolve) => server.close(resolve));
});

/** Telephone quality: 8,000 bytes a second. */
function wav(seconds: number, extra = Buffer.alloc(0)): Buffer {
  const data = Buffer.alloc(seconds * 8000, 0xff);
  const header = Buffer.alloc(28);
  header.write('WAVEfmt ', 0, 'latin1');
  header.writeUInt32LE(16, 8);
  header.writeUInt16LE(7, 12);
  header.writeUInt16LE(1, 14);
  header.writeUInt32LE(8000, 16);
  header.writeUInt32LE(8000, 20);
  header.writeUInt16LE(1, 24);
  header.writeUInt16LE(8, 26);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  const body = Buffer.concat([header, extra, Buffer.from('data'), size, data]);
  const riff = Buffer.alloc(8);
  riff.write('RIFF', 0, 'latin1');
  riff.writeUInt32LE(body.length, 4);
  return Buffer.concat([riff, body]);
}

/** The same header, naming samples in floating point. */
function floats(audio: Buffer): Buffer {
  audio.writeUInt16LE(3, 20);
  return audio;
}

/** Frames of 24 ms at 24 kHz: of 48 kbit/s and so 144 bytes each, or of 8 kbit/s with `0x14` and 24 bytes. */
const mp3 = (frames: number, rates = 0x64, bytes = 144): Buffer => Buffer.alloc(frames * bytes, Buffer.concat([Buffer.from([0xff, 0xf3, rates, 0xc0]), Buffer.alloc(bytes - 4)]));

const upload = (id: string, audio: Buffer, language = 'zh-CN', words = '') => designer.put(`/recordings/${id}`, { language, audio: audio.toString('base64'), words });

describe('an upload', () => {
  test.each([
    { name: 'WAV', audio: wav(3), contentType: 'audio/wav', seconds: 3 },
    { name: 'WAV with a part nobody knows before its sound', audio: wav(2, Buffer.from('LIST\x04\0\0\0abcd', 'latin1')), contentType: 'audio/wav', seconds: 2 },
    { name: 'MP3', audio: mp3(100), contentType: 'audio/mpeg', seconds: 2.4 },
    { name: 'MP3 behind a tag', audio: Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\x03abc', 'latin1'), mp3(50)]), contentType: 'audio/mpeg', seconds: 1.2 },
  ])('of $name is known by its content, and measured', async ({ audio, contentType, seconds }) => {
    const { status, body } = await upload('welcome', audio);
    expect([status, body.contentType, body.seconds]).toEqual([200, contentType, seconds]);
  });

  test.each([
    { name: 'a text', audio: Buffer.from('this is no sound at all'), says: /neither WAV nor MP3/ },
    { name: 'a page', audio: Buffer.from('<html><script>'), says: /neither WAV nor MP3/ },
    { name: 'a sound file without sound', audio: wav(0), says: /holds no sound/ },
    { name: 'half an hour and more', audio: mp3(76_000, 0x14, 24), says: /at most/ },
    { name: 'samples no telephone plays', audio: floats(wav(1)), says: /kind that telephones do not play/ },
    { name: 'a sound of seven megabytes', audio: Buffer.concat([wav(1), Buffer.alloc(6_100_000)]), says: /at most 6000000/ },
  ])('of $name is refused', async ({ audio, says }) => {
    const { status, body } = await upload('welcome', audio);
    expect([status, body.error.message]).toEqual([400, expect.stringMatching(says)]);
  });

  test('by an operator is refused', async () => {
    expect((await (await api.signIn('operator')).put('/recordings/welcome', { language: 'zh-CN', audio: wav(1).toString('base64') })).status).toBe(403);
  });

  test('is listed with a link to listen to it, and takes the place of the one before', async () => {
    await upload('greeting', wav(1), 'zh-CN', '您好');
    await upload('greeting', wav(2), 'zh-CN', '您好吗');
    const { body } = await designer.get('/recordings');
    const [listed] = body.recordings.filter(({ recording }: { recording: string }) => recording === 'greeting');
    expect(listed).toMatchObject({ language: 'zh-CN', seconds: 2, words: '您好吗', updatedBy: designer.email });
    expect((await fetch(origin + listed.url)).status).toBe(200);
  });
});

describe('a link', () => {
  let link: string;
  beforeAll(async () => {
    await upload('bye', wav(1), 'zh-CN');
    await upload('bye', wav(2), 'en-US');
    link = (await links.find('bye', ['zh-CN', 'en-US']))!;
  });

  test('brings the sound of the language, which may be kept', async () => {
    const answer = await fetch(origin + link);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'audio/wav', expect.stringMatching(/public, max-age=\d+, immutable/)]);
    expect(Buffer.from(await answer.arrayBuffer()).equals(wav(1))).toBe(true);
    const again = await fetch(origin + link, { headers: { 'if-none-match': answer.headers.get('etag')! } });
    expect(again.status).toBe(304);
  });

  test('is the same all day, so that a cache finds it', async () => {
    today = new Date('2026-11-24T23:59:00Z');
    expect(await links.find('bye', ['zh-CN'])).toBe(link);
  });

  test.each([
    { name: 'the language', languages: ['en-US', 'zh-CN'], expected: '/recordings/bye/en-US?' },
    { name: 'another variant of the language', languages: ['zh-TW', 'en-US'], expected: '/recordings/bye/zh-CN?' },
    { name: 'the fall-back', languages: ['fr-FR', 'en-US', 'zh-CN'], expected: '/recordings/bye/en-US?' },
  ])('is that of $name', async ({ languages, expected }) => {
    expect(await links.find('bye', languages)).toContain(expected);
  });

  test('of no recording is none', async () => expect(await links.find('nothing', ['zh-CN'])).toBeNull());

  test('of a recording without the language is none, except where any will do', async () => {
    expect(await links.find('bye', ['fr-FR'])).toBeNull();
    expect(await links.find('bye', 'any')).toContain('/recordings/bye/');
  });

  test.each([
    { name: 'another language', change: (url: string) => url.replace('zh-CN', 'en-US') },
    { name: 'another name', change: (url: string) => url.replace('/bye/', '/welcome/') },
    { name: 'a later end', change: (url: string) => url.replace(/expires=\d+/, 'expires=9999999999') },
    { name: 'another version', change: (url: string) => url.replace(/version=\w+/, `version=${'0'.repeat(64)}`) },
    { name: 'no signature', change: (url: string) => url.replace(/&signature=\w+/, '') },
    { name: 'two signatures', change: (url: string) => `${url}&signature=a` },
  ])('with $name is refused', async ({ change }) => {
    expect((await fetch(origin + change(link))).status).toBe(403);
  });

  test('is too old after two days', async () => {
    today = new Date('2026-11-26T00:00:01Z');
    expect((await fetch(origin + link)).status).toBe(403);
    today = new Date('2026-11-24T02:00:00Z');
  });

  test('of what was replaced or removed brings nothing', async () => {
    const english = (await links.find('bye', ['en-US']))!;
    await upload('bye', wav(3), 'zh-CN');
    expect((await fetch(origin + link)).status).toBe(404);
    expect((await designer.delete('/recordings/bye?language=en-US')).status).toBe(200);
    const gone = await fetch(origin + english);
    expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect((await designer.delete('/recordings/bye?language=en-US')).status).toBe(404);
  });
});
