import { Type } from '@sinclair/typebox';
import { Id } from '../../../../schemas/documents/flow.js';
import { endPresence, notePresence } from '../../../store/queries/presences.js';
import { closed, Empty, FlowParameters, Moment, nullable, Revision } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const parameters = closed({ ...FlowParameters.properties, editor: Type.String({ format: 'uuid', description: 'Of one open page, made by it.' }) });

/** Who has a flow open. A page tells every few seconds that it is there, and hears who else is and whether somebody saved. */
export function createPresenceRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'put',
      path: '/flows/:flow/presence/:editor',
      access: 'flows.read',
      summary: 'Says that a page has the flow open, and answers who has, and the revision of the draft.',
      parameters,
      body: closed({ step: nullable({ ...Id, description: 'The step selected there.' }) }),
      response: closed({ revision: Revision, editors: Type.Array(closed({ editor: Type.String(), name: Type.String(), step: nullable(Type.String()), since: Moment })) }),
      failures: [404],
      handle: async ({ parameters: { flow, editor }, body: { step }, identity }) => notePresence(pool, { flow, editor, step, userId: identity().id, name: identity().name }),
    }),

    defineRoute({
      method: 'delete',
      path: '/flows/:flow/presence/:editor',
      access: 'flows.read',
      summary: 'Says that the page was closed.',
      parameters,
      response: Empty,
      handle: async ({ parameters: { flow, editor }, identity }) => {
        await endPresence(pool, { flow, editor, userId: identity().id });
        return {};
      },
    }),
  ];
}
