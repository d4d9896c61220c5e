import { Type } from '@sinclair/typebox';
import { Scenario } from '../../../../schemas/documents/scenario.js';
import type { JsonObject } from '../../../../schemas/json.js';
import { getFlowSettingNames } from '../../../store/queries/flow-settings.js';
import { getCheckContext } from '../../../store/queries/get-check-context.js';
import { getOtherFlows } from '../../../store/queries/subflows.js';
import { AnyJson, closed, Document, nullable, Problem } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const Dial = Type.Union([Type.Literal('answered'), Type.Literal('busy'), Type.Literal('no_answer'), Type.Literal('failed')]);

/** Stateless: nothing that is tried here is stored. */
export function createTryingRoutes({ pool, checkFlow, simulate }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/check',
      access: 'flows.try',
      summary: 'What is wrong with a flow, as publishing would find it.',
      body: closed({ document: AnyJson }),
      response: closed({ flow: nullable(Type.String()), problems: Type.Array(Problem) }),
      handle: async ({ body: { document } }) => ({ flow: readId(document), problems: checkFlow(document, await getCheckContext(pool, document)) }),
    }),

    defineRoute({
      method: 'get',
      path: '/flow-settings',
      access: 'flows.read',
      summary: 'The names of the settings that flows can read here as settings.name: those of the server that started last.',
      response: closed({ settings: nullable(Type.Array(Type.String())) }),
      handle: async () => ({ settings: (await getFlowSettingNames(pool)).settings ?? null }),
    }),

    defineRoute({
      method: 'post',
      path: '/simulate',
      access: 'flows.try',
      summary: 'Runs a flow from the beginning with the tokens of a caller, in virtual time, until it ends or waits with no token left.',
      body: closed({
        document: AnyJson,
        tokens: Type.String({ maxLength: 10_000, description: 'One token a question: "1 6225# - say:余额 hangup@2".' }),
        from: Type.Optional(Type.String({ maxLength: 100 })),
        to: Type.Optional(Type.String({ maxLength: 100 })),
        language: Type.Optional(Type.String({ maxLength: 35 })),
        at: Type.Optional(Type.String({ format: 'date-time' })),
        seed: Type.Optional(Type.Integer()),
        dials: Type.Optional(Type.Array(Dial, { maxItems: 100 })),
        queues: Scenario.properties.queues,
        payments: Scenario.properties.payments,
        bots: Scenario.properties.bots,
        outcomes: Scenario.properties.outcomes,
        switches: Type.Optional(Type.Unsafe<JsonObject>({ type: 'object', maxProperties: 200 })),
        answers: Type.Optional(Type.Union([Type.Literal('service'), Type.Literal('examples'), Type.Literal('failing'), Type.Literal('slow')], { description: 'Who answers requests: the services, the examples of the steps and the demo CRM, nobody, or nobody in time.' })),
      }),
      response: Document,
      failures: [422],
      handle: async ({ body }) => simulate({ ...body, flows: await getOtherFlows(pool, body.document) }),
    }),
  ];
}

function readId(document: unknown): string | null {
  const { id } = (typeof document === 'object' && document !== null ? document : {}) as { id?: unknown };
  return typeof id === 'string' ? id : null;
}
