import { expect, test } from '@jest/globals';
import type { TurnEvent } from '../../runtime/engine/call-state.js';
import type { FlowState } from '../../schemas/documents/flow.js';
import { getConnections } from './connections.js';

const states: Record<string, FlowState> = {
  person: { meta: { step: 'transfer', number: '+861055550001' }, on: { answered: 'bye' } },
  desk: { meta: { step: 'enqueue', queue: 'cards', callbackKey: '1' }, on: {} },
  pay: { meta: { step: 'take_payment', mode: 'charge' }, on: {} },
  bot: { meta: { step: 'connect_relay', url: 'wss://bot.example.com' }, on: {} },
  message: { meta: { step: 'voicemail' }, on: {} },
  notice: { meta: { step: 'record_call' }, on: {} },
  hello: { meta: { step: 'say' }, on: { next: 'person' } },
};

const fact = (step: string, told: { type: string } & Record<string, string | number | boolean>, flow?: string): TurnEvent => ({ type: 'fact', step, visit: 1, fact: told, ...(flow && { flow }) });
const left = (step: string, exit: string, flow?: string): TurnEvent => ({ type: 'exit_taken', step, visit: 1, exit, ...(flow && { flow }) });

/** Kind, where to, and how it went in English. */
function told(...turns: TurnEvent[][]): string[] {
  const found = getConnections(turns.map((events, turn) => ({ turn, events })), states);
  return [...found.values()].flatMap(({ before, after }) => [...before, ...after]).map(({ kind, to, amount, outcome, why }) => [kind, to, amount?.amountMinor ?? '', outcome.label['en-US'], ...(why ? [why] : [])].join(' | '));
}

test.each<[string, TurnEvent[][], string]>([
  ['a transfer that is answered', [[fact('person', { type: 'transfer_started', number: '+861055550001' })], [fact('person', { type: 'transfer_ended', result: 'completed', bridged: true }), left('person', 'answered')]], 'transfer | +861055550001 |  | Answered'],
  ['a transfer to nowhere', [[fact('person', { type: 'transfer_failed', why: 'unusable_number' }), left('person', 'failed')]], 'transfer |  |  | Failed | unusable_number'],
  ['a callback out of a queue', [[fact('desk', { type: 'transfer_started', queue: 'cards' })], [left('desk', 'callback')]], 'queue | cards |  | Callback wanted'],
  ['a payment', [[fact('pay', { type: 'payment_started', mode: 'charge', amountMinor: 1250, currency: 'CNY' })], [left('pay', 'success')]], 'payment |  | 1250 | Paid'],
  ['a bot that hands back', [[fact('bot', { type: 'bot_started', url: 'wss://bot.example.com' })], [left('bot', 'returned')]], 'bot | wss://bot.example.com |  | Given back'],
  ['a caller who leaves no message', [[left('message', 'no_input')]], 'message |  |  | Nothing said'],
  ['a recording that is announced', [[left('notice', 'recording')]], 'recording |  |  | Recording'],
  ['a transfer within another flow', [[fact('person', { type: 'transfer_started', number: '+862155550002' }, 'identify'), left('person', 'busy', 'identify')]], 'transfer | +862155550002 |  | Busy'],
])('%s has a line', (_, turns, line) => {
  expect(told(...turns)).toEqual([line]);
});

test('what only speaks has none', () => {
  expect(told([left('hello', 'next')])).toEqual([]);
});

test('it stands before the words that follow it, and after those that announce it', () => {
  const spoken: TurnEvent = { type: 'spoken', step: 'hello', text: 'Goodbye.', language: 'en-US' };
  const [first, second] = [...getConnections([{ turn: 3, events: [left('person', 'busy'), spoken] }, { turn: 4, events: [spoken, left('notice', 'recording')] }], states).values()];
  expect([first!.before.length, first!.after.length, second!.before.length, second!.after.length]).toEqual([1, 0, 0, 1]);
});
