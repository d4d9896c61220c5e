import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Flow } from '../../../schemas/documents/flow.js';
import { diffFlows } from './diff-flows.js';

const text = (english: string, chinese: string) => ({ 'en-US': english, 'zh-CN': chinese });

const flow: Flow = {
  id: 'line',
  initial: 'main_menu',
  meta: { specVersion: '1.0', name: 'Line', languages: ['en-US', 'zh-CN'], keys: { '0': 'person' } },
  on: { person: '.to_person' },
  states: {
    main_menu: {
      meta: {
        step: 'menu', title: text('Main menu', '主菜单'), prompt: text('Your bill, press 2.', '查账单请按2。'), attempts: 3,
        choices: [{ id: 'lost', key: '1', label: text('Lost card', '挂失') }, { id: 'bill', key: '2', label: text('Bill', '账单') }],
      },
      on: { lost: 'to_person', bill: 'to_person', no_input: 'to_person', no_match: 'to_person' },
    },
    read_bill: { meta: { step: 'say', title: text('Bill', '账单'), prompt: text('Your bill is paid.', '账单已还。'), answer: true }, on: { next: 'goodbye' } },
    to_person: { meta: { step: 'transfer', title: text('Person', '人工'), number: '+861055550101' }, on: { answered: 'goodbye', busy: 'goodbye', no_answer: 'goodbye', failed: 'goodbye' } },
    goodbye: { type: 'final', meta: { step: 'hang_up' } },
  },
};

type Change = [what: string, change: (copy: Flow) => void, english: string[], chinese: string[]];

const changes: Change[] = [
  ['a key leads elsewhere', ({ states }) => (states['main_menu']!.on!['bill'] = 'read_bill'), ['Key 2 in Main menu now leads to Bill instead of Person.'], ['“主菜单”的按键 2 现在通往“账单”，原来通往“人工”。']],
  ['no key', ({ states }) => (states['main_menu']!.on!['no_input'] = 'goodbye'), ['"No answer" in Main menu now leads to goodbye instead of Person.'], ['“主菜单”的“没有回答”现在通往“goodbye”，原来通往“人工”。']],
  [
    'a choice is new',
    ({ states }) => {
      (states['main_menu']!.meta['choices'] as unknown[]).push({ id: 'other', key: '3', label: text('Other', '其他') });
      states['main_menu']!.on!['other'] = 'goodbye';
    },
    ['Key 3 in Main menu is new and leads to goodbye.'], ['“主菜单”新增按键 3，通往“goodbye”。'],
  ],
  [
    'a choice is gone',
    ({ states }) => {
      (states['main_menu']!.meta['choices'] as unknown[]).shift();
      delete states['main_menu']!.on!['lost'];
    },
    ['Key 1 in Main menu is gone; it led to Person.'], ['“主菜单”的按键 1 已取消，原来通往“人工”。'],
  ],
  ['a key moved', ({ states }) => ((states['main_menu']!.meta['choices'] as { key: string }[])[1]!.key = '7'), ['"Bill" in Main menu moved from key 2 to key 7.'], ['“主菜单”的“账单”由按键 2 移到按键 7。']],
  ['words', ({ states }) => ((states['read_bill']!.meta['prompt'] as Record<string, string>)['en-US'] = 'All paid.'), ['Text in Bill now says "All paid." (English); before: "Your bill is paid.".'], ['“账单”的“内容”（英文）现为“All paid.”，原为“Your bill is paid.”。']],
  ['an ending', ({ states }) => (states['goodbye']!.meta['endState'] = 'agent_requested'), ['Counts as in goodbye is now "Person, asked for"; it was nothing.'], ['“goodbye”的“计为”现为“要求转人工”，原为空。']],
  ['a number', ({ states }) => (states['main_menu']!.meta['attempts'] = 2), ['Attempts in Main menu is now 2; it was 3.'], ['“主菜单”的“尝试次数”现为 2，原为 3。']],
  [
    'words of a choice',
    ({ states }) => ((states['main_menu']!.meta['choices'] as { label: Record<string, string> }[])[1]!.label['zh-CN'] = '查账单'),
    ['Choices, "Bill" in Main menu now says "查账单" (Chinese); before: "账单".'], ['“主菜单”的“选项”中的“查账单”（中文）现为“查账单”，原为“账单”。'],
  ],
  ['the beginning', (copy) => (copy.initial = 'read_bill'), ['Calls now begin at Bill instead of Main menu.'], ['来电现在从“账单”开始，原来从“主菜单”开始。']],
  ['a key of the whole flow', (copy) => (copy.on!['person'] = '.goodbye'), ['Key 0 of the whole flow now leads to goodbye instead of Person.'], ['全流程的按键 0 现在通往“goodbye”，原来通往“人工”。']],
  ['a time zone', (copy) => (copy.meta.timeZone = 'Asia/Tokyo'), ['The flow\'s time zone is now "Asia/Tokyo"; it was nothing.'], ['流程的“时区”现为“Asia/Tokyo”，原为空。']],
  ['a step is new', ({ states }) => (states['extra'] = { meta: { step: 'say', prompt: text('More.', '还有。') }, on: { next: 'goodbye' } }), ['New: extra (Say).'], ['新增“extra”（播报）。']],
  ['a step is gone', ({ states }) => void delete states['read_bill'], ['Gone: Bill (Say).'], ['删除“账单”（播报）。']],
  [
    'a step is renamed',
    ({ states }) => {
      states['tell_bill'] = states['read_bill']!;
      delete states['read_bill'];
      states['tell_bill']!.meta['answer'] = false;
      states['tell_bill']!.meta['title'] = text('Bill', '账单');
    },
    ['Step read_bill now has the id tell_bill.', 'This is the answer in Bill is now false; it was true.'], ['步骤“read_bill”的标识现在是“tell_bill”。', '“账单”的“这是来电要的答案”现为 false，原为 true。'],
  ],
  ['a type', ({ states }) => (states['read_bill'] = { meta: { step: 'set_values', title: text('Bill', '账单'), assignments: [] }, on: { next: 'goodbye' } }), ['Bill is now of type Set values instead of Say.'], ['“账单”的类型由“播报”改为“设置变量”。']],
];

describe('A change of a flow is told as what changes for callers', () => {
  test.each(changes)('%s', (_what, change, english, chinese) => {
    const after = structuredClone(flow);
    change(after);
    const { changes: found, isSame } = diffFlows(flow, after);
    expect(found.map(({ message }) => message)).toEqual(english);
    expect(found.map(({ messages }) => messages['zh-CN'])).toEqual(chinese);
    expect(isSame).toBe(false);
  });
});

describe('No difference', () => {
  test('is found between a flow and itself, whatever the order of its properties', () => {
    const turned = { ...flow, states: Object.fromEntries(Object.entries(flow.states).reverse()), $schema: 'https://trunkline.dev/schemas/flow.schema.json' };
    expect(diffFlows(flow, turned)).toMatchObject({ isSame: true, changes: [] });
  });

  test('is made by a choice that stands elsewhere in its list', () => {
    const after = structuredClone(flow);
    (after.states['main_menu']!.meta['choices'] as unknown[]).reverse();
    expect(diffFlows(flow, after).changes).toEqual([]);
  });
});

test('Every pointer leads to what it says', () => {
  fc.assert(
    fc.property(fc.subarray(changes.filter(([what]) => !what.includes('gone') && !['a type', 'a step is renamed'].includes(what)), { minLength: 1 }), (some) => {
      const after = structuredClone(flow);
      for (const [, change] of some) change(after);
      for (const { pointer, kind, after: value } of diffFlows(flow, after).changes) {
        if (kind === 'step_removed' || value === null) continue;
        const found = pointer.split('/').slice(1).reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], after);
        expect(found).toEqual(value);
      }
    }),
  );
});

test('a long text is told by where it changed', () => {
  const long = 'We are here for you at any hour of the day and the night. '.repeat(5);
  const after = structuredClone(flow);
  const before = structuredClone(flow);
  (before.states['read_bill']!.meta['prompt'] as Record<string, string>)['en-US'] = `${long}It is paid.`;
  (after.states['read_bill']!.meta['prompt'] as Record<string, string>)['en-US'] = `${long}It is open.`;
  const [change] = diffFlows(before, after).changes;
  expect(change!.messages['en-US']).toMatch(/now says "….*It is open\."/);
});
