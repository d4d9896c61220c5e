import { Type } from '@sinclair/typebox';
import { reportTimeZone } from '../../../../schemas/answers/report-time-zone.js';
import { endStates, type EndState } from '../../../../schemas/end-states.js';
import { FlowId } from '../../../../schemas/documents/flow.js';
import { MINIMUM_SECONDS } from '../../../analytics/get-report.js';
import { readPeriod } from '../../../analytics/read-period.js';
import { fail } from '../../../errors.js';
import { getAuditEntries } from '../../../store/queries/audit.js';
import { getCalls } from '../../../store/queries/calls.js';
import { Alias, AnyJson, closed, Document, Moment, nullable } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';
import { callFor, phoneFor } from '../mask-phones.js';
import { Next } from '../page-schemas.js';
import { readCallerSearch } from '../read-caller-search.js';

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

const CallsQuery = closed({
  flow: Type.Optional(FlowId),
  from: Type.Optional(Type.String({ maxLength: 40, description: 'From this day on, such as 2026-11-01, or this moment (ISO 8601). (Default: the first call.)' })),
  to: Type.Optional(Type.String({ maxLength: 40, description: 'To the end of this day, or before this moment. (Default: today.)' })),
  timeZone: Type.Optional(Type.String({ maxLength: 64, description: `Where days begin; IANA name. (Default: ${reportTimeZone}.)` })),
  endState: Type.Optional(Type.Unsafe<EndState | 'running'>({ type: 'string', enum: [...endStates, 'running'], description: '`running`: not over yet.' })),
  sold: Type.Optional(Type.Boolean({ description: 'With an order that stands, or without one.' })),
  counted: Type.Optional(Type.Boolean({ description: 'Only those that the report counts: over, no tests, none too short. (Default: no.)' })),
  minimumSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 3600, description: 'With `counted`: shorter ones are left out. (Default: 10.)' })),
  caller: Type.Optional(Type.String({ maxLength: 40, description: 'The end of the number, or with + its beginning. Whoever sees numbers masked finds them by what they see: the last two digits.' })),
  order: Type.Optional(Type.Unsafe<'newest' | 'oldest'>({ type: 'string', enum: ['newest', 'oldest'], default: 'newest' })),
  limit: Type.Optional(Limit),
  after: Type.Optional(Type.String({ minLength: 1, maxLength: 400, description: 'The `next` of the page before.' })),
  before: Type.Optional(Type.String({ maxLength: 100, description: 'The id of the last call of the page before, or a moment (ISO 8601).' })),
});

/** Nothing where no period is asked for. Throws `invalid_request` as the report does. */
function readSpan({ from, to, timeZone }: { from?: string; to?: string; timeZone?: string }): { start?: Date; end?: Date } {
  if (from === undefined && to === undefined && timeZone === undefined) return {};
  const { start, end } = readPeriod({ from: from ?? '1970-01-01', to, timeZone, now: new Date() });
  return { start, end };
}

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
      summary: 'Calls, newest first unless asked otherwise, a page at a time.',
      query: CallsQuery,
      response: closed({ calls: Type.Array(CallSummary), next: Next }),
      async handle({ query: { from, to, timeZone, counted, minimumSeconds, caller, ...query }, identity }) {
        const { role } = identity();
        const { calls, next } = await getCalls(pool, {
          ...query,
          ...readSpan({ from, to, timeZone }),
          limit: query.limit ?? 100,
          countedFromSeconds: counted ? (minimumSeconds ?? MINIMUM_SECONDS) : undefined,
          caller: caller === undefined || caller.trim() === '' ? undefined : readCallerSearch(role, caller),
        });
        return { calls: calls.map((call) => ({ ...call, from: phoneFor(role, call.from) })), next };
      },
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
