import type { Json, JsonObject } from '../../../schemas/json.js';
import type { FlowMigration } from './flow-migration.js';

/**
 * 0.9 → 1.0. Drafts before 1.0 called the version of the format `meta.version` and the name of the flow `meta.title`, and had the titles of their
 * steps in one language, the flow's first.
 */
export const nameVersionAndTitles: FlowMigration = {
  name: 'name-version-and-titles',
  from: '0.9',
  to: '1.0',
  migrate(document) {
    const { version: _version, title, ...meta } = asObject(document['meta']);
    const [language = 'en-US'] = (Array.isArray(meta['languages']) ? meta['languages'] : []) as string[];
    return {
      ...document,
      meta: { specVersion: '1.0', ...(title !== undefined && { name: title }), ...meta },
      states: Object.fromEntries(Object.entries(asObject(document['states'])).map(([id, state]) => [id, withTitle(state, language)])),
    };
  },
};

function withTitle(state: Json, language: string): Json {
  const { meta, ...rest } = asObject(state);
  const { title, ...data } = asObject(meta ?? null);
  if (meta === undefined) return state;
  return { ...rest, meta: { ...data, ...(title !== undefined && { title: typeof title === 'string' ? { [language]: title } : title }) } };
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
