import { expect, test } from '@jest/globals';
import { checkTemplate } from './check-template.js';

test.each<[template: string, variables: string[], filters: string[]]>([
  ['您好。', [], []],
  ['尾号{{ card.last4 | digits }}，{{ bill.amount | money }}。', ['card.last4', 'bill.amount'], ['digits', 'money']],
  ['{{ branches[0].name }}{{ branches[1].name }}', ['branches[0].name', 'branches[1].name'], []],
  ['{% if customer.age >= 65 %}{{ a.b | default: c.d }}{% else %}{{ e | upcase }}{% endif %}', ['customer.age', 'a.b', 'c.d', 'e'], ['default', 'upcase']],
  ['{% assign k = m.n | plus: 1 %}{{ k | number }}', ['m.n'], ['plus', 'number']],
  ['{% case p.q %}{% when r %}{{ s | money }}{% endcase %}', ['p.q', 'r', 's'], ['money']],
  ['{{ a contains b }}{{ a and b }}{{ a == b }}', ['a', 'b'], []],
  ['{{- a.b -}}', ['a.b'], []],
])('%s reads what it names', (template, variables, filters) => {
  expect(checkTemplate(template)).toEqual({ variables: expect.arrayContaining(variables), filters });
  expect(checkTemplate(template).variables).toHaveLength(variables.length);
});

test.each<[template: string, error: RegExp]>([
  ['{{ bill.amount | mony }}', /no filter "mony"; use one of .*money/],
  ['{{ bill.amount money }}', /"money".*does nothing; put a \| before it/],
  ['{% if a %}{{ b.c money }}{% endif %}', /put a \| before it/],
  ['{{ customer.name', /close it with }}/],
  ['{% include "secret" %}', /no tag "include"/],
  ['{% if a %}', /not closed/],
])('%s is refused with its fix', (template, error) => {
  expect(checkTemplate(template).error).toMatch(error);
});
