import type { Request, RequestHandler, Response } from 'express';
import type { BothLanguages } from '../../../schemas/form-controls.js';
import { fail } from '../../errors.js';
import { refuse } from '../api/api-errors.js';
import type { Auth, Identity } from './create-auth.js';
import { isAllowed, permissions, roleNames } from './permissions.js';
import type { Permission, Role } from './permissions.js';
import { isOwnOrigin } from './is-own-origin.js';

/** What a route asks for: nothing, that somebody is signed in, or a permission. */
export type Access = 'open' | 'signed_in' | Permission;

/** Lets a request pass, or fails with 401 (nobody we know) or 403 (the role or the origin does not allow it). */
export function createGuard({ auth, publicUrl }: { auth: Auth; publicUrl: string }): (access: Access) => RequestHandler {
  return (access) => async (request, response, next) => {
    if (access !== 'open') {
      const identity = await identify(auth, request, response);
      if (!identity) throw fail('not_signed_in');
      if (identity.kind === 'session' && isWrite(request) && !isOwnOrigin(request.headers, publicUrl)) {
        throw refuse('foreign_origin', {
          origin: request.get('origin') ?? { 'en-US': 'none', 'zh-CN': '未知地址' },
          publicUrl,
        });
      }
      if (access !== 'signed_in' && !isAllowed(identity.role, access)) throw fail('not_allowed', { role: roleNames[identity.role], needs: nameRoles(permissions[access]) });
      identities.set(request, identity);
    }
    next();
  };
}

/** Who sent a request that has passed the guard. */
export function getIdentity(request: Request): Identity {
  const identity = identities.get(request);
  if (!identity) throw new Error(`${request.method} ${request.path} is open: it must not ask who sends it.`);
  return identity;
}

const identities = new WeakMap<Request, Identity>();

async function identify(auth: Auth, request: Request, response: Response): Promise<Identity | null> {
  const found = await auth.identify(request.headers);
  for (const cookie of found?.setCookies ?? []) response.append('Set-Cookie', cookie);
  return found?.identity ?? null;
}

function nameRoles(needed: readonly Role[]): BothLanguages {
  return { 'en-US': needed.map((role) => roleNames[role]['en-US']).join(' or '), 'zh-CN': needed.map((role) => roleNames[role]['zh-CN']).join('或') };
}

function isWrite({ method }: Request): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}
