import { access } from 'node:fs/promises';
import { join } from 'node:path';
import express from 'express';
import type { Request, Response, Router } from 'express';

/** The designer as it was built. Its addresses, such as /flows/card-services, are its own affair: each is answered by its one page. */
export function createDesignerPages({ folder }: { folder: string }): Router {
  const router = express.Router();
  // Names of assets hold the hash of their content.
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', index: false, redirect: false }), (_request, response) => {
    response.status(404).type('text').send('Not found.');
  });
  router.use(express.static(folder, { index: false, redirect: false, cacheControl: false, setHeaders: (response) => void response.setHeader('Cache-Control', 'no-cache') }));
  router.get('/{*path}', async (request, response, next) => {
    if (isPage(request)) await sendPage(folder, response);
    else next();
  });
  return router;
}

/** Asked for by a browser's address bar, and not named like a file. */
function isPage(request: Request): boolean {
  return request.accepts(['html', 'json']) === 'html' && !/\.[a-z0-9]{1,8}$/i.test(request.path) && !notPages.test(request.path);
}

const notPages = /^\/(api|voice|messages|demo|healthz|readyz|metrics|sign-in)(\/|$)/;

async function sendPage(folder: string, response: Response): Promise<void> {
  const isBuilt = await access(join(folder, 'index.html')).then(() => true, () => false);
  response.set('Cache-Control', 'no-cache');
  if (isBuilt) response.sendFile('index.html', { root: folder, cacheControl: false });
  else response.status(503).type('text').send('The designer is not built. Run: npm install\n');
}
