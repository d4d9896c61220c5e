import { Type } from '@sinclair/typebox';
import { FlowId } from '../../../../schemas/documents/flow.js';
import { fail } from '../../../errors.js';
import { getAuditEntries } from '../../../store/queries/audit.js';
import { getCalls } from '../../../store/queries/calls.js';
import { Alias, AnyJson, closed, Document, Moment, nullable } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';
import { callFor, phoneFor } from '../mask-phones.js';

const CallId = Type.String({ pattern: '^[\\w-]{1,100}$' });

const Limit = Type.Integer({ minimum: 1, maximum: 500, default: 100 });

const CallSummary = closed({
  callId: Type.String(),
  flow: Type.String(),
  version: Type.String(),
  alias: Type.String(),
  arm: nullable(Type.Unsafe<'stable' | 'canary'>({ type: 'string', enum: ['stable', 'canary'], description: 'Which side of a split alias it fell on; null where the alias was not split.' })),
  from: Type.String(),
  startedAt: Moment,
  durationSeconds: nullable(Type.Integer()),
  endState: nullable(Type.String()),
  endedBy: nullable(Type.String()),
  test: Type.Boolean(),
  orders: Type.Integer({ description: 'How many stand.' }),
});

/** What happened: the report, the calls, and what people did. */
export function createCallRoutes({ pool, report, reportVersions, describeCall, traceCall }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/report',
      access: 'report.read',
      summary: 'Counted calls, end states, containment, offer funnel and sales, by flow and day.',
      query: closed({
        from: Type.Optional(Type.String({ maxLength: 40 })),
        to: Type.Optional(Type.String({ maxLength: 40 })),
        timeZone: Type.Optional(Type.String({ maxLength: 64, description: 'IANA name, such as Asia/Shanghai.' })),
        flow: Type.Optional(FlowId),
        minimumSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 3600 })),
      }),
      response: Document,
      handle: async ({ query }) => report(query),
    }),

    defineRoute({
      method: 'get',
      path: '/report/versions',
      access: 'report.read',
      summary: 'The same figures by version, the two sides of a split alias apart.',
      query: closed({
        from: Type.Optional(Type.String({ maxLength: 40 })),
        to: Type.Optional(Type.String({ maxLength: 40 })),
        timeZone: Type.Optional(Type.String({ maxLength: 64 })),
        flow: Type.Optional(FlowId),
        alias: Type.Optional(Alias),
        minimumSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 3600 })),
      }),
      response: Document,
      handle: async ({ query }) => reportVersions(query),
    }),

    defineRoute({
      method: 'get',
      path: '/calls',
      access: 'calls.read',
      summary: 'Calls, newest first.',
      query: closed({
        flow: Type.Optional(FlowId),
        limit: Type.Optional(Limit),
        before: Type.Optional(Type.String({ maxLength: 100, description: 'The id of the last call of the page before, or a moment (ISO 8601).' })),
      }),
      response: closed({ calls: Type.Array(CallSummary) }),
      handle: async ({ query: { flow, limit = 100, before }, identity }) => ({ calls: (await getCalls(pool, { flow, limit, before })).map((call) => ({ ...call, from: phoneFor(identity().role, call.from) })) }),
    }),

    defineRoute({
      method: 'get',
      path: '/calls/:callId',
      access: 'calls.read',
      summary: 'One call, turn by turn.',
      parameters: closed({ callId: CallId }),
      response: Document,
      failures: [404],
      handle: async ({ parameters: { callId }, identity }) => {
        const call = await describeCall(callId);
        if (!call) throw fail('not_found', { what: { 'en-US': `Call "${callId}"`, 'zh-CN': `通话“${callId}”` }, fix: { 'en-US': 'List the calls to find its id.', 'zh-CN': '请从通话列表中选择。' } });
        return callFor(identity().role, call);
      },
    }),

    defineRoute({
      method: 'get',
      path: '/calls/:callId/trace',
      access: 'calls.read',
      summary: 'The steps one call passed, each with the version of the flow it belongs to and the exit it left by.',
      parameters: closed({ callId: CallId }),
      response: Document,
      failures: [404],
      handle: async ({ parameters: { callId } }) => {
        const trace = await traceCall(callId);
        if (!trace) throw fail('not_found', { what: { 'en-US': `Call "${callId}"`, 'zh-CN': `通话“${callId}”` }, fix: { 'en-US': 'List the calls to find its id.', 'zh-CN': '请从通话列表中选择。' } });
        return trace;
      },
    }),

    defineRoute({
      method: 'get',
      path: '/audit',
      access: 'audit.read',
      summary: 'Who changed what, newest first.',
      query: closed({ limit: Type.Optional(Limit) }),
      response: closed({ entries: Type.Array(closed({ id: Type.String(), at: Moment, who: Type.String(), action: Type.String(), subject: Type.String(), details: AnyJson })) }),
      handle: async ({ query: { limit = 100 } }) => ({ entries: await getAuditEntries(pool, limit) }),
    }),
  ];
}
