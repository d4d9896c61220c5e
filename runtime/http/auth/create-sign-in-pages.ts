import express from 'express';
import type { Response, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Auth } from './create-auth.js';
import { createFontRoutes } from './create-font-routes.js';
import { renderSignInPage, signInPagePolicy } from './render-sign-in-page.js';

export interface SignInPagesOptions {
  auth: Auth;
  /** How often one address may spend links. (Default: 20 in 15 minutes.) */
  attempts?: number;
}

/** `/sign-in`: GET shows a button, so that a mail scanner which follows the link spends nothing; POST spends the link. */
export function createSignInPages({ auth, attempts = 20 }: SignInPagesOptions): Router {
  const router = express.Router();
  router.use(createFontRoutes());
  const limit = rateLimit({
    windowMs: 15 * 60_000,
    limit: attempts,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Whom to believe about the address is said by TRUST_PROXY.
    validate: { xForwardedForHeader: false },
    handler: (_request, response) => send(response, 429, { kind: 'too_many' }),
  });

  router.get('/sign-in', (request, response) => {
    const { token } = request.query;
    if (isToken(token)) send(response, 200, { kind: 'button', token });
    else send(response, 400, { kind: 'invalid' });
  });

  router.post('/sign-in', limit, express.urlencoded({ extended: false, limit: '2kb' }), async (request, response) => {
    const token: unknown = (request.body as Record<string, unknown> | undefined)?.['token'];
    // A page elsewhere must not sign anybody in as somebody else. Origin is no help: under no-referrer browsers send it as "null".
    const isElsewhere = !['same-origin', 'none', undefined].includes(request.get('sec-fetch-site'));
    const spent = isToken(token) && !isElsewhere ? await auth.spendSignInToken(token, request.headers) : null;
    if (!spent) return send(response, 403, { kind: 'invalid' });
    for (const cookie of spent.setCookies) response.append('Set-Cookie', cookie);
    response.set(headers).redirect(303, '/');
  });

  return router;
}

/** The address of the page holds the token: no copy of it may be kept, and no other site may see it. */
const headers = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'Content-Security-Policy': signInPagePolicy };

function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value);
}

function send(response: Response, status: number, page: Parameters<typeof renderSignInPage>[0]): void {
  response.status(status).set(headers).type('html').send(renderSignInPage(page));
}
