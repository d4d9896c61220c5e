import { Type } from '@sinclair/typebox';
import { Id } from '../../../../schemas/documents/flow.js';
import type { Json } from '../../../../schemas/json.js';
import { getSwitches, setSwitch } from '../../../store/queries/switches.js';
import { AnyJson, closed, Empty, Moment } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

export function createSwitchRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/switches',
      access: 'switches.read',
      summary: 'The named values that operations change without publishing.',
      response: closed({ switches: Type.Array(closed({ switch: Type.String(), value: AnyJson, updatedAt: Moment, updatedBy: Type.String() })) }),
      handle: async () => ({ switches: await getSwitches(pool) }),
    }),

    defineRoute({
      method: 'put',
      path: '/switches/:switch',
      access: 'switches.write',
      summary: 'Sets a switch, from the next turn on.',
      parameters: closed({ switch: Id }),
      body: closed({ value: Type.Unsafe<Json>({}) }),
      response: Empty,
      handle: async ({ parameters, body: { value }, identity }) => {
        await setSwitch(pool, { name: parameters.switch, value, who: identity().who });
        return {};
      },
    }),
  ];
}
