import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { type Router } from 'express';

/** Where the pages around signing in find their fonts. */
export const FONTS_PATH = '/sign-in/fonts';

/** The bundled Chinese letters for a page without script: a style sheet, of whose files a browser loads those it lacks. */
export function createFontRoutes(): Router {
  const router = express.Router();
  const sheet = createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/400.css');
  router.get(`${FONTS_PATH}/chinese.css`, async (_request, response) => {
    const css = await readFile(sheet, 'utf8');
    response.set('Cache-Control', 'public, max-age=86400').type('css').send(css.replace(/url\(\.\/files\//g, 'url(').replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, ''));
  });
  router.use(FONTS_PATH, express.static(join(dirname(sheet), 'files'), { maxAge: '365d', index: false, redirect: false }));
  return router;
}
