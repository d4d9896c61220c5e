import { createHash, randomBytes } from 'node:crypto';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';

/** How long a sign-in link is good for. */
export const linkMinutes = 15;

/**
 * One-time sign-in links, for better-auth. The database holds the SHA-256 of a token only; spending takes its row away, so of two who spend
 * it at once one gets in. Neither endpoint is reachable over HTTP: they are called by our own pages.
 */
export function signInLinks() {
  return {
    id: 'sign-in-links',
    endpoints: {
      makeSignInToken: createAuthEndpoint.serverOnly({ method: 'POST', metadata: { $Infer: { body: {} as { userId: string } } } }, async (context) => {
        const { userId } = context.body;
        const token = randomBytes(32).toString('base64url');
        const expiresAt = new Date(Date.now() + linkMinutes * 60_000);
        await context.context.internalAdapter.createVerificationValue({ identifier: identifierOf(token), value: userId, expiresAt });
        return { token, expiresAt };
      }),
      /** Sets the session cookie, or returns `null` for a token that is spent, too old, or no token at all. */
      spendSignInToken: createAuthEndpoint.serverOnly({ method: 'POST', metadata: { $Infer: { body: {} as { token: string } } } }, async (context) => {
        const { token } = context.body;
        const { internalAdapter } = context.context;
        const spent = await internalAdapter.consumeVerificationValue(identifierOf(token));
        const user = spent && (await internalAdapter.updateUser(spent.value, { lastSignInAt: new Date() }));
        if (!user) return null;
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(context, { session, user });
        return { email: user.email as string };
      }),
    },
  };
}

function identifierOf(token: string): string {
  return `sign-in:${createHash('sha256').update(token).digest('hex')}`;
}
