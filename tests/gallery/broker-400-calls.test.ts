import { describe, expect, it } from '@jest/globals';
import { USUAL_MOMENT } from '../../runtime/phone/run-scenarios.js';
import { simulateCall, type SimulatedCall, type SimulationRequest } from '../../runtime/phone/simulate-call.js';
import { isUnchanged } from '../../runtime/sales/consent-evidence.js';
import { openFailingCore } from './failing-core.js';
import { readGalleryLine } from './gallery.js';

const line = readGalleryLine('broker-400');
const verified = '60012345# 135790#';

describe('Trade Texts', () => {
  it('leave evidence of price, choice, read-back and the two keys', async () => {
    const { call } = await callWith({ tokens: `2@1 4 ${verified} 1 5` });
    const [order] = call.orders;
    expect(order!.evidence).toMatchObject({
      identity: { level: 'verified', how: 'account_and_pin' },
      texts: [{ part: 'price', text: '每月两元，按季收，每季六元，从绑定的银行卡扣。' }, { part: 'optional', text: '自愿办理，不办不影响交易。' }, { part: 'read_back' }],
      inputs: [{ value: '1', means: 'accept' }, { value: '5', means: 'confirm' }],
    });
    expect(isUnchanged(order!.evidence)).toBe(true);
    expect(JSON.stringify(call)).not.toContain('135790');
  });

  it('take as many keys to cancel as to buy', async () => {
    const buying = await callWith({ tokens: `2@1 4 ${verified} 1 5` });
    const cancelling = await callWith({ tokens: `2@1 4 ${verified} 2 5`, from: '+8613800000017' });
    expect(cancelling.tokens.length).toBe(buying.tokens.length);
    expect(cancelling.path).toContain('cancel_done');
  });
});

describe('an interest', () => {
  it.each([
    { caller: 'of a customer belongs to their own branch', tokens: '5@1 1 1 2 1 5', from: '+8613800000001', lead: { interest: 'funds', when: 'afternoon', branch: 'example-road' } },
    { caller: 'of a stranger belongs to the branch of the area code', tokens: '5@1 1 021# 1 2 1 5', from: '+8613900000001', lead: { interest: 'funds', when: 'afternoon', branch: 'riverside' } },
    { caller: 'in opening an account belongs to the branch of the area code', tokens: '4@1 2 021# 1 1 1 5', from: '+8613900000001', lead: { interest: 'account_opening', when: 'morning', branch: 'riverside' } },
  ])('$caller', async ({ tokens, from, lead }) => {
    expect(leadsOf(await callWith({ tokens, from }))).toMatchObject([lead]);
  });

  it.each(['5@1 1 1 2 1 2', '5@1 1 1 2 1 1 1', '5@1 1 3', '5@1 1 1 2 1 hangup@3'])('is not kept without consent: %s', async (tokens) => {
    expect(leadsOf(await callWith({ tokens }))).toEqual([]);
  });
});

it('No word of the line recommends, promises or compares', () => {
  const words = JSON.stringify(line.document.states).replace(/不推荐|不再推荐|不想听推荐|推荐成交短信|可以推荐吗|问过推荐|不再向您推荐/g, '');
  expect(words).not.toMatch(/推荐|保本|稳赚|收益率|最好|guaranteed|best|higher return/);
});

describe('outages', () => {
  it.each([
    { caller: 'whose PIN cannot be checked', fails: 'POST /accounts/verify', tokens: `2@1 3 ${verified}` },
    { caller: 'who waits for money', fails: '/transfers/latest', tokens: `3@1 1 ${verified}` },
    { caller: 'who asks for Trade Texts', fails: '/subscriptions/trade_texts', tokens: `2@1 4 ${verified}` },
    { caller: 'who asks for the e-statement', fails: '/statement', tokens: `2@1 2 ${verified}` },
    { caller: 'whose branch is looked for', fails: '/branches', tokens: '5@1 1 2 021#' },
    { caller: 'who opts out', fails: 'opt-outs', tokens: `2@1 4 ${verified} 2 7` },
  ])('lead a caller $caller to a person', async ({ fails, tokens }) => {
    const core = await openFailingCore({ at: USUAL_MOMENT, fails: (request) => request.includes(fails) });
    try {
      const { call, path } = await callWith({ tokens, crmUrl: core.url });
      expect(path.slice(-5)).toEqual(['system_busy', 'to_person', 'desk_hours', 'to_desk', 'end_agent']);
      expect(call).toMatchObject({ endState: 'failed_to_agent', orders: [] });
    } finally {
      await core.close();
    }
  });
});

function callWith(request: Pick<SimulationRequest, 'tokens'> & Partial<SimulationRequest>): Promise<SimulatedCall> {
  return simulateCall({ ...line, at: USUAL_MOMENT, seed: 1, ...request });
}

/** What the call told of the leads it kept. */
function leadsOf({ records }: SimulatedCall): unknown[] {
  return records.flatMap(({ events }) => events.flatMap((event) => (event.type === 'fact' && event.fact.type === 'lead_noted' ? [event.fact] : [])));
}
