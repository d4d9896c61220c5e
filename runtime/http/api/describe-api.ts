import type { TObject, TSchema } from '@sinclair/typebox';
import { errors } from '../../errors.js';
import { permissions } from '../auth/permissions.js';
import { apiErrors } from './api-errors.js';
import type { Route } from './define-route.js';

/** The OpenAPI 3.1 description, made from the routes themselves. */
export function describeApi(routes: readonly Route[], { publicUrl, version }: { publicUrl: string; version: string }): object {
  const components = new Map<string, unknown>();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method]: describeRoute(route, components) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Trunkline', version, description: 'Flows, versions, numbers, switches, calls and reports. Amounts are in the smallest unit of their currency, times in UTC (ISO 8601).' },
    servers: [{ url: publicUrl }],
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Made by `npx trunkline token` or in the settings.' },
        session: { type: 'apiKey', in: 'cookie', name: publicUrl.startsWith('https:') ? '__Secure-trunkline.session_token' : 'trunkline.session_token', description: 'Set by signing in. Writes need an Origin of ours.' },
      },
      schemas: { ...Object.fromEntries(components), Error: errorSchema },
    },
  };
}

const errorSchema = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { enum: [...Object.keys(errors), ...Object.keys(apiErrors)] },
        message: { type: 'string', description: 'In English.' },
        messages: { type: 'object', description: 'The same for the reader.', properties: { 'en-US': { type: 'string' }, 'zh-CN': { type: 'string' } }, required: ['en-US', 'zh-CN'] },
        details: { type: 'object' },
      },
      required: ['code', 'message', 'messages'],
    },
  },
  required: ['error'],
};

function describeRoute(route: Route, components: Map<string, unknown>): object {
  const { access, body, failures = [] } = route;
  const failed = [...(body || route.upload || route.query || route.parameters ? [400] : []), ...(access === 'open' ? [] : [401]), ...(access in permissions ? [403] : []), ...failures];
  return {
    summary: route.summary,
    operationId: `${route.method}${route.path.replace(/[/:.-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    ...(access === 'open' && { security: [] }),
    ...(access in permissions && { 'x-roles': permissions[access as keyof typeof permissions] }),
    parameters: [...describeParameters(route.parameters, 'path', components), ...describeParameters(route.query, 'query', components)],
    ...(route.upload && { requestBody: { required: true, content: Object.fromEntries(route.upload.contentTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])) } }),
    ...(body && { requestBody: { required: true, content: jsonOf(body, components) } }),
    responses: {
      [route.status ?? 200]: { description: 'Done.', content: jsonOf(route.response, components) },
      ...Object.fromEntries(failed.map((status) => [status, { description: codesOf(status), content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } }])),
    },
  };
}

function describeParameters(schema: TObject | undefined, where: 'path' | 'query', components: Map<string, unknown>): object[] {
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (schema?.required ?? []).includes(name),
    schema: withReferences(property, components),
  }));
}

function jsonOf(schema: TSchema, components: Map<string, unknown>): object {
  return { 'application/json': { schema: withReferences(schema, components) } };
}

/** Schemas with an `$id` stand once, under their title. */
function withReferences(schema: unknown, components: Map<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((part) => withReferences(part, components));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $id, ...rest } = schema as Record<string, unknown>;
  const parts = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, withReferences(part, components)]));
  if (typeof $id !== 'string') return parts;
  const name = String(rest['title']);
  components.set(name, parts);
  return { $ref: `#/components/schemas/${name}` };
}

function codesOf(status: number): string {
  return Object.entries({ ...errors, ...apiErrors })
    .filter(([, error]) => error.status === status)
    .map(([code]) => code)
    .join(', ');
}
