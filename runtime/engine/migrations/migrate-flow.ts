import type { JsonObject } from '../../../schemas/json.js';
import { fail } from '../../errors.js';
import { nameVersionAndTitles } from './name-version-and-titles.js';
import type { FlowMigration } from './flow-migration.js';

/** The version of the flow format this program writes. */
export const CURRENT_SPEC_VERSION = '1.0';

/** By the version they begin at, oldest first. A migration that was released never changes. */
export const migrations: readonly FlowMigration[] = [nameVersionAndTitles];

/**
 * Brings a flow of any earlier format up to date. The document it is given is not changed; one that says no version is left as it is, for the
 * check to tell what is wrong. Throws `invalid_flow` for a version that nobody here knows.
 */
export function migrateFlow(document: JsonObject): { document: JsonObject; applied: string[] } {
  const applied: string[] = [];
  let current = document;
  for (let version = specVersionOf(current); version !== null && version !== CURRENT_SPEC_VERSION; version = specVersionOf(current)) {
    const migration = migrations.find(({ from }) => from === version);
    if (!migration) throw fail('invalid_flow', { reason: `it has the format version "${version}", and this program knows ${knownVersions()}. Update the program, or correct meta.specVersion.` });
    current = migration.migrate(structuredCopy(current));
    applied.push(migration.name);
  }
  return { document: current, applied };
}

/** Drafts before 1.0 called it `meta.version`. */
function specVersionOf({ meta }: JsonObject): string | null {
  const { specVersion, version } = (typeof meta === 'object' && meta !== null && !Array.isArray(meta) ? meta : {}) as JsonObject;
  if (typeof specVersion === 'string') return specVersion;
  return typeof version === 'string' ? version : null;
}

function knownVersions(): string {
  return [...migrations.map(({ from }) => from), CURRENT_SPEC_VERSION].join(', ');
}

function structuredCopy(document: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(document)) as JsonObject;
}
