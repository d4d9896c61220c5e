import { Type } from '@sinclair/typebox';
import { getTokens, removeToken } from '../../../store/queries/tokens.js';
import { closed, Empty, Moment, nullable, Role } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const Token = closed({ id: Type.String(), name: Type.String(), role: Type.String(), prefix: Type.String(), createdAt: Moment, lastUsedAt: nullable(Moment) });

export function createTokenRoutes({ pool, auth }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/tokens',
      access: 'tokens.manage',
      summary: 'The API tokens, without the tokens themselves.',
      response: closed({ tokens: Type.Array(Token) }),
      handle: async () => ({ tokens: await getTokens(pool) }),
    }),

    defineRoute({
      method: 'post',
      path: '/tokens',
      access: 'tokens.manage',
      summary: 'Makes a token for a tool. It is shown once.',
      body: closed({ name: Type.String({ minLength: 1, maxLength: 100 }), role: Role }),
      status: 201,
      response: closed({ id: Type.String(), token: Type.String() }),
      handle: async ({ body, identity }) => {
        const { ownerId, who } = identity();
        return auth.createToken({ ...body, ownerId, who });
      },
    }),

    defineRoute({
      method: 'delete',
      path: '/tokens/:id',
      access: 'tokens.manage',
      summary: 'Ends a token, at once.',
      parameters: closed({ id: Type.String({ maxLength: 100 }) }),
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { id }, identity }) => {
        await removeToken(pool, { id, who: identity().who });
        return {};
      },
    }),
  ];
}
