import { Type } from '@sinclair/typebox';
import { oneOf } from '../../../../schemas/form-controls.js';
import { fail } from '../../../errors.js';
import { changeLead, getLeads, leadStatuses } from '../../../store/queries/leads.js';
import { closed, Moment, nullable } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';
import { phoneFor } from '../mask-phones.js';
import { EntryNote, entryParameters, Next, pageQuery } from '../page-schemas.js';

const Status = oneOf(leadStatuses);

const Consent = closed({ text: Type.String(), language: Type.String(), heardAt: Moment, input: Type.String(), agreedAt: Moment, flow: Type.String(), flowVersion: Type.String() });

const Lead = closed({
  callId: Type.String(),
  leadId: Type.String(),
  phone: Type.String({ description: 'In stars for roles that do not call.' }),
  customerId: nullable(Type.String()),
  interest: Type.String(),
  when: nullable(Type.String()),
  branch: nullable(Type.String({ description: 'The branch that owns it; null: the head office.' })),
  language: Type.String(),
  consent: Type.Unsafe<(typeof Consent)['static']>({ ...Consent, additionalProperties: true }),
  expiresOn: Type.String({ format: 'date', description: 'It is deleted after this day.' }),
  status: Status,
  note: Type.String(),
  test: Type.Boolean(),
  notedAt: Moment,
  changedAt: nullable(Moment),
  changedBy: nullable(Type.String()),
  delivery: oneOf(['kept', 'delivered', 'waiting'], { description: 'Whether the CRM has it. `kept`: of a test call, which stays here.' }),
  deliveredAt: nullable(Moment),
  deliveryError: nullable(Type.String()),
});

/** Interest that callers agreed to be called about. */
export function createLeadRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/leads',
      access: 'leads.read',
      summary: 'What callers agreed to be called about, newest first, with the branch each belongs to and whether the CRM has it.',
      query: closed({
        status: Type.Optional(Status),
        branch: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        interest: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
        ...pageQuery,
      }),
      response: closed({ leads: Type.Array(Lead), next: Next }),
      handle: async ({ query, identity }) => {
        const { leads, next } = await getLeads(pool, { ...query, limit: query.limit ?? 100 });
        return { leads: leads.map((lead) => ({ ...lead, phone: phoneFor(identity().role, lead.phone) })), next };
      },
    }),

    defineRoute({
      method: 'patch',
      path: '/leads/:callId/:leadId',
      access: 'leads.write',
      summary: 'Says what became of a lead. One that was withdrawn stays so.',
      parameters: entryParameters('leadId'),
      body: closed({ status: Type.Optional(Status), note: Type.Optional(EntryNote) }),
      response: closed({ lead: Lead }),
      failures: [404, 409],
      handle: async ({ parameters: { callId, leadId }, body, identity }) => {
        const { who, role } = identity();
        const lead = await changeLead(pool, { callId, leadId, ...body, who });
        if (lead === null) {
          throw fail('not_found', {
            what: { 'en-US': `Lead "${leadId}" of call "${callId}"`, 'zh-CN': `通话“${callId}”的意向“${leadId}”` },
            fix: { 'en-US': 'GET /api/leads lists what does.', 'zh-CN': '请重新载入意向列表。' },
          });
        }
        if (lead === 'withdrawn') {
          throw fail('entry_changed', {
            what: { 'en-US': 'This lead', 'zh-CN': '此意向' },
            how: { 'en-US': 'was withdrawn by the customer and stays so', 'zh-CN': '已由客户撤回，不能再改' },
          });
        }
        return { lead: { ...lead, phone: phoneFor(role, lead.phone) } };
      },
    }),
  ];
}
