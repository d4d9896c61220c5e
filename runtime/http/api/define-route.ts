import type { IncomingHttpHeaders } from 'node:http';
import type { TObject, TSchema } from '@sinclair/typebox';
import type { Identity } from '../auth/create-auth.js';
import type { Access } from '../auth/create-guard.js';

/** One route: what the router, the validators, the API description and the tests all read. */
export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api, such as `/flows/:flow/draft`. */
  path: string;
  access: Access;
  /** One sentence for the API description. */
  summary: string;
  parameters?: TObject;
  query?: TObject;
  body?: TSchema;
  /** Takes a file as it is instead of JSON: the body of the request is a stream of it, and `body` is left out. */
  upload?: { contentTypes: readonly string[]; limitBytes: number };
  /** (Default: 2 MB.) */
  bodyLimitBytes?: number;
  /** (Default: 200.) */
  status?: number;
  response: TSchema;
  /** What other than the common errors it may answer. */
  failures?: readonly number[];
  handle(request: RouteRequest): Promise<unknown>;
}

export interface RouteRequest<Parameters = unknown, Query = unknown, Body = unknown> {
  parameters: Parameters;
  query: Query;
  body: Body;
  headers: IncomingHttpHeaders;
  /** Who asks. Throws on an open route. */
  identity(): Identity;
  setCookies(cookies: string[]): void;
}

/** Ties the handler's types to the schemas; what has no schema is `unknown` there. */
export function defineRoute<P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema>(route: TypedRoute<P, Q, B, R>): Route {
  return route as unknown as Route;
}

interface TypedRoute<P extends TObject, Q extends TObject, B extends TSchema, R extends TSchema> extends Omit<Route, 'parameters' | 'query' | 'body' | 'response' | 'handle'> {
  parameters?: P;
  query?: Q;
  body?: B;
  response: R;
  handle(request: RouteRequest<P['static'], Q['static'], B['static']>): Promise<R['static']>;
}
