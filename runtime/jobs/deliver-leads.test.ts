import { beforeEach, expect, test } from '@jest/globals';
import { useDatabase } from '../../tests/drivers/database.js';
import { at, createCommit, createRow } from '../../tests/store/sample-turns.js';
import { createCallStore } from '../store/call-store.js';
import { deliverLeads } from './deliver-leads.js';
import { forgetLeads } from './forget-leads.js';

const database = useDatabase();
let leads = 0;

beforeEach(async () => void (await database().pool.query('DELETE FROM leads')));

const consent = { text: '想了解基金。三十天后删除。', language: 'zh-CN', heardAt: at, input: '5', agreedAt: at, flow: 'small-line', flowVersion: 'f'.repeat(64) };

async function noteLead({ test = false, expiresOn = '2099-01-31' } = {}): Promise<string> {
  const leadId = `lead-${(leads += 1)}`;
  const lead = { ...{ leadId, phone: '+8613800000001', customerId: null, interest: 'funds', when: null, branch: 'riverside', language: 'zh-CN' }, expiresOn, consent };
  await createCallStore(database().pool).commitTurn(createCommit(createRow({ test }), { writes: [{ write: 'lead', lead }] }));
  return leadId;
}

const stateOf = async (leadId: string) => (await database().pool.query<{ told: boolean; error: string | null; tries: number }>('SELECT delivered_at IS NOT NULL AS told, delivery_error AS error, deliveries AS tries FROM leads WHERE lead_id = $1', [leadId])).rows[0];

/** As if the time until the next try had passed. */
const wait = () => database().pool.query('UPDATE leads SET next_delivery_at = now()');

test('the CRM is told of a lead once, with the branch that owns it and what proves the consent', async () => {
  const leadId = await noteLead();
  const told: unknown[] = [];
  for (let run = 0; run < 2; run += 1) await deliverLeads(database().pool, (lead) => Promise.resolve(void told.push(lead)));
  expect(told).toEqual([{ leadId, body: expect.objectContaining({ leadId, phone: '+8613800000001', interest: 'funds', branch: 'riverside', consent }) }]);
  expect(await stateOf(leadId)).toEqual({ told: true, error: null, tries: 1 });
});

test('a CRM that is down is told again later, under the same id, and others are not kept waiting', async () => {
  const [first, second] = [await noteLead(), await noteLead()];
  const told: string[] = [];
  const receive = ({ leadId }: { leadId: string }) => (leadId === first && told.length === 0 ? Promise.reject(new Error('The CRM is down.')) : Promise.resolve(void told.push(leadId)));
  await expect(deliverLeads(database().pool, receive)).rejects.toThrow('1 leads could not be delivered: The CRM is down.');
  expect([await stateOf(first), await stateOf(second)]).toMatchObject([{ told: false, error: 'The CRM is down.' }, { told: true }]);
  await deliverLeads(database().pool, receive);
  expect(told).toEqual([second]);
  await wait();
  await deliverLeads(database().pool, receive);
  expect(told).toEqual([second, first]);
  expect(await stateOf(first)).toEqual({ told: true, error: null, tries: 2 });
});

test('leads of test calls, and those that were withdrawn, stay here', async () => {
  await noteLead({ test: true });
  const withdrawn = await noteLead();
  await database().pool.query(`UPDATE leads SET status = 'withdrawn' WHERE lead_id = $1`, [withdrawn]);
  await deliverLeads(database().pool, () => Promise.reject(new Error('A lead left.')));
});

test('two nodes never tell the same lead at once', async () => {
  for (let each = 0; each < 6; each += 1) await noteLead();
  const told: string[] = [];
  const receive = async ({ leadId }: { leadId: string }) => {
    told.push(leadId);
    await new Promise((resolve) => setImmediate(resolve));
  };
  await Promise.all([deliverLeads(database().pool, receive), deliverLeads(database().pool, receive)]);
  expect(told.sort()).toEqual([...new Set(told)].sort());
  expect(told).toHaveLength(6);
});

test('a lead is deleted after the day it may be kept', async () => {
  const [old, young] = [await noteLead({ expiresOn: '2026-01-31' }), await noteLead()];
  await forgetLeads(database().pool);
  expect([await stateOf(old), await stateOf(young)]).toEqual([undefined, expect.anything()]);
});
