import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Router } from 'express';
import { startApiServer } from '../../../tests/drivers/api-server.js';
import type { ApiServer } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { createApi } from './create-api.js';

const database = useDatabase();
let server: ApiServer;
let description: { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, unknown> } };

interface Operation {
  operationId: string;
  summary: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  responses: Record<string, object>;
}

beforeAll(async () => {
  server = await startApiServer(database().pool);
  description = (await server.stranger.get('/openapi.json')).body;
});

afterAll(() => server.close());

test('every route that is answered stands in the description, and nothing else does', () => {
  const answered = getMountedRoutes(createApi(server.options)).sort();
  const described = Object.entries(description.paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method} ${path}`));
  expect(described.sort()).toEqual(answered);
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
  expect(Object.keys(description.components.schemas)).toEqual(expect.arrayContaining([...new Set(references)]));
});

test('every operation has its own id, a sentence, and all parameters of its path', () => {
  const operations = Object.entries(description.paths).flatMap(([path, methods]) => Object.values(methods).map((operation) => ({ path, ...operation })));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { path, summary, parameters } of operations) {
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  }
});

test('the flow, its layout and the product stand in it whole', () => {
  expect(description.openapi).toBe('3.1.0');
  expect(Object.keys(description.components.schemas)).toEqual(expect.arrayContaining(['Flow', 'Layout', 'Product', 'Problem', 'Error']));
});

function getMountedRoutes(router: Router): string[] {
  return router.stack.flatMap(({ route }) => {
    if (!route) return [];
    const methods = Object.keys((route as unknown as { methods: Record<string, boolean> }).methods);
    return methods.map((method) => `${method} /api${route.path.replace(/:(\w+)/g, '{$1}')}`);
  });
}
