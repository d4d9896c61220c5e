import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What every answer says to browsers: load nothing from elsewhere, run no inline script, be framed by nobody. */
export function createSecurityHeaders({ publicUrl }: { publicUrl: string }): RequestHandler {
  const secure = publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [`'self'`],
        scriptSrc: [`'self'`],
        // Component libraries set styles on elements; no script can come of it.
        styleSrc: [`'self'`, `'unsafe-inline'`],
        imgSrc: [`'self'`, 'data:', 'blob:'],
        // What was just recorded is heard before it is uploaded.
        mediaSrc: [`'self'`, 'blob:'],
        fontSrc: [`'self'`, 'data:'],
        // The layout of large flows is computed in a worker that the page makes of its own text.
        workerSrc: [`'self'`, 'blob:'],
        connectSrc: [`'self'`],
        objectSrc: [`'none'`],
        baseUri: [`'none'`],
        formAction: [`'self'`],
        frameAncestors: [`'none'`],
      },
    },
    // Over plain http a browser would be told to never come back that way.
    strictTransportSecurity: secure,
    crossOriginOpenerPolicy: secure,
    originAgentCluster: secure,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}
