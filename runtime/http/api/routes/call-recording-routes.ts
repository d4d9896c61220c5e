import { Type } from '@sinclair/typebox';
import { oneOf } from '../../../../schemas/form-controls.js';
import { fail } from '../../../errors.js';
import { getCallRecordings, markMessage } from '../../../store/queries/call-recordings.js';
import { closed, Empty, Moment, nullable } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';
import { phoneFor } from '../mask-phones.js';
import { EntryNote, entryParameters, Next, pageQuery } from '../page-schemas.js';

const Kind = oneOf(['message', 'call'], { description: 'A message somebody left, or the recording of the call itself.' });

const CallRecording = closed({
  callId: Type.String(),
  recordingId: Type.String({ description: "The carrier's name of it." }),
  kind: Kind,
  seconds: nullable(Type.Number()),
  flow: Type.String(),
  step: nullable(Type.String()),
  phone: Type.String({ description: 'Who called; in stars for roles that do not call.' }),
  language: Type.String(),
  at: Moment,
  test: Type.Boolean(),
  heardAt: nullable(Moment),
  heardBy: nullable(Type.String()),
  note: Type.String(),
});

const DAYS = 90;

/** The recordings that calls left with the carrier. The sound stays there; who may hear it is settled there too. */
export function createCallRecordingRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/call-recordings',
      access: 'call_recordings.read',
      summary: `Messages callers left and recorded calls, newest first; of the last ${DAYS} days where no \`since\` is given.`,
      query: closed({ kind: Type.Optional(Kind), heard: Type.Optional(Type.Boolean({ description: 'Only messages somebody has listened to, or only the others.' })), ...pageQuery }),
      response: closed({ recordings: Type.Array(CallRecording), next: Next }),
      handle: async ({ query, identity }) => {
        const since = query.since ?? new Date(Date.now() - DAYS * 86_400_000).toISOString();
        const { recordings, next } = await getCallRecordings(pool, { ...query, since, limit: query.limit ?? 100 });
        return { recordings: recordings.map((recording) => ({ ...recording, phone: phoneFor(identity().role, recording.phone) })), next };
      },
    }),

    defineRoute({
      method: 'put',
      path: '/call-recordings/:callId/:recordingId',
      access: 'callbacks.write',
      summary: 'Says that somebody listened to a message and what came of it, or takes that back.',
      parameters: entryParameters('recordingId'),
      body: closed({ heard: Type.Boolean(), note: Type.Optional(EntryNote) }),
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { callId, recordingId }, body: { heard, note = '' }, identity }) => {
        const marked = await markMessage(pool, { callId, recordingId, heard, note, who: identity().who });
        if (!marked) {
          throw fail('not_found', {
            what: { 'en-US': `Message "${recordingId}" of call "${callId}"`, 'zh-CN': `通话“${callId}”的留言“${recordingId}”` },
            fix: { 'en-US': 'GET /api/call-recordings?kind=message lists what does.', 'zh-CN': '请重新载入留言列表。' },
          });
        }
        return {};
      },
    }),
  ];
}
