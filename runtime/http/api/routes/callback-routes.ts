import { Type } from '@sinclair/typebox';
import { callbackStatuses } from '../../../../schemas/answers/callback.js';
import { oneOf } from '../../../../schemas/form-controls.js';
import { fail } from '../../../errors.js';
import { changeCallback, getCallbacks, getWaitingCallbacks, type CallbackAction } from '../../../store/queries/callbacks.js';
import { closed, Moment, nullable } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';
import { phoneFor } from '../mask-phones.js';
import { EntryNote, entryParameters, Next, pageQuery } from '../page-schemas.js';

const Status = oneOf(callbackStatuses);

const Callback = closed({
  callId: Type.String(),
  callbackId: Type.String(),
  phone: Type.String({ description: 'In stars for roles that do not call.' }),
  customerId: nullable(Type.String()),
  queue: Type.String(),
  stepTitle: nullable(Type.Record(Type.String(), Type.String(), { description: 'What the flow calls the step that asked for it, by language.' })),
  from: nullable(Moment),
  until: nullable(Moment),
  reason: nullable(Type.String()),
  language: Type.String(),
  status: Status,
  due: nullable(oneOf(['later', 'now', 'overdue'])),
  attempts: Type.Integer(),
  nextTryAt: nullable(Moment),
  takenBy: nullable(Type.String()),
  takenAt: nullable(Moment),
  note: Type.String(),
  test: Type.Boolean(),
  requestedAt: Moment,
  settledAt: nullable(Moment),
  settledBy: nullable(Type.String()),
});

const Queue = closed({ queue: Type.String(), open: Type.Integer(), due: Type.Integer({ description: 'Of the open ones, those that may be called now, overdue ones too.' }), overdue: Type.Integer() });

const actions = ['take', 'release', 'done', 'no_answer', 'failed', 'reopen'] as const;

/** Who wants to be called, as a list of work. */
export function createCallbackRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/callbacks',
      access: 'callbacks.read',
      summary: 'Who wants to be called: newest first, or with `due` those that may be called now, the longest awaited first.',
      query: closed({
        status: Type.Optional(Status),
        queue: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        due: Type.Optional(Type.Boolean()),
        settled: Type.Optional(Type.Boolean({ description: 'Only those that are no longer open, or only the others.' })),
        ...pageQuery,
      }),
      response: closed({ callbacks: Type.Array(Callback), next: Next, queues: Type.Array(Queue, { description: 'How much waits in each queue, whatever the filters.' }) }),
      handle: async ({ query, identity }) => {
        const [{ callbacks, next }, queues] = await Promise.all([getCallbacks(pool, { ...query, limit: query.limit ?? 100 }), getWaitingCallbacks(pool)]);
        return { callbacks: callbacks.map((callback) => ({ ...callback, phone: phoneFor(identity().role, callback.phone) })), next, queues };
      },
    }),

    defineRoute({
      method: 'post',
      path: '/callbacks/:callId/:callbackId',
      access: 'callbacks.write',
      summary: 'Takes a call back, or says what came of it: done, no answer (again later), failed (given up).',
      parameters: entryParameters('callbackId'),
      body: closed({
        action: oneOf(actions),
        note: Type.Optional(EntryNote),
        tryAgainAt: Type.Optional({ ...Moment, description: 'After no answer. (Default: in half an hour.)' }),
      }),
      response: closed({ callback: Callback }),
      failures: [404, 409],
      handle: async ({ parameters: { callId, callbackId }, body, identity }) => {
        const { who, role } = identity();
        const changed = await changeCallback(pool, { callId, callbackId, who, ...(body as CallbackAction) });
        if (changed === 'unknown') {
          throw fail('not_found', {
            what: { 'en-US': `Callback "${callbackId}" of call "${callId}"`, 'zh-CN': `通话“${callId}”的回电“${callbackId}”` },
            fix: { 'en-US': 'GET /api/callbacks lists what does.', 'zh-CN': '请重新载入回电列表。' },
          });
        }
        if (typeof changed === 'string') {
          throw fail('entry_changed', {
            what: { 'en-US': 'This callback', 'zh-CN': '此回电' },
            how: stands[changed === 'taken' ? 'taken' : body.action === 'reopen' ? 'open' : 'settled'],
          });
        }
        return { callback: { ...changed.callback, phone: phoneFor(role, changed.callback.phone) } };
      },
    }),
  ];
}

/** How an entry stands that cannot be changed as asked. */
const stands = {
  taken: { 'en-US': 'is being made by somebody else', 'zh-CN': '正由其他人处理' },
  open: { 'en-US': 'is still open', 'zh-CN': '尚未完成' },
  settled: { 'en-US': 'was settled by somebody else', 'zh-CN': '已由其他人处理完毕' },
};
