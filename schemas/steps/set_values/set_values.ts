import { Type, type Static } from '@sinclair/typebox';
import { defineStep, type CallView } from '../../define-step.js';
import { fillJson } from '../../fill-json.js';
import { SavePath, anyJson, field, savePathPattern, stepData } from '../../form-controls.js';
import type { Json, JsonObject } from '../../json.js';
import { stepFault } from '../../step-fault.js';

const OTHER = 'other';

const schema = stepData({
  assignments: field(
    Type.Array(
      stepData({
        path: field(SavePath, { title: { 'en-US': 'Value', 'zh-CN': '名称' }, help: 'Where it is kept, such as caller.task.', control: 'path', placeholder: 'caller.task' }),
        to: field(anyJson(), { title: { 'en-US': 'Set to', 'zh-CN': '设为' }, help: 'A text, which may be a template such as {{ card.last4 }}, or any JSON value.', control: 'json' }),
      }),
      { maxItems: 50 },
    ),
    { title: { 'en-US': 'Values', 'zh-CN': '变量' }, help: 'Set from top to bottom, all from what was known before.', control: 'assignments' },
  ),
  language: Type.Optional(
    field(Type.String({ pattern: '^(other|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$' }), {
      title: { 'en-US': 'Speak', 'zh-CN': '语言' },
      help: 'The language from here on: one of the flow, such as en-US, or "other" for the next one of the flow.',
      control: 'text',
      placeholder: OTHER,
    }),
  ),
});

/** Keeps values for later steps, and changes the language. */
export const setValues = defineStep({
  type: 'set_values',
  title: { 'en-US': 'Set values', 'zh-CN': '设置变量' },
  alsoCalled: { 'en-US': ['variable', 'assign'], 'zh-CN': ['变量', '赋值'] },
  summary: { 'en-US': 'Keeps values for later steps, or changes the language.', 'zh-CN': '保存变量，或切换语言。' },
  group: 'decide',
  schema,
  exits: () => [{ id: 'next', label: { 'en-US': 'Next', 'zh-CN': '下一步' }, kind: 'next' }],
  enter: (data, call) => ({ exit: 'next', values: { ...assignedValues(data, call), ...(data.language ? { language: languageOf(data.language, call) } : {}) } }),
  sets: (data) => data.assignments.map(({ path }) => path),
  samples: (data) => data.assignments.map(({ path, to }): [string, Json] => [path, to]),
  examples: [
    { title: { 'en-US': 'The other language', 'zh-CN': '切换语言' }, data: { assignments: [], language: OTHER } },
    { title: { 'en-US': 'A complaint is open', 'zh-CN': '有投诉' }, data: { assignments: [{ path: 'customer.complaintOpen', to: true }] } },
  ],
});

/** Checked here as well as in the schema: who the customer is and what is sold must never come from a flow. */
function assignedValues({ assignments }: Static<typeof schema>, call: CallView): JsonObject {
  const refused = assignments.find(({ path }) => !new RegExp(savePathPattern).test(path));
  if (refused) throw stepFault('invalid_flow', `Step "${call.visit.step}" may not set "${refused.path}". Choose another name, such as caller.task.`);
  return Object.fromEntries(assignments.map(({ path, to }) => [path, fillJson(to, call.fill)]));
}

function languageOf(wanted: string, call: CallView): string {
  if (wanted === OTHER) return call.languages[(call.languages.indexOf(call.language) + 1) % call.languages.length] ?? call.language;
  if (call.languages.includes(wanted)) return wanted;
  throw stepFault('invalid_flow', `Step "${call.visit.step}" speaks ${wanted}, which is not a language of the flow. Add it to the flow's languages, or choose one of ${call.languages.join(', ')}.`);
}
