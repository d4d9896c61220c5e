import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { ConsentEvidence } from '../../schemas/define-effect.js';
import { createConsentEvidence, isUnchanged } from './consent-evidence.js';
import { consentCall, consentFacts } from '../../tests/sales/sample-sale.js';

const evidence = createConsentEvidence({ call: consentCall(), flowVersion: 'flow-1', product: 'card_protection', productVersion: 'v1', customerId: 'cust-0001', chain: consentFacts() });

test('evidence tells who agreed to what, by which words and keys, and when', () => {
  const { sha256, ...body } = evidence;
  expect(body).toEqual({
    ...{ flow: 'card-services', flowVersion: 'flow-1', product: 'card_protection', productVersion: 'v1', callerNumber: '+8613800000001', customerId: 'cust-0001' },
    ...{ identity: { level: 'verified', how: 'last_four_and_pin' }, language: 'zh-CN' },
    texts: [
      { part: 'price', text: '每季十二元。', language: 'zh-CN', at: '2026-10-01T02:00:01.000Z' },
      { part: 'optional', text: '自愿办理。', language: 'zh-CN', at: '2026-10-01T02:00:02.000Z' },
      { part: 'read_back', text: '请您核对。', language: 'zh-CN', at: '2026-10-01T02:00:04.000Z' },
    ],
    inputs: [
      { kind: 'keys', value: '1', at: '2026-10-01T02:00:03.000Z', means: 'accept' },
      { kind: 'keys', value: '5', at: '2026-10-01T02:00:05.000Z', means: 'confirm' },
    ],
  });
});

test('its hash is that of its canonical JSON, whatever order the database gives its names back in', () => {
  const { sha256, ...body } = evidence;
  expect(createHash('sha256').update(canonicalText(body)).digest('hex')).toBe(sha256);
  expect(isUnchanged(reversed(evidence) as ConsentEvidence)).toBe(true);
});

test.each(Object.keys(evidence))('a change of %s shows', (name) => {
  const value = evidence[name as keyof ConsentEvidence];
  const changed = typeof value === 'string' ? `${value.slice(0, -1)}~` : Array.isArray(value) ? value.slice(1) : {};
  expect(isUnchanged({ ...evidence, [name]: changed })).toBe(false);
});

test('a changed word, a moved time and an added key show', () => {
  const [price, ...texts] = evidence.texts;
  expect(isUnchanged({ ...evidence, texts: [{ ...price!, text: '每季十元。' }, ...texts] })).toBe(false);
  expect(isUnchanged({ ...evidence, texts: [{ ...price!, at: '2026-10-01T02:00:01.001Z' }, ...texts] })).toBe(false);
  expect(isUnchanged({ ...evidence, inputs: [...evidence.inputs, evidence.inputs[0]!] })).toBe(false);
});

/** RFC 8785 for what evidence holds: objects, lists and texts. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => `${JSON.stringify(name)}:${canonicalText(inner)}`).join(',')}}`;
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([name, inner]) => [name, reversed(inner)]));
}
