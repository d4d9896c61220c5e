import type { Readable } from 'node:stream';
import type { CommandContext } from '../command-context.js';

/** Where commands find data: the database in reach, or a server elsewhere. Both speak the API of runtime/http/api. */
export interface Backend {
  /** `path` is below /api. Throws the errors of the registry. */
  request<Answer>(method: Method, path: string, details?: RequestDetails): Promise<Answer>;
  /** For people. */
  description: string;
  /** What is to be known of where the links lead that are made here. (Default: nothing.) */
  linkNote?: string | null;
  close(): Promise<void>;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface RequestDetails {
  query?: Record<string, string | number | undefined>;
  body?: object;
  /** A file for a route that takes one, with its type. */
  upload?: { stream: Readable; contentType: string };
}

/** Opens the server that TRUNKLINE_URL names, else the database, does the work and closes it again. */
export async function withBackend<Result>(context: CommandContext, work: (backend: Backend) => Promise<Result>): Promise<Result> {
  const url = context.environment['TRUNKLINE_URL']?.trim();
  const backend = url
    ? (await import('./open-server-backend.js')).openServerBackend(url, context.environment['TRUNKLINE_TOKEN']?.trim())
    : await (await import('./open-database-backend.js')).openDatabaseBackend(context);
  try {
    return await work(backend);
  } finally {
    await backend.close();
  }
}

/** A path with its parts made safe: `at\`/flows/${flow}/draft\``. */
export function at(texts: TemplateStringsArray, ...parts: string[]): string {
  return texts.reduce((path, text, index) => path + encodeURIComponent(parts[index - 1] ?? '') + text);
}
