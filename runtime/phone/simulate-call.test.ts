import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import { readGallery } from '../store/gallery/read-gallery.js';
import { simulateCall, type SimulationRequest } from './simulate-call.js';

const { products } = await readGallery('flows');
const cardServices = JSON.parse(readFileSync('flows/card-services.flow.json', 'utf8')) as Flow;
const branchLine = JSON.parse(readFileSync('tests/cli/fixtures/branch-line.flow.json', 'utf8')) as Flow;

function simulate(request: Partial<SimulationRequest>) {
  return simulateCall({ document: branchLine, products, at: '2026-11-24T10:00:00+08:00', seed: 1, ...request });
}

describe('A call that stops when the tokens end', () => {
  test('waits at the first question', async () => {
    const { waiting, call, path, tokens } = await simulate({ tokens: '', stopWhenTokensEnd: true });
    expect(waiting).toEqual({
      step: 'main_menu',
      visit: 2,
      kind: 'question',
      prompts: [{ text: '您好。', language: 'zh-CN' }, { text: '查账单请按2，英文请按9。', language: 'zh-CN' }],
      choices: expect.arrayContaining([{ key: '2', exit: 'bill' }, { key: '0', exit: 'person' }]),
      ...{ digits: 1, finishOnKey: '', timeoutSeconds: 5, input: ['keys', 'speech'] },
    });
    expect(call).toMatchObject({ endState: null, endedBy: null, durationSeconds: null });
    expect(call.turns.at(-1)).toMatchObject({ step: 'main_menu', input: null, exit: null });
    expect({ path, tokens }).toEqual({ path: ['welcome', 'main_menu'], tokens: '' });
  });

  test('waits at the question after the last token, and keeps the silences it was given', async () => {
    const { waiting, tokens, values } = await simulate({ tokens: '  -  2 4321  ', document: { ...branchLine, states: { ...branchLine.states, bill: { ...branchLine.states['main_menu']!, meta: { ...branchLine.states['main_menu']!.meta } } } }, stopWhenTokensEnd: true });
    expect(waiting).toMatchObject({ step: 'bill', kind: 'question' });
    expect(tokens).toBe('- 2 4321');
    expect(values).toMatchObject({ card: { last4: '4321' } });
  });

  test('waits while a person is dialed, until it is told how that ends', async () => {
    const dialing = await simulate({ tokens: '0', stopWhenTokensEnd: true });
    expect(dialing.waiting).toMatchObject({ step: 'to_person', kind: 'dialing', choices: [], timeoutSeconds: 30, input: [] });
    const busy = await simulate({ tokens: '0', dials: ['busy'], stopWhenTokensEnd: true });
    expect(busy).toMatchObject({ waiting: null, call: { endState: 'abandoned_in_queue' } });
  });

  test('tells nothing to wait for when the call is over', async () => {
    expect(await simulate({ tokens: '2 4321', stopWhenTokensEnd: true })).toMatchObject({ waiting: null, call: { endState: 'informed', endedBy: 'flow' } });
    expect(await simulate({ tokens: 'hangup@1', stopWhenTokensEnd: true })).toMatchObject({ waiting: null, call: { endState: 'abandoned', endedBy: 'caller' } });
  });

  test('is not held up by a prompt that is only a chance to interrupt', async () => {
    const { waiting } = await simulate({ document: cardServices, tokens: '2 4321 135790#', stopWhenTokensEnd: true });
    expect(waiting).toMatchObject({ step: 'offer_card_protection', kind: 'question' });
  });
});

describe('A simulated call', () => {
  test('repeats the last result of a transfer', async () => {
    const twice = structuredClone(branchLine);
    twice.states['to_person']!.on!['busy'] = 'second_desk';
    twice.states['second_desk'] = structuredClone(branchLine.states['to_person']!);
    const { path } = await simulate({ document: twice, tokens: '0', dials: ['busy'] });
    expect(path.slice(-3)).toEqual(['to_person', 'second_desk', 'goodbye']);
  });

  test('of a draft with lesser errors runs as far as it goes', async () => {
    const draft = structuredClone(branchLine);
    delete draft.states['bill']!.on;
    const { call, faults, problems } = await simulate({ document: draft, tokens: '2 4321' });
    expect(problems).toEqual([]);
    expect(faults).toEqual([{ step: 'bill', code: 'exit_without_target', message: expect.stringContaining('Connect it to a step') }]);
    expect(call.endState).toBe('failed_to_agent');
  });

  const hopeless: [fault: string, document: unknown][] = [
    ['nothing', null],
    ['a text', 'flow'],
    ['no states', { id: 'x', initial: 'a', meta: { languages: ['en-US'] } }],
    ['a first step that does not exist', { ...branchLine, initial: 'nowhere' }],
    ['an unknown step type', { ...branchLine, states: { ...branchLine.states, welcome: { meta: { step: 'sing' }, on: {} } } }],
  ];

  test.each(hopeless)('of %s tells why it cannot run', async (_fault, document) => {
    const { problems, call, path } = await simulate({ document: document as Flow, tokens: '1' });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatchObject({ severity: 'error', message: expect.stringMatching(/\w/) });
    expect({ turns: call.turns, path }).toEqual({ turns: [], path: [] });
  });

  test('takes the time of a slow CRM from the call, not from us', async () => {
    const began = performance.now();
    const slow = await simulate({ document: cardServices, tokens: '2 4321 135790# 2', from: '+8613800000008' });
    const usual = await simulate({ document: cardServices, tokens: '2 4321 135790# 2', from: '+8613800000001' });
    expect(performance.now() - began).toBeLessThan(8000);
    expect(slow.call.requests.length).toBeGreaterThan(0);
    expect(usual.call.requests.every(({ url }) => url.startsWith('http://demo-crm.localhost/'))).toBe(true);
  });

  test('begins each time with fresh demo data', async () => {
    for (const _ of [1, 2]) expect((await simulate({ document: cardServices, tokens: '2 4321 135790# 1 5' })).call.orders).toHaveLength(1);
  });
});
