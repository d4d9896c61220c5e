import { Type } from '@sinclair/typebox';
import { getStepFigures } from '../../../analytics/get-step-figures.js';
import { closed, FlowParameters } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const DAYS = 30;

/** What the cards of the designer show beside the words. */
export function createStepFigureRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/flows/:flow/step-figures',
      access: 'flows.read',
      summary: 'How many calls came through each step lately; of the newest 10,000 calls, test calls left out.',
      parameters: FlowParameters,
      query: closed({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: DAYS })) }),
      response: closed({
        flow: Type.String(),
        days: Type.Integer(),
        counted: Type.Integer({ description: 'The calls looked at.' }),
        steps: Type.Array(closed({ step: Type.String(), calls: Type.Integer() })),
      }),
      handle: ({ parameters: { flow }, query: { days = DAYS } }) => getStepFigures(pool, { flow, days }),
    }),
  ];
}
