import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { CallDocument } from '../../runtime/calls/call-document.js';
import { trunkline, withFolder } from './run-trunkline.js';

const gallery = 'flows/card-services.flow.json';
const branchLine = join(import.meta.dirname, 'fixtures/branch-line.flow.json');
const moment = ['--at', '2026-11-24T10:00:00+08:00', '--seed', '1'];

interface Expected {
  endState: string;
  endedBy: string;
  orders: string[];
  language: string;
  /** The caller's last deed. */
  last: { kind: string; value: string | null };
  hears: string;
  /** The rest of a read-back that was cut short. */
  cut?: string;
}

const silence = { kind: 'silence', value: null };
const hangUp = { kind: 'hang_up', value: null };

const calls: [who: string, keys: string, expected: Expected][] = [
  ['a caller who accepts and confirms', '2 4321 135790# 1 5', { endState: 'completed', endedBy: 'flow', orders: ['card_protection'], language: 'zh-CN', last: silence, hears: '每月四元' }],
  ['a caller who buys in English', '9 2 4321 135790# 1 5', { endState: 'completed', endedBy: 'flow', orders: ['card_protection'], language: 'en-US', last: silence, hears: 'four yuan a month' }],
  ['a caller who says no', '2 4321 135790# 2', { endState: 'completed', endedBy: 'flow', orders: [], language: 'zh-CN', last: silence, hears: '推荐' }],
  ['a caller who says no in English', '9 2 4321 135790# 2', { endState: 'completed', endedBy: 'flow', orders: [], language: 'en-US', last: silence, hears: 'recommend' }],
  ['a caller who accepts and then is silent', '2 4321 135790# 1', { endState: 'completed', endedBy: 'flow', orders: [], language: 'zh-CN', last: silence, hears: '没有收到确认' }],
  ['a caller who presses 1 once more instead of 5', '2 4321 135790# 1 1', { endState: 'completed', endedBy: 'flow', orders: [], language: 'zh-CN', last: silence, hears: '没有收到确认' }],
  ['a caller who hangs up in the middle of the read-back', '2 4321 135790# 1 hangup@2', { endState: 'informed', endedBy: 'caller', orders: [], language: 'zh-CN', last: hangUp, hears: '请您核对', cut: '请您核对' }],
  ['a caller who hangs up in the middle of the English read-back', '9 2 4321 135790# 1 hangup@2', { endState: 'informed', endedBy: 'caller', orders: [], language: 'en-US', last: hangUp, hears: 'check', cut: 'check' }],
  ['a silent caller', '', { endState: 'failed_to_agent', endedBy: 'flow', orders: [], language: 'zh-CN', last: silence, hears: '没有听到按键' }],
  ['a caller who presses wrong keys', '7 7 7', { endState: 'failed_to_agent', endedBy: 'flow', orders: [], language: 'zh-CN', last: { kind: 'keys', value: '7' }, hears: '没有这个选项' }],
];

describe('trunkline call --json', () => {
  test.each(calls)('tells of %s', async (_who, keys, expected) => {
    const { exitCode, json } = await trunkline(['call', gallery, '--keys', keys, '--json', ...moment]);
    const call = json() as CallDocument;
    expect(exitCode).toBe(0);
    expect(call).toMatchObject({ schemaVersion: 1, flow: 'card-services', endState: expected.endState, endedBy: expected.endedBy, language: expected.language, test: false, startedAt: '2026-11-24T02:00:00.000Z' });
    expect(call.orders.map(({ product }) => product)).toEqual(expected.orders);
    expect(call.turns.findLast(({ input }) => input !== null)?.input).toEqual(expected.last);
    const heard = call.turns.flatMap((turn) => turn.heard);
    expect(heard.some(({ text }) => text.toLowerCase().includes(expected.hears))).toBe(true);
    if (expected.cut) expect(heard.findLast(({ complete }) => complete)?.text).not.toContain(expected.cut);
  });

  test('never shows a PIN', async () => {
    const { out } = await trunkline(['call', gallery, '--keys', '2 4321 135790# 1 5', '--json', ...moment]);
    expect(out).not.toContain('135790');
  });

  test('proves an order by price, "optional", read-back and two keys', async () => {
    const { json } = await trunkline(['call', gallery, '--keys', '2 4321 135790# 1 5', '--json', ...moment]);
    const [order] = (json() as CallDocument).orders;
    expect(order).toMatchObject({ amountMinor: 1200, currency: 'CNY', period: 'quarter', status: 'placed' });
    expect(order!.evidence.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(order!.evidence.texts.map(({ part }) => part)).toEqual(['price', 'optional', 'read_back']);
    expect(order!.evidence.inputs.map(({ value }) => value)).toEqual(['1', '5']);
  });

  test('is the same byte by byte with the same seed and moment, and has other ids without a seed', async () => {
    const words = ['call', gallery, '--keys', '2 4321 135790# 1 5', '--json', '--at', '2026-11-24T10:00:00+08:00'];
    const [one, other] = [await trunkline([...words, '--seed', '7']), await trunkline([...words, '--seed', '7'])];
    expect(one.out).toBe(other.out);
    const [third, fourth] = [await trunkline(words), await trunkline(words)];
    expect(third.json().callId).not.toBe(fourth.json().callId);
  });

  test('starts in the language that is asked for', async () => {
    const { json } = await trunkline(['call', gallery, '--keys', '', '--language', 'en-US', '--json']);
    expect((json() as CallDocument).turns[0]!.heard[0]!.language).toBe('en-US');
  });

  test('marks a test call', async () => {
    const { json } = await trunkline(['call', branchLine, '--keys', '2 4321', '--test', '--json']);
    expect(json().test).toBe(true);
  });
});

describe('trunkline call', () => {
  test('prints what was said, what was pressed and what came of it', async () => {
    const { out, exitCode } = await trunkline(['call', branchLine, '--keys', '9 2 4321', ...moment]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/您好。[^]*> 9[^]*Last four digits\.[^]*> 4321[^]*ended\s+informed, ended by the flow, 17 s/);
  });

  test('is a phone for whoever types: keys, a mistake, silence, words, and h to hang up', async () => {
    const { out, exitCode } = await trunkline(['call', branchLine, ...moment], { typed: ['7', '?', '', '9', 'say:bill', 'h'] });
    expect(exitCode).toBe(0);
    const spoken = ['您好。', '2 账单   9 英文   0 人工   # 重听', '没有这个选项。', 'Type keys', '没有听到按键。', 'Your bill, press 2.', '2 Bill', 'Last four digits.', 'the caller hung up'];
    expect(spoken.filter((text) => !out.includes(text))).toEqual([]);
    expect(spoken.map((text) => out.indexOf(text))).toEqual(spoken.map((text) => out.indexOf(text)).sort((one, other) => one - other));
  });

  test('keeps the phone off standard output with --json', async () => {
    const { json, errors } = await trunkline(['call', branchLine, '--json'], { typed: ['2', '4321'] });
    expect(json().endState).toBe('informed');
    expect(errors).toContain('查账单请按2');
  });

  test('records a call as a scenario that then passes, and replaces one of the same name', () =>
    withFolder(async (folder) => {
      const flow = join(folder, 'branch-line.flow.json');
      const scenarios = join(folder, 'branch-line.scenarios.json');
      await (await import('node:fs/promises')).copyFile(branchLine, flow);
      await trunkline(['call', flow, '--record', scenarios, '--name', 'a caller of two languages', ...moment], { typed: ['9', '2', '4321'] });
      await trunkline(['call', flow, '--keys', '0', '--dials', 'busy', '--record', scenarios]);
      await trunkline(['call', flow, '--keys', '0', '--dials', 'busy', '--record', scenarios]);
      const recorded = JSON.parse(await readFile(scenarios, 'utf8'));
      expect(recorded.scenarios.map(({ keys, dials }: { keys: string; dials?: string[] }) => [keys, dials])).toEqual([['9 2 4321', undefined], ['0', ['busy']]]);
      expect(recorded.scenarios[0]).toMatchObject({ name: 'a caller of two languages', at: '2026-11-24T02:00:00.000Z', seed: 1, expect: { endState: 'informed', orders: [] } });
      const tested = await trunkline(['test', folder, '--json']);
      expect(tested.json()).toMatchObject({ ok: true, passed: 2, failed: 0 });
    }));
});
