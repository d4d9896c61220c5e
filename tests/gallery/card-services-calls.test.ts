import { beforeAll, describe, expect, it } from '@jest/globals';
import { isUnchanged } from '../../runtime/sales/consent-evidence.js';
import { USUAL_MOMENT } from '../../runtime/phone/run-scenarios.js';
import { simulateCall, type SimulatedCall, type SimulationRequest } from '../../runtime/phone/simulate-call.js';
import { openFailingCore } from './failing-core.js';
import { readGalleryLine } from './gallery.js';

const line = readGalleryLine('card-services');
const verified = '4321 135790#';

describe('a whole sale', () => {
  let call: SimulatedCall['call'];
  beforeAll(async () => {
    ({ call } = await callWith({ tokens: `9 2 ${verified} 1 5` }));
  });

  it('leaves evidence in the language of the caller, with the level of identity and the two keys', () => {
    const [order] = call.orders;
    expect(order!.evidence).toMatchObject({
      identity: { level: 'verified', how: 'last_four_and_pin' },
      language: 'en-US',
      callerNumber: '+8613800000001',
      texts: [
        { part: 'price', text: 'It costs four yuan a month, charged each quarter: twelve yuan on your bill.' },
        { part: 'optional', text: 'It is your choice. Your card works the same without it.' },
        { part: 'read_back', text: expect.stringContaining('Card Cover for card ending four three two one') },
      ],
      inputs: [{ value: '1', means: 'accept' }, { value: '5', means: 'confirm' }],
    });
    expect(isUnchanged(order!.evidence)).toBe(true);
  });

  it('tells nobody the PIN', () => {
    expect(JSON.stringify(call)).not.toContain('135790');
  });

  it('takes no more keys than cancelling', async () => {
    const buying = await callWith({ tokens: `2 ${verified} 1 5` });
    const cancelling = await callWith({ tokens: `4 ${verified} 2 5`, from: '+8613800000002' });
    expect(keysOf(cancelling)).toBe(keysOf(buying));
  });
});

describe('operations and outages', () => {
  it('speaks the announcement while its switch is on', async () => {
    const { path, call } = await callWith({ tokens: '0', switches: { emergency_announcement: true } });
    expect(path).toContain('announcement');
    expect(textsOf(call)[0]).toBe('系统正在维护，查询可能较慢，挂失不受影响。');
  });

  it.each([
    { caller: 'who asks for the bill', fails: 'GET /cards/', tokens: `2 ${verified}` },
    { caller: 'whose PIN cannot be checked', fails: 'POST /cards/verify', tokens: `2 ${verified}` },
    { caller: 'who opts out', fails: 'opt-outs', tokens: `2 ${verified} 2 7` },
    { caller: 'who asks for the e-statement', fails: '/statement', tokens: `3 ${verified}` },
    { caller: 'who wants the e-statement again', fails: '/statement/resend', tokens: `3 ${verified} 1`, from: '+8613800000015' },
    { caller: 'who goes back to paper', fails: 'POST /customers/cust-0015/statement', tokens: `3 ${verified} 2 5`, from: '+8613800000015' },
    { caller: 'who asks what they hold', fails: '/subscriptions', tokens: `4 ${verified}` },
    { caller: 'who cancels', fails: '/cancel', tokens: `4 ${verified} 2 5`, from: '+8613800000002' },
  ])('leads a caller $caller to a person when the core is down', async ({ fails, tokens, from }) => {
    const { call, path } = await callAgainst((request) => request.includes(fails), { tokens, from });
    expect(path.slice(-5)).toEqual(['system_busy', 'to_person', 'which_desk', 'to_card_desk', 'end_agent']);
    expect(call).toMatchObject({ endState: 'failed_to_agent', orders: [] });
    expect(textsOf(call)).toContain('系统忙，暂时办不了，为您转人工。');
  });

  it('serves a caller whom the CRM finds at the second try', async () => {
    let asked = 0;
    const { path } = await callAgainst((request) => request.includes('phone=') && (asked += 1) === 1, { tokens: `2 ${verified} 2` });
    expect(path).toEqual(expect.arrayContaining(['find_customer_again', 'ask_card', 'bill_due', 'offer_declined']));
  });
});

function callWith(request: Pick<SimulationRequest, 'tokens'> & Partial<SimulationRequest>): Promise<SimulatedCall> {
  return simulateCall({ ...line, at: USUAL_MOMENT, seed: 1, ...request });
}

async function callAgainst(fails: (request: string) => boolean, request: { tokens: string; from?: string }): Promise<SimulatedCall> {
  const core = await openFailingCore({ at: USUAL_MOMENT, fails });
  try {
    return await callWith({ ...request, crmUrl: core.url });
  } finally {
    await core.close();
  }
}

function textsOf(call: SimulatedCall['call']): string[] {
  return call.turns.flatMap(({ heard }) => heard.map(({ text }) => text));
}

function keysOf({ tokens }: SimulatedCall): number {
  return tokens.split(' ').filter((token) => token !== '-').join('').length;
}
