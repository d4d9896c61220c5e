import { expect, it } from '@jest/globals';
import { check, property, string } from 'fast-check';
import { createPromptRenderer } from '../runtime/engine/prompts/render-prompt.js';
import type { JsonObject } from './json.js';
import { fillAddress } from './fill-address.js';

const renderer = createPromptRenderer();

function address(template: string, said: string): string | null {
  const values: JsonObject = { said, settings: { crmUrl: 'https://crm.test:8443/crm' } };
  try {
    return fillAddress(template, (text, extra) => renderer.render(text, { values: { ...values, ...extra }, language: 'en-US', now: '2026-11-23T02:00:00Z' }), {});
  } catch {
    return null;
  }
}

it('lets no value change the host or the path of a request', () => {
  const holds = property(string({ unit: 'binary', maxLength: 60 }), (said) => {
    const filled = address('{{ settings.crmUrl }}/customers/{{ said }}/bill?name={{ said }}#{{ said }}', said);
    if (filled === null) return true;
    const { origin, pathname } = new URL(filled);
    return origin === 'https://crm.test:8443' && /^\/crm\/customers\/[^/]*\/bill$/.test(pathname);
  });
  expect(check(holds, { numRuns: 2000 }).counterexample).toBeNull();
});

it.each([
  ['{{ settings.crmUrl }}{{ said }}/x', 'evil.test'],
  ['https://{{ said }}/x', 'evil.test'],
  ['https://{{ settings.crmUrl | append: said }}/x', 'evil.test'],
  ['https:{{ said }}', '//evil.test'],
  ['{{ said }}/x', 'https://evil.test'],
  ['{% assign host = said %}https://{{ host }}/x', 'evil.test'],
  ['https://crm.test{% if said %}@evil.test{% endif %}/x', 'yes'],
  ['ftp://crm.test/x', ''],
  ['https://user@crm.test/x', ''],
  ['{{ settings.crmUrl }}/a/{{ said }}', '..'],
  ['{{ settings.crmUrl }}/a/%2e%2E/{{ said }}', 'b'],
])('refuses %s with "%s"', (template, said) => {
  expect(address(template, said)).toBeNull();
});

it('leaves a value alone that the template encodes itself', () => {
  expect(address('{{ settings.crmUrl }}/x?q={{ said | upcase | url_encode }}', 'a b')).toBe('https://crm.test:8443/crm/x?q=A%20B');
});
