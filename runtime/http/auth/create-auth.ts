import type { IncomingHttpHeaders } from 'node:http';
import { isAPIError } from 'better-auth/api';
import { fromNodeHeaders } from 'better-auth/node';
import type pg from 'pg';
import { addAuditEntry } from '../../store/queries/audit.js';
import { removeExpiredAccess } from '../../store/queries/expired-access.js';
import { getUser } from '../../store/queries/users.js';
import { createBetterAuth } from './create-better-auth.js';
import type { AuthLog, BetterAuthOptions } from './create-better-auth.js';
import { isRole } from './permissions.js';
import type { Role } from './permissions.js';
import { getSecretKey } from './secret-key.js';

/** Who sends a request. */
export interface Identity {
  kind: 'session' | 'token';
  /** Of the user or of the token. */
  id: string;
  /** As the audit writes it: an email address, or `token:<name>`. */
  who: string;
  email: string | null;
  name: string;
  role: Role;
  /** The user who is responsible: oneself, or whoever made the token. */
  ownerId: string;
}

export interface Auth {
  /** `null`: nobody we know. `setCookies` renew a session that was used. */
  identify(headers: IncomingHttpHeaders): Promise<{ identity: Identity; setCookies: string[] } | null>;
  /** A one-time link; whoever has it can sign in as this user, so it is never logged. */
  createSignInLink(userId: string, who: string): Promise<SignInLink>;
  /** `null`: the link is spent, too old, or no link at all. */
  spendSignInToken(token: string, headers: IncomingHttpHeaders): Promise<{ setCookies: string[] } | null>;
  /** Ends the session of these headers. */
  signOut(headers: IncomingHttpHeaders): Promise<{ setCookies: string[] }>;
  /** `token` is told once and stored as a hash. It ends with its owner, or when the owner is no administrator any more. */
  createToken(token: { name: string; role: Role; ownerId: string; who: string }): Promise<{ id: string; token: string }>;
}

export interface SignInLink {
  link: string;
  /** ISO 8601. */
  expiresAt: string;
}

export interface AuthOptions {
  pool: pg.Pool;
  /** SECRET_KEY. (Default: made once and kept in the database.) */
  secretKey?: string | undefined;
  /** Where browsers find us, such as `https://ivr.example.com`. */
  publicUrl: string;
  log: AuthLog;
}

/** The database must be migrated. */
export async function createAuth({ pool, secretKey, publicUrl, log }: AuthOptions): Promise<Auth> {
  const options: BetterAuthOptions = { pool, secretKey: await getSecretKey(pool, secretKey), publicUrl, log };
  const betterAuth = createBetterAuth(options);
  return {
    async identify(headers) {
      const bearer = readBearer(headers);
      if (bearer === null && !headers.cookie) return null;
      const found = await (bearer === null ? identifySession(betterAuth, headers) : identifyToken(betterAuth, bearer));
      // better-auth takes an unreachable database for an unknown sender: ask it, so that nobody is told to sign in again for that.
      if (!found) await pool.query('select 1');
      return found;
    },

    async createSignInLink(userId, who) {
      const user = await getUser(pool, userId);
      await removeExpiredAccess(pool);
      const { token, expiresAt } = await betterAuth.api.makeSignInToken({ body: { userId } });
      await addAuditEntry(pool, { who, action: 'sign_in_link_made', subject: `user:${user.email}` });
      return { link: new URL(`/sign-in?token=${token}`, publicUrl).href, expiresAt: expiresAt.toISOString() };
    },

    async spendSignInToken(token, headers) {
      const { response, headers: answer } = await betterAuth.api.spendSignInToken({ body: { token }, headers: fromNodeHeaders(headers), returnHeaders: true });
      if (!response) return null;
      await addAuditEntry(pool, { who: response.email, action: 'signed_in', subject: `user:${response.email}` });
      return { setCookies: answer.getSetCookie() };
    },

    async signOut(headers) {
      const { headers: answer } = await betterAuth.api.signOut({ headers: fromNodeHeaders(headers), returnHeaders: true });
      return { setCookies: answer.getSetCookie() };
    },

    async createToken({ name, role, ownerId, who }) {
      const { id, key } = await betterAuth.api.createApiKey({ body: { name, userId: ownerId, metadata: { role } } });
      await addAuditEntry(pool, { who, action: 'token_made', subject: `token:${name}`, details: { role } });
      return { id, token: key };
    },
  };
}

type BetterAuth = ReturnType<typeof createBetterAuth>;

/** `null`: no such header. An empty token is one that nobody has. */
function readBearer({ authorization }: IncomingHttpHeaders): string | null {
  if (authorization === undefined) return null;
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
}

async function identifyToken(betterAuth: BetterAuth, key: string): Promise<{ identity: Identity; setCookies: string[] } | null> {
  const { valid, key: found } = key === '' ? { valid: false, key: null } : await betterAuth.api.verifyApiKey({ body: { key } });
  const role: unknown = found?.metadata?.['role'];
  if (!valid || !found || !isRole(role)) return null;
  const name = found.name ?? '';
  return { identity: { kind: 'token', id: found.id, who: `token:${name}`, email: null, name, role, ownerId: found.referenceId }, setCookies: [] };
}

async function identifySession(betterAuth: BetterAuth, headers: IncomingHttpHeaders): Promise<{ identity: Identity; setCookies: string[] } | null> {
  const found = await betterAuth.api.getSession({ headers: fromNodeHeaders(headers), returnHeaders: true }).catch((error: unknown) => {
    if (isAPIError(error)) return null;
    throw error;
  });
  if (!found?.response || !isRole(found.response.user.role)) return null;
  const { id, email, name, role } = found.response.user;
  return { identity: { kind: 'session', id, who: email, email, name, role, ownerId: id }, setCookies: found.headers.getSetCookie() };
}
