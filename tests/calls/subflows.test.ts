import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import type { Product } from '../../schemas/documents/product.js';
import type { JsonObject } from '../../schemas/json.js';
import { describeCall } from '../../runtime/calls/describe-call.js';
import { createDemoCustomer } from '../../runtime/demo/crm/dataset.js';
import { startDemoCrm, type RunningDemoCrm } from '../../runtime/demo/crm/start-demo-crm.js';
import { isUnchanged } from '../../runtime/sales/consent-evidence.js';
import { createCallStore } from '../../runtime/store/call-store.js';
import { getCallBooks } from '../../runtime/store/queries/call-books.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openLine, publish, type TestLine } from '../drivers/line.js';
import { product as cardProtection } from '../sales/sample-sale.js';

const both = (text: string) => ({ 'zh-CN': text, 'en-US': text });
const bye = { type: 'final' as const, meta: { step: 'hang_up', prompt: both('Goodbye.') } };
const menu = (text: string, on: Record<string, string>) => ({ meta: { step: 'menu', prompt: both(text), attempts: 1, choices: [{ id: 'yes', key: '1', label: both('Yes') }] }, on: { ...on, no_input: on['yes']!, no_match: on['yes']! } });
const run = (flow: string, on: Record<string, string>) => ({ meta: { step: 'subflow', flow, exits: Object.keys(on).filter((id) => id !== 'failed').map((id) => ({ id, label: both(id) })), results: [{ name: 'answer', saveAs: 'answer' }] }, on });

function createFlow(id: string, states: Flow['states'], meta: JsonObject = {}): Flow {
  return { id, initial: Object.keys(states)[0]!, meta: { specVersion: '1.0', name: id, languages: ['en-US', 'zh-CN'], ...meta }, states } as Flow;
}

const line = createFlow('line', {
  start: menu('Shall we begin?', { yes: 'part' }),
  part: run('part', { done: 'again', failed: 'bye' }),
  again: { meta: { step: 'say', prompt: both('You said {{ answer }}.') }, on: { next: 'start' } },
  bye,
});

/** The part that the line runs, in one of its editions. */
const part = (edition: string) =>
  createFlow('part', {
    start: menu(`Edition ${edition}: are you there?`, { yes: 'keep' }),
    keep: { meta: { step: 'set_values', assignments: [{ path: 'said', to: edition }] }, on: { next: 'done' } },
    done: { type: 'final', meta: { step: 'return', exit: 'done', results: [{ name: 'answer', value: 'said' }] } },
  });

const database = useDatabase();
let crm: RunningDemoCrm;
let phone: TestLine;

beforeAll(async () => {
  crm = await startDemoCrm({ now: () => new Date(), dataset: () => Array.from({ length: 20 }, (_, index) => createDemoCustomer(101 + index)) });
  phone = await openLine({ pool: database().pool, crmUrl: crm.url });
});
afterAll(async () => {
  await phone.close();
  await crm.close();
});

/** Subflows first; the last one answers. */
async function publishAll(...flows: Flow[]): Promise<string[]> {
  const versions: string[] = [];
  for (const flow of flows) versions.push(await publish(database().pool, flow, flow.id === 'shop' ? [product] : []));
  return versions;
}

test('A call and its flow stay on the subflow they began with, whatever is published of it', async () => {
  const [, before] = await publishAll(part('one'), line);
  const early = await dial(phone);
  await early.presses('1');
  early.hears(/Edition one/);

  await publish(database().pool, part('two'));
  await database().pool.query(`UPDATE numbers SET flow = 'line'`);
  await early.presses('1');
  early.hears(/You said one\./);
  await early.presses('1');
  early.hears(/Edition one/);
  const later = await dial(phone);
  await later.presses('1');
  later.hears(/Edition one/);

  const after = await publish(database().pool, line);
  expect(after).not.toBe(before);
  const last = await dial(phone);
  await last.presses('1');
  last.hears(/Edition two/);
});

test('A webhook that is repeated as a subflow returns changes nothing', async () => {
  await publishAll(part('one'), line);
  const caller = await dial(phone);
  await caller.presses('1');
  const action = caller.actionUrl();
  const digits = { Digits: '1', FinishedOnKey: '', msg: 'Gather End' };
  const [one, other, third] = await Promise.all([caller.send(action, digits), caller.send(action, digits), caller.send(action, { ...digits, Digits: '9' })]);
  const texts = await Promise.all([one, other, third].map((answer) => answer.text()));
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toContain('You said one.');
  const { rows } = await database().pool.query<{ taken: string }>(`SELECT count(*) AS taken FROM turns, jsonb_array_elements(events::jsonb) event WHERE call_id = $1 AND event ->> 'type' = 'exit_taken' AND event ->> 'step' = 'part'`, [caller.callSid]);
  expect(Number(rows[0]!.taken)).toBe(1);
});

/** Sold to whoever calls from a number on file. */
const product: Product = { ...cardProtection, eligibility: { identity: 'number_match' } };

const sell = createFlow('sell', {
  decide: { meta: { step: 'decide_offer', products: ['card_protection'] }, on: { card_protection: 'offer', none: 'none' } },
  offer: {
    meta: { step: 'offer', price: both('{{ product.charge | money }} a quarter.'), optional: both('It is your choice.'), ask: both('To get it, press 1. No, 2.') },
    on: { accepted: 'read_back', declined: 'none', no_input: 'none', no_match: 'none', not_eligible: 'none' },
  },
  read_back: { meta: { step: 'read_back', what: both('Please check: {{ product.charge | money }} a quarter.'), ask: both('To confirm, press 5. No, 2.') }, on: { confirmed: 'place', declined: 'none', no_input: 'none', no_match: 'none' } },
  place: { meta: { step: 'place_order' }, on: { placed: 'sold', already_held: 'none', pending: 'none', failed: 'refused' } },
  sold: { type: 'final', meta: { step: 'return', exit: 'sold', results: [{ name: 'answer', value: 'order.orderId' }] } },
  none: { type: 'final', meta: { step: 'return', exit: 'none' } },
  refused: { type: 'final', meta: { step: 'return', exit: 'refused' } },
});

const shop = createFlow('shop', {
  find: { meta: { step: 'lookup_customer', useLanguage: false }, on: { found: 'sell', not_found: 'bye', failed: 'bye' } },
  sell: run('sell', { sold: 'told', none: 'bye', refused: 'sorry', failed: 'bye' }),
  told: { meta: { step: 'say', prompt: both('Your order is {{ answer }}.') }, on: { next: 'bye' } },
  sorry: { meta: { step: 'say', prompt: both('Nothing was ordered.') }, on: { next: 'bye' } },
  bye,
});

test('A sale inside a subflow stands, with evidence that names the version of the whole', async () => {
  const [, version] = await publishAll(sell, shop);
  const caller = await dial(phone, { from: createDemoCustomer(101).phone });
  await caller.pressesInTurn('1', '5');
  caller.hears(/Your order is /);
  const store = createCallStore(database().pool);
  const call = describeCall((await store.findCall(caller.callSid))!, await store.listTurns(caller.callSid), await getCallBooks(database().pool, caller.callSid));
  expect(call.endState).toBe('completed');
  expect(call.flows).toMatchObject([{ flow: 'sell', comesBack: true }]);
  const [order] = call.orders;
  expect(order!.evidence).toMatchObject({ flow: 'shop', flowVersion: version });
  expect(isUnchanged(order!.evidence)).toBe(true);
  expect(caller.heard()).toContain(order!.orderId);
});

test('An order in a subflow that skips the read-back is refused, whatever the flow says', async () => {
  const hasty = structuredClone(sell);
  hasty.states['offer']!.on!['accepted'] = 'place';
  await publishAll(hasty, shop);
  const caller = await dial(phone, { from: createDemoCustomer(102).phone });
  await caller.presses('1');
  caller.hears(/Nothing was ordered\./);
  expect((await getCallBooks(database().pool, caller.callSid)).orders).toEqual([]);
});

test('A call that is handed over counts under the flow it came in by, and its record says where it went', async () => {
  const here = createFlow('here', { start: menu('Here?', { yes: 'go' }), go: { meta: { step: 'go_to_flow', flow: 'there', parameters: [{ name: 'topic', to: 'funds' }] }, on: { failed: 'bye' } }, bye });
  const there = createFlow('there', { start: menu('There, about {{ topic }}?', { yes: 'bye' }), bye }, { parameters: [{ name: 'topic' }] });
  await publishAll(there, here);
  const caller = await dial(phone);
  await caller.presses('1');
  caller.hears(/There, about funds\?/);
  await caller.presses('1');
  const { rows } = await database().pool.query<{ flow: string; end_state: string }>('SELECT flow, end_state FROM calls WHERE call_id = $1', [caller.callSid]);
  expect(rows[0]).toEqual({ flow: 'here', end_state: 'completed' });
  const store = createCallStore(database().pool);
  const call = describeCall((await store.findCall(caller.callSid))!, await store.listTurns(caller.callSid), await getCallBooks(database().pool, caller.callSid));
  expect(call.flows).toMatchObject([{ flow: 'there', comesBack: false }]);
  expect(call.turns.map(({ flow, step }) => [flow, step])).toEqual([[undefined, 'start'], ['there', 'start'], ['there', 'bye']]);
});

test('A flow that is handed over to is the one that is live at that moment', async () => {
  const here = createFlow('here', { start: menu('Here?', { yes: 'go' }), go: { meta: { step: 'go_to_flow', flow: 'later' }, on: { failed: 'bye' } }, bye });
  await publishAll(here);
  const early = await dial(phone);
  const late = await dial(phone);
  await early.presses('1');
  early.hears(/^Goodbye\.$/);
  expect(phone.failures).toContain('flow_not_entered');
  await publish(database().pool, createFlow('later', { start: menu('Later?', { yes: 'bye' }), bye }));
  await late.presses('1');
  late.hears(/Later\?/);
});
