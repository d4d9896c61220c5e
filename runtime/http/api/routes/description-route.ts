import { Document } from '../api-schemas.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

export function createDescriptionRoute(describe: () => object): Route {
  return defineRoute({
    method: 'get',
    path: '/openapi.json',
    access: 'open',
    summary: 'This description.',
    response: Document,
    handle: async () => describe(),
  });
}
