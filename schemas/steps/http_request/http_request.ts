import { Type, type Static } from '@sinclair/typebox';
import { Conditions, readPathPattern, valueAt } from '../../conditions.js';
import { defineStep, type StepExit } from '../../define-step.js';
import { Id } from '../../documents/flow.js';
import { SavePath, anyJson, field, oneOf, seconds, stepData } from '../../form-controls.js';
import type { Json } from '../../json.js';
import { LocalizedText } from '../../localized-text.js';

const AnswerPath = Type.String({ pattern: readPathPattern });

const Outcome = stepData({
  id: field(Id, { title: { 'en-US': 'Exit', 'zh-CN': '出口' }, help: 'The exit this outcome takes. It can be renamed until it is published; then it stays.', control: 'text' }),
  label: field(LocalizedText, { title: { 'en-US': 'Label', 'zh-CN': '名称' }, help: 'What it is called on the canvas and in reports.', control: 'prompt' }),
  status: Type.Optional(
    field(Type.Array(Type.Integer({ minimum: 100, maximum: 599 }), { minItems: 1, maxItems: 20 }), {
      title: { 'en-US': 'Status', 'zh-CN': '状态码' },
      help: 'HTTP statuses this outcome is for. (Default: any from 200 to 299, unless a condition looks at the status.)',
      control: 'json',
    }),
  ),
  all: Type.Optional(field(Conditions, { title: { 'en-US': 'When all hold', 'zh-CN': '同时满足' }, help: 'Conditions on the answer, as status and body.', control: 'conditions' })),
  failedEntry: Type.Optional(
    field(Type.Boolean({ default: false }), {
      title: { 'en-US': 'The entry was wrong', 'zh-CN': '输入有误' },
      help: 'What the caller entered was wrong, such as a PIN. Whoever fails twice is not sold to.',
      control: 'toggle',
    }),
  ),
});

const Identity = stepData({
  outcome: field(Id, { title: { 'en-US': 'On', 'zh-CN': '当出口为' }, help: 'The exit that proves who is calling.', control: 'text', placeholder: 'ok' }),
  level: field(oneOf(['number_match', 'verified']), {
    title: { 'en-US': 'Level', 'zh-CN': '身份级别' },
    help: 'What it proves.',
    control: 'select',
    labels: { number_match: { 'en-US': 'The number is on file', 'zh-CN': '号码匹配' }, verified: { 'en-US': 'Verified', 'zh-CN': '已核身' } },
  }),
  how: field(Type.String({ minLength: 1, maxLength: 100 }), { title: { 'en-US': 'How', 'zh-CN': '方式' }, help: 'How it was proved, for the evidence of a sale, such as card_and_pin.', control: 'text', placeholder: 'card_and_pin' }),
  customer: Type.Optional(
    field(AnswerPath, { title: { 'en-US': 'Customer id', 'zh-CN': '客户编号' }, help: 'Where the answer has it, such as body.customerId. (Default: the customer known already.)', control: 'path', placeholder: 'body.customerId' }),
  ),
});

const schema = stepData({
  method: field(oneOf(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), {
    title: { 'en-US': 'Method', 'zh-CN': '方法' },
    help: 'Requests other than GET carry an Idempotency-Key, so that none counts twice.',
    control: 'select',
    labels: {
      GET: { 'en-US': 'GET: read', 'zh-CN': 'GET：读取' },
      POST: { 'en-US': 'POST: add', 'zh-CN': 'POST：新增' },
      PUT: { 'en-US': 'PUT: replace', 'zh-CN': 'PUT：替换' },
      PATCH: { 'en-US': 'PATCH: change', 'zh-CN': 'PATCH：修改' },
      DELETE: { 'en-US': 'DELETE: remove', 'zh-CN': 'DELETE：删除' },
    },
  }),
  url: field(Type.String({ minLength: 1, maxLength: 2000 }), {
    title: { 'en-US': 'Address', 'zh-CN': '地址' },
    help: 'Up to the first slash after the host only settings may be filled in; values after it are URL-encoded.',
    control: 'template',
    placeholder: '{{ settings.crmUrl }}/cards/{{ card.last4 | url_encode }}/bill',
    place: 'url',
  }),
  headers: Type.Optional(
    field(Type.Record(Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$" }), Type.String({ maxLength: 2000 }), { maxProperties: 30 }), {
      title: { 'en-US': 'Headers', 'zh-CN': '请求头' },
      help: 'Sent with the request; each may be a template.',
      control: 'headers',
    }),
  ),
  body: Type.Optional(field(anyJson(), { title: { 'en-US': 'Body', 'zh-CN': '请求体' }, help: 'JSON; its texts may be templates. Not sent with GET.', control: 'json' })),
  timeoutSeconds: Type.Optional(
    field(Type.Number({ minimum: 0.5, maximum: 10, default: 8 }), { title: { 'en-US': 'Give up after', 'zh-CN': '超时' }, help: 'A later answer leaves by "Failed". (Default: 8 seconds.)', control: 'number', unit: seconds }),
  ),
  holdAfterSeconds: Type.Optional(
    field(Type.Number({ minimum: 0.1, maximum: 10, default: 2 }), { title: { 'en-US': 'Ask to wait after', 'zh-CN': '请客户稍候' }, help: 'A slower answer lets the caller hear a short message meanwhile. (Default: 2 seconds.)', control: 'number', unit: seconds }),
  ),
  save: Type.Optional(
    field(
      Type.Array(
        stepData({
          path: field(SavePath, { title: { 'en-US': 'Save as', 'zh-CN': '保存到' }, help: 'Where it is kept, such as bill.', control: 'path', placeholder: 'bill' }),
          from: field(AnswerPath, { title: { 'en-US': 'From', 'zh-CN': '取自' }, help: 'Where the answer has it, such as body.bill.', control: 'path', placeholder: 'body.bill' }),
        }),
        { maxItems: 30 },
      ),
      { title: { 'en-US': 'Keep from the answer', 'zh-CN': '保存结果' }, help: 'What the answer does not have is left as it was.', control: 'rows' },
    ),
  ),
  outcomes: field(Type.Array(Outcome, { maxItems: 20 }), {
    title: { 'en-US': 'Outcomes', 'zh-CN': '结果' },
    help: 'Tried from top to bottom; the first that fits is taken. Else "OK" for a status from 200 to 299, and "Failed".',
    control: 'outcomes',
  }),
  example: Type.Optional(
    field(
      stepData({
        status: field(Type.Integer({ minimum: 100, maximum: 599 }), { title: { 'en-US': 'Status', 'zh-CN': '状态码' }, help: 'The HTTP status.', control: 'number' }),
        body: field(anyJson(), { title: { 'en-US': 'Body', 'zh-CN': '内容' }, help: 'What the service would answer, as JSON.', control: 'json' }),
      }),
      { title: { 'en-US': 'Example answer', 'zh-CN': '示例回答' }, help: 'Stands in for the service while the flow is tried on the phone. A real call never uses it.', control: 'group' },
    ),
  ),
  identity: Type.Optional(field(Identity, { title: { 'en-US': 'Proves who is calling', 'zh-CN': '核实身份' }, help: 'Where an outcome says who the caller is.', control: 'group' })),
});

export type HttpRequestData = Static<typeof schema>;

/** Asks another system, such as the CRM. */
export const httpRequest = defineStep({
  type: 'http_request',
  title: { 'en-US': 'HTTP request', 'zh-CN': 'HTTP 请求' },
  alsoCalled: { 'en-US': ['API', 'webhook', 'query'], 'zh-CN': ['接口', '查询', '调用'] },
  summary: { 'en-US': 'Asks another system, such as the CRM.', 'zh-CN': '查询或更新其他系统，比如客户系统。' },
  group: 'connect',
  schema,
  // A wrong entry is a failure: whoever reaches a person after it did not ask for one.
  exits: (data) => [...data.outcomes.map(({ id, label, failedEntry }): StepExit => ({ id, label, kind: failedEntry ? 'failure' : 'next' })), ...standingExits(data)],
  enter: () => ({ effect: true }),
  sets: (data) => (data.save ?? []).map(({ path }) => path),
  samples: ({ save = [], example }) =>
    save.flatMap(({ path, from }): [string, Json][] => {
      const value = valueAt(example as Json | undefined, from);
      return value === undefined ? [] : [[path, value]];
    }),
  examples: [
    {
      title: { 'en-US': 'The bill', 'zh-CN': '账单' },
      data: {
        method: 'GET',
        url: '{{ settings.crmUrl }}/cards/{{ card.last4 | url_encode }}/bill?customerId={{ customer.id | url_encode }}',
        save: [{ path: 'bill', from: 'body.bill' }],
        example: { status: 200, body: { bill: { amount: { amountMinor: 123450, currency: 'CNY' } } } },
        outcomes: [{ id: 'none', label: { 'zh-CN': '没有账单', 'en-US': 'No bill' }, all: [{ value: 'body.result', is: 'equal', to: 'none' }] }],
      },
    },
    {
      title: { 'en-US': 'Check a PIN', 'zh-CN': '核对密码' },
      data: {
        method: 'POST',
        url: '{{ settings.crmUrl }}/cards/verify',
        body: { customerId: '{{ customer.id }}', last4: '{{ card.last4 }}', pin: '{{ secrets.pin }}' },
        outcomes: [
          { id: 'wrong', label: { 'zh-CN': '不对', 'en-US': 'Wrong' }, all: [{ value: 'body.result', is: 'equal', to: 'wrong' }], failedEntry: true },
          { id: 'locked', label: { 'zh-CN': '已锁定', 'en-US': 'Locked' }, status: [423], failedEntry: true },
        ],
        identity: { outcome: 'ok', level: 'verified', how: 'card_and_pin' },
      },
    },
  ],
});

function standingExits(data: HttpRequestData): StepExit[] {
  const ok: StepExit = { id: 'ok', label: { 'en-US': 'OK', 'zh-CN': '成功' }, kind: 'next' };
  const failed: StepExit = { id: 'failed', label: { 'en-US': 'Failed', 'zh-CN': '失败' }, kind: 'failure' };
  return [ok, failed].filter(({ id }) => !data.outcomes.some((outcome) => outcome.id === id));
}
