import { Type } from '@sinclair/typebox';
import { Conditions, holds } from '../../conditions.js';
import { defineStep } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { field, stepData } from '../../form-controls.js';
import { LocalizedText } from '../../localized-text.js';

/** Goes the way of the first branch whose conditions hold. */
export const branch = defineStep({
  type: 'branch',
  title: { 'en-US': 'Branch', 'zh-CN': '分支' },
  alsoCalled: { 'en-US': ['condition', 'if', 'else', 'decision', 'case'], 'zh-CN': ['条件', '如果', '判断', '分流'] },
  summary: { 'en-US': 'Chooses the way by what is known.', 'zh-CN': '按已知情况选择去向。' },
  group: 'decide',
  schema: stepData({
    branches: field(
      Type.Array(
        stepData({
          id: field(Id, { title: { 'en-US': 'Exit', 'zh-CN': '出口' }, help: 'The exit this branch takes. It can be renamed until it is published; then it stays.', control: 'text' }),
          label: field(LocalizedText, { title: { 'en-US': 'Label', 'zh-CN': '名称' }, help: 'What it is called on the canvas and in reports.', control: 'prompt' }),
          all: field(Conditions, { title: { 'en-US': 'When all hold', 'zh-CN': '同时满足' }, help: 'The branch is taken where every one of these holds.', control: 'conditions' }),
        }),
        { minItems: 1, maxItems: 20 },
      ),
      { title: { 'en-US': 'Branches', 'zh-CN': '分支' }, help: 'Tried from top to bottom; the first that holds is taken, else "Otherwise".', control: 'rows' },
    ),
  }),
  exits: (data) => [
    ...data.branches.map(({ id, label }) => ({ id, label, kind: 'next' as const })),
    { id: 'otherwise', label: { 'en-US': 'Otherwise', 'zh-CN': '其他' }, kind: 'next' },
  ],
  enter: (data, call) => ({ exit: data.branches.find(({ all }) => all.every((condition) => holds(condition, call.values)))?.id ?? 'otherwise' }),
  examples: [
    {
      title: { 'en-US': 'By segment and age', 'zh-CN': '按客户类别和年龄' },
      data: {
        branches: [
          { id: 'platinum', label: { 'zh-CN': '白金', 'en-US': 'Platinum' }, all: [{ value: 'customer.segment', is: 'equal', to: 'platinum' }] },
          { id: 'senior', label: { 'zh-CN': '长者', 'en-US': 'Senior' }, all: [{ value: 'customer.age', is: 'at_least', to: 65 }] },
        ],
      },
    },
  ],
});
