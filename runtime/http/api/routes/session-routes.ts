import { Type } from '@sinclair/typebox';
import { addAuditEntry } from '../../../store/queries/audit.js';
import { permissionNames } from '../../../../schemas/answers/permission.js';
import { oneOf } from '../../../../schemas/form-controls.js';
import { getPermissions } from '../../auth/permissions.js';
import { closed, Empty, nullable, Role } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const Me = closed({ id: Type.String(), email: nullable(Type.String({ description: 'Null for a token.' })), name: Type.String(), role: Role });

export function createSessionRoutes({ pool, auth }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/me',
      access: 'signed_in',
      summary: 'Who you are, your role, and what you may do.',
      response: closed({ user: Me, may: Type.Array(oneOf([...permissionNames])) }),
      handle: async ({ identity }) => {
        const { id, email, name, role } = identity();
        return { user: { id, email, name, role }, may: getPermissions(role) };
      },
    }),

    defineRoute({
      method: 'post',
      path: '/sign-out',
      access: 'signed_in',
      summary: 'Ends the session. A token is not ended by this: delete it.',
      response: Empty,
      handle: async ({ identity, headers, setCookies }) => {
        const { kind, who } = identity();
        if (kind === 'token') return {};
        setCookies((await auth.signOut(headers)).setCookies);
        await addAuditEntry(pool, { who, action: 'signed_out', subject: `user:${who}` });
        return {};
      },
    }),
  ];
}
