import { expect, test } from '@jest/globals';
import type { TurnEvent } from '../../runtime/engine/call-state.js';
import type { FlowState } from '../../schemas/documents/flow.js';
import { getWaited, getWaysTaken } from './ways-taken.js';

const states: Record<string, FlowState> = {
  open: { meta: { step: 'hours', title: { 'en-US': 'Are we open', 'zh-CN': '营业时间' }, weekly: [] }, on: {} },
  who: { meta: { step: 'branch', title: { 'en-US': 'Who calls', 'zh-CN': '来电者' }, branches: [{ id: 'gold', label: { 'en-US': 'Gold', 'zh-CN': '金卡' }, all: [{ value: 'customer.segment', is: 'equal', to: 'gold' }] }, { id: 'old', label: { 'en-US': 'Senior', 'zh-CN': '长者' }, all: [{ value: 'customer.age', is: 'at_least', to: 65 }] }] }, on: {} },
  menu: { meta: { step: 'menu', choices: [{ id: 'bill', key: '1', label: { 'en-US': 'Bill' } }] }, on: {} },
  person: { meta: { step: 'transfer', title: { 'en-US': 'A person' } }, on: {} },
};

const left = (step: string, exit: string, visit = 1, flow?: string): TurnEvent => ({ type: 'exit_taken', step, visit, exit, ...(flow && { flow }) });
const waits = (step: string, visit: number): TurnEvent => ({ type: 'waited', step, visit, choices: [] });
const taken = (events: TurnEvent[], reader = 'en-US', waited: TurnEvent[] = []) => getWaysTaken(events, getWaited([{ events: waited }]), { customer: { segment: 'classic', age: 70 } }, states, reader);

test('each step that decided tells which way it took, in the words of the reader', () => {
  expect(taken([left('open', 'closed')])).toEqual([{ step: 'Are we open', way: 'Closed', by: [] }]);
  expect(taken([left('open', 'closed')], 'zh-CN')[0]).toMatchObject({ step: '营业时间' });
});

test('a branch tells the values it looked at, up to the one that was taken', () => {
  expect(taken([left('who', 'gold')])[0]?.by).toEqual([['customer.segment', 'classic']]);
  expect(taken([left('who', 'otherwise')])).toEqual([{ step: 'Who calls', way: 'Otherwise', by: [['customer.segment', 'classic'], ['customer.age', 70]] }]);
});

test('an answer of the caller is none; what came of a transfer is one', () => {
  expect(taken([left('menu', 'bill', 1), left('person', 'busy', 2)], 'en-US', [waits('menu', 1), waits('person', 2)])).toEqual([{ step: 'A person', way: 'Busy', by: [] }]);
});

test('a step of another flow goes by its id', () => {
  expect(taken([left('check', 'known', 1, 'identify')])).toEqual([{ step: 'identify / check', way: 'known', by: [] }]);
});
