import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Json } from '../../schemas/json.js';

/**
 * The name of a flow's version: that of its document, and, where it runs subflows, of their versions too. So a version says what a call can hear,
 * however deep, and a flow without subflows is named by its document alone.
 */
export function versionOfFlow(document: unknown, subflows: Readonly<Record<string, string>>): string {
  return Object.keys(subflows).length === 0 ? versionOf(document) : versionOf({ flow: document, subflows });
}

/** The name of a version: the SHA-256 of the document's canonical JSON (RFC 8785), in lower-case hex. Key order and white space do not matter. */
export function versionOf(document: unknown): string {
  const canonical = canonicalize(document as Json);
  if (canonical === undefined) throw new TypeError('Only a JSON value has a version.');
  return createHash('sha256').update(canonical).digest('hex');
}
