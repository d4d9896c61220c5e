import { Type } from '@sinclair/typebox';
import { readFields, type Endpoint } from './endpoint.js';
import { Phone } from './fields.js';
import { createRefusal } from './refusal.js';

export const leadEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: '/leads',
    takes: '{ "leadId": "…", "phone": "+86…", "interest": "funds", "branch": "riverside", "consent": { "text": "…" } }',
    title: { 'zh-CN': '登记意向', 'en-US': 'Take a lead' },
    needsIdempotencyKey: true,
    answer({ body }, bank) {
      const { leadId, phone, interest, branch, consent } = readFields(Lead, body);
      if (bank.store.leads.has(leadId)) throw createRefusal(409, 'lead_exists', 'This leadId came under another Idempotency-Key: repeat the first key.');
      const lead = { leadId, phone, interest, branch: branch ?? null, consentText: consent.text, takenAt: bank.now().toISOString() };
      bank.store.leads.set(leadId, lead);
      return { status: 201, body: { result: 'ok', lead } };
    },
  },
  {
    method: 'GET',
    path: '/leads',
    takes: '?branch=riverside',
    title: { 'zh-CN': '营业部的意向', 'en-US': 'The leads of a branch' },
    answer({ query }, bank) {
      const { branch } = readFields(Type.Object({ branch: Type.Optional(Type.String({ description: 'the id of a branch' })) }), query);
      return { status: 200, body: { leads: [...bank.store.leads.values()].filter((lead) => branch === undefined || lead.branch === branch) } };
    },
  },
];

const Lead = Type.Object({
  leadId: Type.String({ minLength: 1, maxLength: 300, description: 'a text of 1 to 300 characters' }),
  phone: Phone,
  interest: Type.String({ minLength: 1, maxLength: 200, description: 'a text of 1 to 200 characters' }),
  branch: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()], { description: 'the id of a branch, or null' })),
  consent: Type.Object({ text: Type.String({ minLength: 1 }) }, { description: 'an object with the text the customer agreed to' }),
});
