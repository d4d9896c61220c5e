import { isNativeError } from 'node:util/types';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import type pg from 'pg';
import { signInLinks } from './sign-in-links.js';

export interface BetterAuthOptions {
  pool: pg.Pool;
  secretKey: string;
  publicUrl: string;
  log: AuthLog;
}

/** A part of a pino logger. */
export interface AuthLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * better-auth over our own tables. Its HTTP handler stays unmounted: nobody signs up, and the few things that people do (sign in by link,
 * sign out, make a token) have routes of our own.
 */
export function createBetterAuth({ pool, secretKey, publicUrl, log }: BetterAuthOptions) {
  const secure = publicUrl.startsWith('https:');
  return betterAuth({
    database: pool,
    secret: secretKey,
    baseURL: publicUrl,
    telemetry: { enabled: false },
    user: {
      modelName: 'auth_user',
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        lastSignInAt: { type: 'date', required: false, input: false },
      },
    },
    session: { modelName: 'auth_session', expiresIn: sessionHours * 3600, updateAge: sessionRenewalMinutes * 60 },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    advanced: {
      cookiePrefix: 'trunkline',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure },
      ipAddress: { disableIpTracking: true },
      // Our own migrations make the tables; a look at them in the background would only find a pool that a short command has closed.
      database: { validateSchema: false },
    },
    logger: { disableColors: true, log: (level, message, ...details: unknown[]) => writeLog(log, level, message, details) },
    plugins: [
      signInLinks(),
      apiKey(
        { defaultPrefix: tokenPrefix, requireName: true, maximumNameLength: 100, enableMetadata: true, rateLimit: { enabled: false }, startingCharactersConfig: { charactersLength: tokenPrefix.length + 4 } },
        { schema: { apikey: { modelName: 'auth_api_key' } } },
      ),
    ],
  });
}

/** Lets a leaked token be recognised, by people and by scanners. */
const tokenPrefix = 'trunkline_';

/** A shift and a half: who works on is never thrown out, and a screen left alone overnight is. */
const sessionHours = 12;
const sessionRenewalMinutes = 30;

/** A token that is not valid is no error of ours: anybody could fill the log with them. */
function writeLog(log: AuthLog, level: 'debug' | 'info' | 'warn' | 'error', message: string, details: unknown[]): void {
  if (level === 'debug') return;
  const isBadToken = message.startsWith('Failed to validate API key');
  log[isBadToken ? 'info' : level]({ part: 'better-auth', err: details.find(isNativeError) }, message);
}
