import { DateTime } from 'luxon';
import { valueAt } from '../../conditions.js';
import { defineEffect } from '../../define-effect.js';
import { KEEP_DAYS, phoneOf, type CollectLeadData } from './collect_lead.js';
import type { LeadMemory } from './lead-memory.js';

/** Writes the lead in the turn's own transaction, with what proves the consent. Without it there is no lead. */
export const collectLeadEffect = defineEffect<CollectLeadData>({
  type: 'collect_lead',
  failedExit: 'failed',
  async run(data, { call, idempotencyKey }) {
    const memory = call.visit.memory as LeadMemory | null;
    const phone = phoneOf(data, call);
    if (memory?.stage !== 'agreed' || !memory.interest || !memory.heardAt || !memory.input || !memory.agreedAt || phone === null) throw new Error('Nobody has agreed to be called.');
    const { texts, interest, when, heardAt, input, agreedAt, language = call.language } = memory;
    const branch = call.fill(data.branch).trim() || null;
    const customer = valueAt(call.values, 'customer.id');
    const expiresOn = DateTime.fromISO(call.now, { zone: call.timeZone }).plus({ days: data.keepDays ?? KEEP_DAYS }).toFormat('yyyy-MM-dd');
    return {
      exit: 'noted',
      facts: [{ type: 'lead_noted', interest: interest.id, when: when?.id ?? null, branch, expiresOn }],
      writes: [
        {
          write: 'lead',
          lead: {
            leadId: idempotencyKey,
            phone,
            customerId: typeof customer === 'string' ? customer : null,
            interest: interest.id,
            when: when?.id ?? null,
            branch,
            language,
            expiresOn,
            consent: { text: texts.join(' '), language, heardAt, input, agreedAt, flow: call.flow, flowVersion: call.flowVersion },
          },
        },
      ],
    };
  },
});
