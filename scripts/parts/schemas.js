import { composeSchemas } from './compose-schemas.js';

const folder = 'schemas/published';

/** JSON Schemas for editors and other tools. */
export function generate() {
  const files = Object.entries(composeSchemas()).map(([name, schema]) => [`${folder}/${name}.schema.json`, `${JSON.stringify(schema, null, 2)}\n`]);
  return { files: Object.fromEntries(files), folder: { path: folder, ending: '.schema.json' } };
}
