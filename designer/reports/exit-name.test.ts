import { expect, test } from '@jest/globals';
import type { Flow } from '../../schemas/documents/flow.js';
import { getExitName } from './exit-name.js';

const title = (english: string, chinese: string) => ({ 'en-US': english, 'zh-CN': chinese });

const line = {
  id: 'line',
  initial: 'menu',
  meta: { specVersion: '1.0', name: 'Line', languages: ['zh-CN', 'en-US'], keys: { '0': 'person', '*': 'start', '9': 'start' } },
  on: { person: '.to_person', start: '.menu' },
  states: {
    menu: { meta: { step: 'menu', title: title('Main menu', '主菜单'), prompt: title('Press 1.', '请按 1。'), choices: [{ id: 'bill', key: '1', label: title('Bill', '账单') }] }, on: { bill: 'say_bill', person: 'busy', gone: 'say_bill' } },
    say_bill: { meta: { step: 'say', title: title('Say the bill', '播报账单') } },
    to_person: { meta: { step: 'transfer', title: title('To a person', '转人工') } },
    busy: { meta: { step: 'say', title: title('All are busy', '坐席忙') } },
    untitled: { meta: { step: 'say' } },
  },
} as unknown as Flow;
const part = { id: 'part', initial: 'ask', meta: { specVersion: '1.0', name: 'Part', languages: ['zh-CN'] }, states: { ask: { meta: { step: 'yes_no', prompt: title('?', '？') } } } } as unknown as Flow;

test.each([
  ['a choice goes by its label', 'bill', 'menu', [line], { label: '账单' }],
  ['what a step type always has goes by its own label', 'no_input', 'menu', [line], { label: '没有回答' }],
  ['a key of the whole flow goes by the step it leads to', 'start', 'say_bill', [line], { keys: '9 / *', label: '主菜单' }],
  ['a step may lead a key of the whole flow elsewhere', 'person', 'menu', [line], { keys: '0', label: '坐席忙' }],
  ['in a subflow the keys of the flow around it hold', 'person', 'ask', [part, line], { keys: '0', label: '转人工' }],
  ['an exit that the step does not declare any more goes by the step it leads to', 'gone', 'menu', [line], { label: '播报账单' }],
  ['what nobody knows goes by its id', 'unheard_of', 'menu', [line], { label: 'unheard_of' }],
  ['where the flow is not there, the id is all there is', 'bill', 'menu', [], { label: 'bill' }],
] as const)('%s', (_name, exit, step, flows, expected) => {
  expect(getExitName(exit, step, flows, 'zh-CN')).toEqual(expected);
});
