import { describe, expect, it } from '@jest/globals';
import type { FlowState } from '../../schemas/documents/flow.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { USUAL_MOMENT } from '../../runtime/phone/run-scenarios.js';
import { simulateCall } from '../../runtime/phone/simulate-call.js';
import { galleryFlowIds, readGalleryFlow, readGalleryLine, subflowIds } from './gallery.js';

/** The line of the branches is called by colleagues, who complain elsewhere. */
const lineIds = galleryFlowIds.filter((id) => !subflowIds.includes(id));
const customerLineIds = lineIds.filter((id) => id !== 'branch-line');

type Step = { id: string; state: FlowState; type: string; data: JsonObject };

function stepsOf(flow: string): Step[] {
  return Object.entries(readGalleryLine(flow).document.states).map(([id, state]) => ({ id, state, type: state.meta.step, data: state.meta as JsonObject }));
}

const steps = galleryFlowIds.flatMap((flow) => stepsOf(flow).map((step) => ({ flow, ...step })));

function stepsOfType(...types: string[]) {
  return steps.filter(({ type }) => types.includes(type)).map((step) => [`${step.flow}: ${step.id}`, step] as const);
}

describe('the keys', () => {
  it.each(lineIds)('of %s mean the same everywhere', (id) => {
    const { meta, on } = readGalleryLine(id).document;
    expect(meta.keys).toMatchObject({ '0': 'person', '9': 'other_language', '*': 'main_menu', '#': 'again' });
    expect(on).toMatchObject({ person: '.to_person', other_language: '.other_language' });
  });

  it.each(customerLineIds)('of %s take complaints by 8, which stop selling at once', (id) => {
    const { meta, on, states } = readGalleryLine(id).document;
    expect([meta.keys?.['8'], on?.['complaint']]).toEqual(['complaint', '.complaint']);
    expect(states['complaint']!.meta['assignments']).toContainEqual({ path: 'customer.complaintOpen', to: true });
  });

  it.each(stepsOfType('offer'))('accept by 1, say no by 2 and tell the terms by 3: %s', (_name, { data }) => {
    const keys = { accept: data['acceptKey'] ?? '1', decline: data['declineKey'] ?? '2' };
    expect(keys).toEqual({ accept: '1', decline: '2' });
    expect(keyOf(data, 'terms') ?? '3').toBe('3');
  });

  it.each(stepsOfType('read_back', 'collect_lead'))('confirm by 5, never by the key that accepts: %s', (_name, { data }) => {
    expect([data['confirmKey'] ?? '5', data['declineKey'] ?? '2']).toEqual(['5', '2']);
  });

  it.each([['person', '0'], ['complaint', '8'], ['opt_out', '7']])('give a choice "%s" the key %s', (choice, key) => {
    const found = steps.flatMap((step) => (keyOf(step.data, choice) === undefined ? [] : [[step.flow, step.id, keyOf(step.data, choice)]]));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((each) => each[2] !== key)).toEqual([]);
  });

  it.each(stepsOfType('collect_digits', 'collect_amount', 'collect_date', 'collect_account'))('let star leave a number, in which 0 is a digit: %s', (_name, { id, flow, state, data }) => {
    if (flow === 'branch-line' && id === 'welcome') return expect(state.on).toMatchObject({ no_input: 'to_person', no_match: 'to_person' });
    expect((data['leave'] as { key: string }[]).map(({ key }) => key)).toContain('*');
    expect(Number(data['attempts'] ?? 2)).toBeLessThanOrEqual(2);
  });
});

describe('the words', () => {
  const texts = steps.filter(({ type }) => type !== 'send_message').flatMap((step) => textsOf(step.data).map((text) => ({ flow: step.flow, step: step.id, ...text })));

  it('say the action first and the key last', () => {
    expect(texts.filter(({ zh }) => /请按[0-9]键?[^，。；！？|{%]/.test(zh))).toEqual([]);
    expect(texts.filter(({ en }) => /press (\d|star|hash) (for|to)\b/i.test(en))).toEqual([]);
  });

  it('name at most seven choices, of at most twelve characters', () => {
    for (const { zh, flow, step } of texts) {
      const named = zh.split(/[，。？！%}]/).flatMap((clause) => /^(.*)请按([0-9]|星号键|井号键)$/.exec(clause.trim())?.[1] ?? []);
      expect([flow, step, named.length <= 7]).toEqual([flow, step, true]);
      expect([flow, step, named.filter((name) => [...name].length > 12)]).toEqual([flow, step, []]);
    }
  });

  it('ask for no code, no security code and no whole card number', () => {
    expect(texts.filter(({ zh }) => zh.includes('验证码') && !/不会.{0,8}验证码/.test(zh))).toEqual([]);
    expect(texts.filter(({ en }) => /text-message code|security code/i.test(en) && !/never ask/i.test(en))).toEqual([]);
    expect(texts.filter(({ zh, en }) => /CVV|安全码|取款密码/.test(zh) || /CVV|security code/i.test(en))).toEqual([]);
    expect(stepsOfType('take_payment').map(([, { data }]) => data['securityCode'])).toEqual([false]);
  });

  it('tell of a recording as that of the desk, unless the line itself records', () => {
    expect(texts.filter(({ zh, en }) => /通话会录音/.test(zh) || /the call is recorded|it is recorded/i.test(en))).toEqual([]);
  });
});

describe('silence', () => {
  it.each(stepsOfType('offer', 'read_back'))('is no yes: %s', (_name, { state }) => {
    const { no_input: silence, no_match: wrong, accepted, confirmed } = state.on!;
    for (const yes of [accepted, confirmed].filter((target) => target !== undefined)) expect([silence, wrong]).not.toContain(yes);
  });
});

describe('nothing is sold', () => {
  const never = ['lost_card', 'complaint', 'forgot_pin', 'identity_locked', 'trading_problem', 'to_person', 'cancel_not_confirmed', 'cancel_done', 'transfer_pending', 'renewal_declined', 'renewal_offer', 'not_renewed_no', 'offer_declined'];

  it.each(customerLineIds.flatMap((flow) => stepsOf(flow).filter(({ id }) => never.includes(id)).map(({ id }) => [flow, id] as const)))('in %s after %s, until the caller asks for something else', (flow, start) => {
    const offers = new Set(stepsOf(flow).filter(({ type, data }) => type === 'decide_offer' && data['requested'] !== true).map(({ id }) => id));
    expect([...reachedFrom(flow, start)].filter((id) => offers.has(id))).toEqual([]);
  });

  it('to whoever is not verified: every paid product asks for it', () => {
    const { products } = readGalleryLine('card-services');
    expect(products.filter(({ charged, eligibility }) => charged.price.amountMinor > 0 && eligibility.identity !== 'verified')).toEqual([]);
  });

  it('on the lines that have nothing to sell', () => {
    const selling = [...new Set(steps.filter(({ type }) => ['offer', 'decide_offer', 'place_order'].includes(type)).map(({ flow }) => flow))];
    expect(selling).toEqual(['broker-400', 'card-services', 'renewal-line']);
  });
});

describe('recording', () => {
  const recorded = new Set(readGalleryLine('card-services').products.flatMap(({ id, recordSale }) => (recordSale ? [id] : [])));

  it.each(['card-services', 'renewal-line'])('comes before every offer of %s that asks for it', async (id) => {
    const line = readGalleryLine(id);
    const sales = readSalesByHand(id).filter(({ expect: { orders } }) => orders!.some(({ product }) => recorded.has(product)));
    expect(sales.length).toBeGreaterThan(0);
    for (const { name, keys, from } of sales) {
      const { path } = await simulateCall({ ...line, tokens: keys, from, at: USUAL_MOMENT, seed: 1 });
      const at = (type: string) => path.findIndex((step) => line.document.states[step]?.meta.step === type);
      expect([name, at('record_call') !== -1 && at('record_call') < at('offer')]).toEqual([name, true]);
    }
  });
});

describe('the other language', () => {
  it.each([
    ['card-services', '+8613800000006', 'Hello, Example Bank cards.'],
    ['broker-400', '+8613800000006', 'Hello, Example Securities.'],
    ['renewal-line', '+8613800000006', 'Hello, Example Bank renewals.'],
    ['after-hours-line', '+8613800000006', 'Hello, Example Bank, after hours.'],
    ['satisfaction-survey', '+8613800000006', null],
  ])('is offered in its own voice on %s', async (id, from, greeting) => {
    const { call } = await simulateCall({ ...readGalleryLine(id), tokens: '', from, at: id === 'after-hours-line' ? '2026-11-24T22:00:00+08:00' : USUAL_MOMENT, seed: 1 });
    const [first, second] = call.turns.flatMap(({ heard }) => heard);
    expect([first!.language, second]).toMatchObject(['en-US', { text: '中文服务请按9。', language: 'zh-CN' }]);
    if (greeting !== null) expect(first!.text).toBe(greeting);
  });
});

describe('a person', () => {
  it.each(lineIds)('is reached by 0 from the first question of %s', async (id) => {
    const tokens = id === 'branch-line' ? '10001# 0' : '0';
    const { call } = await simulateCall({ ...readGalleryLine(id), tokens, at: id === 'after-hours-line' ? '2026-11-24T22:00:00+08:00' : USUAL_MOMENT, seed: 1 });
    expect(call.endState).toBe('agent_requested');
  });
});

function readSalesByHand(id: string) {
  return readGalleryFlow(id).scenarios.filter(({ explored, outcomes, payments, expect: { orders } }) => !explored && !outcomes && !payments && (orders?.length ?? 0) > 0);
}

/** The key of a choice, of whatever kind of question. */
function keyOf(data: Step['data'], choice: string): string | undefined {
  const choices = [...((data['choices'] as { id: string; key: string }[] | undefined) ?? []), ...((data['leave'] as { id: string; key: string }[] | undefined) ?? [])];
  return choices.find(({ id }) => id === choice)?.key;
}

function textsOf(value: Json | undefined): { zh: string; en: string }[] {
  if (value === null || typeof value !== 'object') return [];
  if (!Array.isArray(value) && typeof value['zh-CN'] === 'string' && typeof value['en-US'] === 'string') return [{ zh: value['zh-CN'], en: value['en-US'] }];
  return Object.values(value).flatMap((inner) => textsOf(inner as Json));
}

/** Steps a call can come to without going back to a menu, where the caller asks for something new. */
function reachedFrom(flow: string, start: string): Set<string> {
  const { states } = readGalleryLine(flow).document;
  const reached = new Set<string>();
  const open = [start];
  for (const id of open) {
    if (reached.has(id) || (id !== start && states[id]!.meta.step === 'menu' && isMainMenu(id))) continue;
    reached.add(id);
    open.push(...Object.values(states[id]!.on ?? {}));
  }
  return reached;
}

function isMainMenu(id: string): boolean {
  return ['main_menu', 'welcome', 'anything_else', 'anything_else_or_survey'].includes(id);
}
