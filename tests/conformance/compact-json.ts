import type { Json } from '../../schemas/json.js';

/** JSON for people who read diffs: what fits on a line stands on one. */
export function compactJson(value: Json, indent = ''): string {
  const line = inline(value);
  if (line.length + indent.length <= WIDTH || value === null || typeof value !== 'object') return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((entry) => inner + compactJson(entry, inner)).join(',\n')}\n${indent}]`;
  const rows = Object.entries(value).map(([name, entry]) => `${inner}${JSON.stringify(name)}: ${compactJson(entry, inner)}`);
  return `{\n${rows.join(',\n')}\n${indent}}`;
}

const WIDTH = 150;

function inline(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const rows = Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${inline(entry)}`);
  return rows.length > 0 ? `{ ${rows.join(', ')} }` : '{}';
}
