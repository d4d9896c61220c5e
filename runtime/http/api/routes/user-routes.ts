import { Type } from '@sinclair/typebox';
import { addUser, changeRole, getUsers, removeUser } from '../../../store/queries/users.js';
import type { User as StoredUser } from '../../../store/queries/users.js';
import { isRole } from '../../auth/permissions.js';
import { closed, Empty, Moment, nullable, Role } from '../api-schemas.js';
import { refuse } from '../api-errors.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const User = closed({ id: Type.String(), email: Type.String(), name: Type.String(), role: Role, lastSignInAt: nullable(Moment) });

const UserParameters = closed({ id: Type.String({ maxLength: 100 }) });

export function createUserRoutes({ pool, auth }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/users',
      access: 'users.manage',
      summary: 'Everybody who may sign in.',
      response: closed({ users: Type.Array(User) }),
      handle: async () => ({ users: (await getUsers(pool)).map(readUser) }),
    }),

    defineRoute({
      method: 'post',
      path: '/users',
      access: 'users.manage',
      summary: 'Adds somebody, with a link for their first sign-in.',
      body: closed({ email: Type.String({ format: 'email', maxLength: 254 }), name: Type.String({ minLength: 1, maxLength: 200 }), role: Role }),
      status: 201,
      response: closed({ user: User, link: Type.String(), expiresAt: Moment }),
      failures: [409],
      handle: async ({ body, identity }) => {
        const { who } = identity();
        const user = await addUser(pool, { ...body, who });
        if (user === 'exists') {
          throw refuse('already_exists', {
            what: { 'en-US': `A user with the address ${body.email}`, 'zh-CN': `邮箱为 ${body.email} 的用户` },
            fix: { 'en-US': 'Change their role, or make another link for them.', 'zh-CN': '请修改其角色，或为其重新生成登录链接。' },
          });
        }
        return { user: readUser(user), ...(await auth.createSignInLink(user.id, who)) };
      },
    }),

    defineRoute({
      method: 'post',
      path: '/users/:id/link',
      access: 'users.manage',
      summary: 'Makes a sign-in link: 15 minutes, one use. Whoever has it signs in as this user.',
      parameters: UserParameters,
      response: closed({ link: Type.String(), expiresAt: Moment }),
      failures: [404],
      handle: async ({ parameters: { id }, identity }) => auth.createSignInLink(id, identity().who),
    }),

    defineRoute({
      method: 'patch',
      path: '/users/:id',
      access: 'users.manage',
      summary: 'Changes a role, at once. Tokens made by somebody who is no administrator any more end.',
      parameters: UserParameters,
      body: closed({ role: Role }),
      response: closed({ user: User }),
      failures: [404, 409],
      handle: async ({ parameters: { id }, body: { role }, identity }) => {
        const user = await changeRole(pool, { id, role, who: identity().who });
        if (user === 'last_administrator') throw refuse('last_administrator');
        return { user: readUser(user) };
      },
    }),

    defineRoute({
      method: 'delete',
      path: '/users/:id',
      access: 'users.manage',
      summary: 'Removes somebody, with their sessions and the tokens they made.',
      parameters: UserParameters,
      response: Empty,
      failures: [404, 409],
      handle: async ({ parameters: { id }, identity }) => {
        if ((await removeUser(pool, { id, who: identity().who })) === 'last_administrator') throw refuse('last_administrator');
        return {};
      },
    }),
  ];
}

function readUser({ role, ...user }: StoredUser) {
  if (!isRole(role)) throw new Error(`User "${user.id}" has the role "${role}", which does not exist.`);
  return { ...user, role };
}
