import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { CallDocument } from '../../runtime/calls/call-document.js';
import { encodeWav } from '../../designer/library/encode-wav.js';
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

const word = (words: string) => ({ 'zh-CN': words, 'en-US': words });
const saying = (words: string) => ({ type: 'final', meta: { step: 'hang_up', prompt: word(words) } });

/** A line on which everything happens that no caller can press. */
const desk = {
  id: 'desk', initial: 'is_on', meta: { specVersion: '1.0', name: 'Desk', languages: ['zh-CN', 'en-US'], timeZone: 'Asia/Shanghai' },
  states: {
    is_on: { meta: { step: 'switch_on', switch: 'queueing', default: 'on' }, on: { on: 'queue', off: 'dial' } },
    queue: { meta: { step: 'enqueue', queue: 'cards', callbackKey: '1', maxWaitSeconds: 60, callbackPrompt: word('callback 1') }, on: { answered: 'pay', callback: 'message', too_long: 'bot', left: 'left', full: 'full', failed: 'failed' } },
    dial: { meta: { step: 'transfer', number: '{{ settings.deskNumber }}' }, on: { answered: 'spoke', busy: 'busy', no_answer: 'nobody', failed: 'failed' } },
    pay: { meta: { step: 'take_payment', mode: 'tokenise' }, on: { success: 'paid', too_many_failed_attempts: 'too_many', payment_connector_error: 'refused', caller_interrupted_with_star: 'star', caller_hung_up: 'gone', validation_error: 'invalid', internal_error: 'internal' } },
    message: { meta: { step: 'voicemail', prompt: word('speak'), saveAs: 'message' }, on: { recorded: 'left_message', no_input: 'no_message', failed: 'lost_message' } },
    bot: { meta: { step: 'connect_relay', url: 'wss://bot.example.com/calls', saveAs: 'bot' }, on: { returned: 'back', failed: 'no_bot' } },
    left_message: saying('{{ message.seconds }} seconds'),
    back: saying('bot says {{ bot.topic }}'),
    ...Object.fromEntries(['left', 'full', 'failed', 'spoke', 'busy', 'nobody', 'paid', 'too_many', 'refused', 'star', 'gone', 'invalid', 'internal', 'no_message', 'lost_message', 'no_bot'].map((id) => [id, saying(id)])),
  },
};

const met: [what: string, words: string[], hears: string][] = [
  ['a queue that is full', ['--queue', 'full'], 'full'],
  ['the same among the tokens', ['--keys', 'queue:full'], 'full'],
  ['a queue the caller is taken out of', ['--queue', 'taken_out'], 'left'],
  ['a queue that fails', ['--queue', 'failed'], 'failed'],
  ['an answer as the third after half a minute', ['--queue', 'answered:3@30'], 'paid'],
  ['a callback asked for in time while waiting, and a message', ['--keys', 'queue:waits 1@1 message:12'], '12 seconds'],
  ['a message of silence', ['--keys', 'queue:waits 1@1', '--message', '0'], 'no_message'],
  ['a message that was lost', ['--keys', 'queue:waits 1@1', '--message', 'failed'], 'lost_message'],
  ['a wait that is too long, and what a bot hands back', ['--queue', 'waits', '--bot', '{"topic":"loans"}'], 'bot says loans'],
  ['the same with blanks, among the tokens', ['--keys', `queue:waits bot:'{"topic": "loans"}'`], 'bot says loans'],
  ['a bot that is not reached', ['--queue', 'waits', '--bot', 'failed'], 'no_bot'],
  ...[['success', 'paid'], ['too_many_failed_attempts', 'too_many'], ['payment_connector_error', 'refused'], ['caller_interrupted_with_star', 'star'], ['validation_error', 'invalid'], ['internal_error', 'internal']].map(([result, hears]): [string, string[], string] => [`the payment result ${result}`, ['--pay', result!], hears!]),
  ['a switch and a number of the settings', ['--switch', 'queueing=off', '--setting', 'deskNumber=+861055550101', '--dial', 'busy'], 'busy'],
  ['an exit that a step is told to take', ['--outcome', 'is_on=off', '--setting', 'deskNumber=+861055550101', '--keys', 'dial:no_answer'], 'nobody'],
];

describe('What no caller can press', () => {
  const call = (words: string[]) =>
    withFolder(async (folder) => {
      const file = join(folder, 'desk.flow.json');
      await writeFile(file, JSON.stringify(desk));
      return trunkline(['call', file, ...(words.includes('--keys') ? [] : ['--keys', '']), '--json', ...moment, ...words]);
    });

  test.each(met)('is said: %s', async (_what, words, hears) => {
    const { json, exitCode } = await call(words);
    expect(exitCode).toBe(0);
    expect((json() as CallDocument).turns.flatMap(({ heard }) => heard.map(({ text }) => text)).join(' ')).toContain(hears);
  });

  test('may be that the caller hangs up while paying', async () => {
    const { json } = await call(['--pay', 'caller_hung_up']);
    expect(json()).toMatchObject({ endedBy: 'caller' });
  });

  test.each([
    ['--queue', 'fulll', 'answered, waits, full, failed or taken_out'],
    ['--pay', 'succes', 'too_many_failed_attempts'],
    ['--bot', '{topic', 'the JSON it hands back'],
    ['--message', 'long', 'length in seconds'],
    ['--dial', 'engaged', 'no_answer or failed'],
    ['--keys', 'queue:fulll', 'is no outcome of "queue"'],
    ['--switch', 'queing=off', 'It reads queueing'],
    ['--outcome', 'is_onn=off', 'names the step "is_onn"'],
    ['--outcome', 'is_on=of', 'Its exits are on, off'],
    ['--outcome', 'is_on', 'such as check_identity=wrong,ok'],
    ['--setting', 'deskNumber', 'Write a name and a value'],
    ['--customer', 'rich', 'eligible, holder'],
    ['--recordings', 'nowhere', 'is no folder'],
  ])('is refused where it is misspelt: %s %s', async (option, value, hint) => {
    const { exitCode, errors } = await call([option, value]);
    expect({ exitCode, errors }).toEqual({ exitCode: 2, errors: expect.stringContaining(hint) });
  });

  test('is kept with a recorded scenario', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'desk.flow.json');
      const scenarios = join(folder, 'desk.scenarios.json');
      await writeFile(file, JSON.stringify(desk));
      await trunkline(['call', file, '--keys', '1@1', '--queue', 'waits', '--message', '12', '--switch', 'queueing=on', '--record', scenarios, ...moment]);
      expect(JSON.parse(await readFile(scenarios, 'utf8')).scenarios[0]).toMatchObject({ keys: '1@1', queues: ['waits'], recordings: ['12'], switches: { queueing: true } });
      expect((await trunkline(['test', file, '--json'])).json()).toMatchObject({ ok: true, passed: 1 });
    }));
});

test('A recording takes its own time in the language that has one, and its words are spoken in the other', () =>
  withFolder(async (folder) => {
    const file = join(folder, 'welcome.flow.json');
    const welcome = { meta: { step: 'play_audio', recording: 'welcome', text: word('Hi.') }, on: { next: 'goodbye' } };
    await writeFile(file, JSON.stringify({ ...desk, id: 'welcome', initial: 'welcome', states: { welcome, goodbye: saying('Bye.') } }));
    await writeFile(join(folder, 'welcome.en-US.wav'), Buffer.from(encodeWav(new Float32Array(60 * 8000), 8000)));
    const secondsIn = async (language: string) => (await trunkline(['call', file, '--recordings', folder, '--language', language, '--json', ...moment])).json().durationSeconds as number;
    expect(await secondsIn('en-US')).toBeGreaterThanOrEqual(60);
    expect(await secondsIn('zh-CN')).toBeLessThan(10);
  }));
