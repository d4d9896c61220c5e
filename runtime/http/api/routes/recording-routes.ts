import { Type } from '@sinclair/typebox';
import { Id } from '../../../../schemas/documents/flow.js';
import type { BothLanguages } from '../../../../schemas/form-controls.js';
import { fail } from '../../../errors.js';
import { getRecordingUses, type RecordingUse } from '../../../store/queries/recording-uses.js';
import { getRecordings, removeRecording, saveRecording, saveWords } from '../../../store/queries/recordings.js';
import { readAudio } from '../../recordings/read-audio.js';
import { AnyJson, closed, Empty, Moment, nullable } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const Language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', description: 'Such as zh-CN.' });

const Variant = closed({
  recording: Type.String(),
  language: Type.String(),
  sha256: Type.String(),
  contentType: Type.String(),
  bytes: Type.Integer(),
  seconds: nullable(Type.Number()),
  words: Type.String(),
  url: nullable(Type.String({ description: 'A signed link to listen to it, good for a day at least.' })),
  updatedAt: Moment,
  updatedBy: Type.String(),
});

const Use = closed({
  recording: Type.String(),
  flow: Type.String(),
  flowName: AnyJson,
  step: Type.String(),
  stepTitle: AnyJson,
  languages: Type.Array(Type.String(), { description: 'What callers of the flow may speak.' }),
  live: Type.Boolean({ description: 'In a version that an alias points to.' }),
  draft: Type.Boolean(),
});

/** No caller listens longer; music begins again. */
const MOST_SECONDS = 1800;

/** Half an hour of MP3 for the telephone, or ten minutes of WAV. */
const MOST_AUDIO_BYTES = 6_000_000;

/** Base64 takes a third more. */
const BODY_LIMIT_BYTES = 8_500_000;

export function createRecordingRoutes({ pool, recordingLink = () => null }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/recordings',
      access: 'recordings.read',
      summary: 'The uploaded recordings, a row a language, and the steps that play them; a step may name one that nobody has uploaded.',
      response: closed({ recordings: Type.Array(Variant), uses: Type.Array(Use) }),
      handle: async () => {
        const [variants, uses] = await Promise.all([getRecordings(pool), getRecordingUses(pool)]);
        return { recordings: variants.map((variant) => ({ ...variant, url: recordingLink(variant.recording, variant.language, variant.sha256) })), uses };
      },
    }),

    defineRoute({
      method: 'put',
      path: '/recordings/:id',
      access: 'recordings.write',
      summary: 'Uploads one language of a recording, WAV or MP3, in place of what was there. It is heard within seconds, without publishing.',
      parameters: closed({ id: Id }),
      body: closed({
        language: Language,
        audio: Type.String({ minLength: 4, description: 'The file, in base64.' }),
        words: Type.Optional(Type.String({ maxLength: 4000, description: 'What it says.' })),
      }),
      bodyLimitBytes: BODY_LIMIT_BYTES,
      response: closed({ sha256: Type.String(), contentType: Type.String(), seconds: nullable(Type.Number()) }),
      failures: [413],
      handle: async ({ parameters: { id }, body: { language, audio: encoded, words = '' }, identity }) => {
        // Looked for by the first wrong sign: a pattern for the whole would run out of stack on megabytes.
        if (/[^A-Za-z0-9+/=]/.test(encoded)) {
          throw fail('invalid_request', {
            reason: { 'en-US': 'body.audio is not base64. Send the bytes of the file in base64, without line breaks.', 'zh-CN': '提交的声音不是 base64 编码。请把文件内容按 base64 编码，不要换行。' },
          });
        }
        const audio = Buffer.from(encoded, 'base64');
        if (audio.length > MOST_AUDIO_BYTES) {
          throw fail('invalid_request', {
            reason: {
              'en-US': `The recording has ${audio.length} bytes and at most ${MOST_AUDIO_BYTES} are taken. Shorten it, or save it as MP3 in one channel.`,
              'zh-CN': `录音有 ${audio.length} 字节，最多 ${MOST_AUDIO_BYTES} 字节。请缩短，或另存为单声道 MP3。`,
            },
          });
        }
        const { contentType, seconds } = readAudio(audio);
        if (seconds > MOST_SECONDS) {
          throw fail('invalid_request', {
            reason: {
              'en-US': `The recording lasts ${Math.round(seconds)} seconds and at most ${MOST_SECONDS} are taken. Shorten it.`,
              'zh-CN': `录音长 ${Math.round(seconds)} 秒，最多 ${MOST_SECONDS} 秒。请缩短。`,
            },
          });
        }
        const sha256 = await saveRecording(pool, { recording: id, language, contentType, seconds, words, audio, who: identity().who });
        return { sha256, contentType, seconds };
      },
    }),

    defineRoute({
      method: 'patch',
      path: '/recordings/:id',
      access: 'recordings.write',
      summary: 'Corrects the transcript of one language; the sound stays.',
      parameters: closed({ id: Id }),
      body: closed({ language: Language, words: Type.String({ maxLength: 4000 }) }),
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { id }, body: { language, words }, identity }) => {
        if (!(await saveWords(pool, { recording: id, language, words, who: identity().who }))) throw unknownRecording(id, language);
        return {};
      },
    }),

    defineRoute({
      method: 'delete',
      path: '/recordings/:id',
      access: 'recordings.write',
      summary: 'Removes a recording, or one language of it. Refused while a version that callers reach plays it.',
      parameters: closed({ id: Id }),
      query: closed({ language: Type.Optional(Language) }),
      response: Empty,
      failures: [404, 409],
      handle: async ({ parameters: { id }, query: { language }, identity }) => {
        const played = (await getRecordingUses(pool)).filter(({ recording, live }) => recording === id && live);
        if (played.length > 0) throw fail('recording_in_use', { recording: id, uses: nameUses(played) });
        const removed = await removeRecording(pool, { recording: id, language, who: identity().who });
        if (!removed) throw unknownRecording(id, language);
        return {};
      },
    }),
  ];
}

function unknownRecording(id: string, language: string | undefined): ReturnType<typeof fail> {
  return fail('not_found', {
    what: { 'en-US': `Recording "${id}"${language ? ` in ${language}` : ''}`, 'zh-CN': `录音“${id}”${language ? `（${language}）` : ''}` },
    fix: { 'en-US': 'GET /api/recordings lists what does.', 'zh-CN': '请返回录音库，从列表中选择。' },
  });
}

/** `flow card-services (step welcome)`, the first few. */
function nameUses(uses: readonly RecordingUse[]): BothLanguages {
  const named = uses.slice(0, 3);
  const more = uses.length - named.length;
  return {
    'en-US': named.map(({ flow, step }) => `flow ${flow} (step ${step})`).join(', ') + (more > 0 ? ` and ${more} more` : ''),
    'zh-CN': named.map(({ flow, step }) => `流程“${flow}”（步骤“${step}”）`).join('、') + (more > 0 ? `等 ${uses.length} 处` : ''),
  };
}
