import { Type } from '@sinclair/typebox';
import { FlowId } from '../../../../schemas/documents/flow.js';
import { getNumbers, removeNumber, setNumber } from '../../../store/queries/numbers.js';
import { Alias, closed, Empty, Moment, nullable } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const NumberParameters = closed({ number: Type.String({ pattern: '^(\\*|\\+?[0-9]{2,15})$', description: 'E.164, such as +14005550100 (in an address: %2B14005550100), or * for every number without an entry.' }) });

export function createNumberRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/numbers',
      access: 'numbers.read',
      summary: 'Which flow answers which number.',
      response: closed({ numbers: Type.Array(closed({ number: Type.String(), flow: Type.String(), alias: Type.String(), updatedAt: Moment, updatedBy: Type.String() })) }),
      handle: async () => ({ numbers: await getNumbers(pool) }),
    }),

    defineRoute({
      method: 'put',
      path: '/numbers/:number',
      access: 'numbers.write',
      summary: 'Lets a published flow answer a number, from the next call on.',
      parameters: NumberParameters,
      body: closed({ flow: FlowId, alias: Alias, basedOn: Type.Optional({ ...nullable(Moment), description: 'Its updatedAt when it was looked at, null where it had no entry; a change since then is a conflict. (Default: whatever it is.)' }) }),
      response: Empty,
      failures: [404, 409],
      handle: async ({ parameters: { number }, body: { flow, alias, basedOn }, identity }) => {
        await setNumber(pool, { number, flow, alias, basedOn, who: identity().who });
        return {};
      },
    }),

    defineRoute({
      method: 'delete',
      path: '/numbers/:number',
      access: 'numbers.write',
      summary: 'Leaves a number to the default entry.',
      parameters: NumberParameters,
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { number }, identity }) => {
        await removeNumber(pool, { number, who: identity().who });
        return {};
      },
    }),
  ];
}
