import { expect, test } from '@jest/globals';
import type { CallbackWrite, LeadWrite } from '../../schemas/define-effect.js';
import { createCallStore } from '../../runtime/store/call-store.js';
import { forEachBackend } from '../drivers/database.js';
import { at, createCommit, createRow, nextRow } from './sample-turns.js';

const callback: CallbackWrite['callback'] = {
  ...{ callbackId: 'callback-1', phone: '+8613800000001', customerId: 'cust-1', queue: 'cards', reason: 'bill', language: 'zh-CN' },
  ...{ from: '2026-10-01T05:30:00Z', until: '2026-10-01T09:00:00Z' },
};

const lead: LeadWrite['lead'] = {
  ...{ leadId: 'lead-1', phone: '+8613800000001', customerId: null, interest: 'funds', when: 'afternoon', branch: 'sh_example_road', language: 'zh-CN', expiresOn: '2026-10-31' },
  consent: { text: '想了解基金。三十天后删除。', language: 'zh-CN', heardAt: at, input: '5', agreedAt: at, flow: 'small-line', flowVersion: 'f'.repeat(64) },
};

forEachBackend((database) => {
  const rowsOf = async (table: 'callbacks' | 'leads', callId: string) => (await database().pool.query(`SELECT * FROM ${table} WHERE call_id = $1`, [callId])).rows as Record<string, unknown>[];

  test('a call back is booked with its turn, and once however often the turn is told', async () => {
    const store = createCallStore(database().pool);
    const row = createRow();
    expect(await store.commitTurn(createCommit(row, { writes: [{ write: 'callback', callback }] }))).toBe('stored');
    expect(await store.commitTurn(createCommit(nextRow(row), { writes: [{ write: 'callback', callback: { ...callback, queue: 'loans' } }] }))).toBe('stored');
    expect(await rowsOf('callbacks', row.callId)).toEqual([
      expect.objectContaining({ callback_id: 'callback-1', phone: '+8613800000001', queue: 'cards', status: 'open', test: false, window_from: new Date(callback.from!), window_until: new Date(callback.until!) }),
    ]);
  });

  test('a call back as soon as somebody is free has no window, and a test call says so', async () => {
    const row = createRow({ test: true });
    await createCallStore(database().pool).commitTurn(createCommit(row, { writes: [{ write: 'callback', callback: { ...callback, from: null, until: null, reason: null } }] }));
    expect(await rowsOf('callbacks', row.callId)).toEqual([expect.objectContaining({ window_from: null, window_until: null, reason: null, test: true })]);
  });

  test('a lead is kept for its branch with what proves the consent, once', async () => {
    const store = createCallStore(database().pool);
    const row = createRow();
    for (const each of [row, nextRow(row)]) expect(await store.commitTurn(createCommit(each, { writes: [{ write: 'lead', lead }] }))).toBe('stored');
    expect(await rowsOf('leads', row.callId)).toEqual([expect.objectContaining({ interest: 'funds', wanted_when: 'afternoon', branch: 'sh_example_road', status: 'open', consent: lead.consent })]);
  });

  test('a lead without the text of its consent is refused, and the turn with it', async () => {
    const store = createCallStore(database().pool);
    const row = createRow();
    await expect(store.commitTurn(createCommit(row, { writes: [{ write: 'lead', lead: { ...lead, consent: { ...lead.consent, text: '' } } }] }))).rejects.toThrow(/leads_consent_check/);
    expect(await rowsOf('leads', row.callId)).toEqual([]);
    expect(await store.findCall(row.callId)).toBeNull();
  });
});
