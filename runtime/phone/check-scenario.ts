import type { Scenario } from '../../schemas/documents/scenario.js';
import { amountOf } from '../../schemas/money.js';
import type { CallDocument } from '../calls/call-document.js';
import type { Messages } from '../engine/check/problem.js';
import { sentence } from '../engine/diff/name-things.js';
import { plainNames, type ScenarioNames } from './scenario-names.js';
import type { SimulatedCall } from './simulate-call.js';

type Expectations = Scenario['expect'];

/** What did not happen as the scenario expects, a sentence each; empty where all did. What it does not name is not looked at. */
export function checkScenario(expect: Expectations, { call, path, problems, faults }: Pick<SimulatedCall, 'call' | 'path' | 'problems' | 'faults'>, names: ScenarioNames = plainNames): Messages[] {
  if (problems.length > 0) return problems.map(({ messages }) => sentence(texts.cannotRun, { why: messages }));
  const found = [
    ...checkEnding(expect, call, names),
    ...checkHeard(expect.hears ?? [], call),
    ...checkNeverHeard(expect.neverHears ?? [], call),
    ...checkSteps(expect.steps ?? [], path, names),
    ...checkOrders(expect.orders, call, names),
    ...checkMessages(expect.messages, call),
    ...checkDecisions(expect.decisions, call, names),
  ];
  if (found.length === 0) return found;
  return [...found, ...faults.map(({ step, message }) => (step === null ? sentence(texts.somethingFailed, { message }) : sentence(texts.stepFailed, { step: names.step(step), message })))];
}

const texts = {
  cannotRun: { 'en-US': 'The flow cannot run: {why}', 'zh-CN': '流程无法运行：{why}' },
  somethingFailed: { 'en-US': 'On the way something failed: {message}', 'zh-CN': '途中出错：{message}' },
  stepFailed: { 'en-US': 'On the way step "{step}" failed: {message}', 'zh-CN': '途中步骤“{step}”出错：{message}' },
  endState: { 'en-US': 'The call ended as "{actual}", not as "{expected}".', 'zh-CN': '通话的结果是“{actual}”，而不是“{expected}”。' },
  endedBy: { 'en-US': 'The call was ended by the {actual}, not by the {expected}.', 'zh-CN': '通话由{actual}结束，而不是由{expected}结束。' },
  notHeard: { 'en-US': 'The caller did not hear "{part}".', 'zh-CN': '来电者没有听到“{part}”。' },
  notHeardAfter: { 'en-US': 'The caller did not hear "{part}" after "{before}".', 'zh-CN': '来电者在“{before}”之后没有听到“{part}”。' },
  nothingMore: { 'en-US': '{fault} Nothing more was spoken.', 'zh-CN': '{fault}之后没有再播报。' },
  spoken: { 'en-US': '{fault} What was spoken: {heard}', 'zh-CN': '{fault}播报的是：{heard}' },
  spokenThen: { 'en-US': '{fault} What was spoken then: {heard}', 'zh-CN': '{fault}之后播报的是：{heard}' },
  neverHeard: { 'en-US': 'The caller heard "{part}", which must not be said here, in "{text}".', 'zh-CN': '来电者听到了不该说的“{part}”，在“{text}”里。' },
  notPassed: { 'en-US': 'The call did not pass step "{step}". It went {way}.', 'zh-CN': '通话没有经过步骤“{step}”。它走的是：{way}。' },
  notPassedHere: { 'en-US': 'The call did not pass step "{step}" at this point. It went {way}.', 'zh-CN': '通话在这里没有经过步骤“{step}”。它走的是：{way}。' },
  orders: { 'en-US': 'Expected orders: {wanted}. Placed: {placed}.', 'zh-CN': '应有的订单：{wanted}。实际下单：{placed}。' },
  order: { 'en-US': 'Order {number} is {placed}, not {wanted}.', 'zh-CN': '第{number}个订单是{placed}，而不是{wanted}。' },
  placed: { 'en-US': '{product} for {amount} {currency}', 'zh-CN': '“{product}”{amount} {currency}' },
  messages: { 'en-US': 'Expected {count} texts. Sent: {sent}.', 'zh-CN': '应发{count}条短信。实际发送：{sent}。' },
  message: { 'en-US': 'Text {number} is "{sent}", without "{part}".', 'zh-CN': '第{number}条短信是“{sent}”，其中没有“{part}”。' },
  noDecision: { 'en-US': 'Expected no decision about an offer. Made: {made}.', 'zh-CN': '不应有推荐决定。实际有：{made}。' },
  decision: { 'en-US': 'No decision {wanted} was made. Made: {made}.', 'zh-CN': '没有作出这个推荐决定：{wanted}。实际有：{made}。' },
} satisfies Record<string, Messages>;

const NONE: Messages = { 'en-US': 'none', 'zh-CN': '无' };

const enders: Record<string, Messages> = {
  flow: { 'en-US': 'flow', 'zh-CN': '流程' },
  caller: { 'en-US': 'caller', 'zh-CN': '来电者' },
  carrier: { 'en-US': 'carrier', 'zh-CN': '运营商' },
  error: { 'en-US': 'error', 'zh-CN': '错误' },
};

function checkEnding({ endState, endedBy }: Expectations, call: CallDocument, names: ScenarioNames): Messages[] {
  const ender = (by: string | null): Messages => enders[by ?? ''] ?? asWritten(String(by));
  return [
    ...(endState !== undefined && endState !== call.endState ? [sentence(texts.endState, { actual: call.endState === null ? asWritten('null') : names.endState(call.endState), expected: names.endState(endState) })] : []),
    ...(endedBy !== undefined && endedBy !== call.endedBy ? [sentence(texts.endedBy, { actual: ender(call.endedBy), expected: ender(endedBy) })] : []),
  ];
}

/** Two parts may stand in one text, so the search goes on right behind the part that was found. */
function checkHeard(hears: readonly string[], call: CallDocument): Messages[] {
  const heard = heardOf(call);
  let [text, character] = [0, 0];
  let before: string | null = null;
  for (const part of hears) {
    const at = findFrom(heard, part, text, character);
    if (!at) return [notHeard(part, before, heard.slice(character === 0 ? text : text + 1))];
    [text, character] = [at.text, at.character + part.length];
    before = part;
  }
  return [];
}

function findFrom(heard: readonly string[], part: string, text: number, character: number): { text: number; character: number } | null {
  for (let index = text; index < heard.length; index += 1) {
    const at = heard[index]!.indexOf(part, index === text ? character : 0);
    if (at >= 0) return { text: index, character: at };
  }
  return null;
}

function notHeard(part: string, before: string | null, rest: readonly string[]): Messages {
  const fault = before === null ? sentence(texts.notHeard, { part }) : sentence(texts.notHeardAfter, { part, before });
  if (rest.length === 0) return sentence(texts.nothingMore, { fault });
  const [some, isAll] = [quoteAll(rest.slice(0, MAX_TEXTS)), rest.length <= MAX_TEXTS];
  const heard = { 'en-US': some['en-US'] + (isAll ? '.' : ', …'), 'zh-CN': some['zh-CN'] + (isAll ? '。' : '……') };
  return sentence(before === null ? texts.spoken : texts.spokenThen, { fault, heard });
}

const MAX_TEXTS = 5;

function checkNeverHeard(parts: readonly string[], call: CallDocument): Messages[] {
  return parts.flatMap((part) => {
    const text = heardOf(call).find((heard) => heard.includes(part));
    return text === undefined ? [] : [sentence(texts.neverHeard, { part, text })];
  });
}

function heardOf(call: CallDocument): string[] {
  return call.turns.flatMap(({ heard }) => heard.map(({ text }) => text));
}

function checkSteps(steps: readonly string[], path: readonly string[], names: ScenarioNames): Messages[] {
  let from = 0;
  for (const step of steps) {
    const at = path.indexOf(step, from);
    if (at < 0) return [sentence(path.includes(step) ? texts.notPassedHere : texts.notPassed, { step: names.step(step), way: join(path.map(names.step), ' → ', ' → ') })];
    from = at + 1;
  }
  return [];
}

function checkOrders(expected: Expectations['orders'], { orders }: CallDocument, names: ScenarioNames): Messages[] {
  if (!expected) return [];
  const placed = orders.map(({ product, amountMinor, currency }) => sentence(texts.placed, { product: names.product(product), amount: String(amountOf({ amountMinor, currency })), currency }));
  if (orders.length !== expected.length) return [sentence(texts.orders, { wanted: join(expected.map(({ product }) => (product === undefined ? NONE : names.product(product)))), placed: join(placed) })];
  return expected.flatMap((order, index) => (fits(order, orders[index]!) ? [] : [sentence(texts.order, { number: String(index + 1), placed: placed[index]!, wanted: describe(order, names) })]));
}

function checkMessages(expected: Expectations['messages'], { messages }: CallDocument): Messages[] {
  if (!expected) return [];
  const sent = messages.map(({ text }) => text);
  if (sent.length !== expected.length) return [sentence(texts.messages, { count: String(expected.length), sent: sent.length === 0 ? NONE : quoteAll(sent) })];
  return expected.flatMap((part, index) => (sent[index]!.includes(part) ? [] : [sentence(texts.message, { number: String(index + 1), sent: sent[index]!, part })]));
}

/** In this order, others may stand between; an empty list means that none was made. */
function checkDecisions(expected: Expectations['decisions'], { decisions }: CallDocument, names: ScenarioNames): Messages[] {
  if (!expected) return [];
  const made = join(decisions.map(({ product, action, reason }) => inBoth((reader) => `${word(actions, action)[reader]} ${names.product(product)[reader]}${reason ? ` (${names.reason(reason)[reader]})` : ''}`)));
  if (expected.length === 0) return decisions.length === 0 ? [] : [sentence(texts.noDecision, { made })];
  let from = 0;
  for (const decision of expected) {
    const at = decisions.findIndex((candidate, index) => index >= from && fits(decision, candidate));
    if (at < 0) return [sentence(texts.decision, { wanted: describe(decision, names), made })];
    from = at + 1;
  }
  return [];
}

function fits(expected: object, actual: object): boolean {
  return Object.entries(expected).every(([name, value]) => value === undefined || (actual as Record<string, unknown>)[name] === value);
}

const actions: Record<string, Messages> = {
  offer: { 'en-US': 'offer', 'zh-CN': '推荐' },
  suppress: { 'en-US': 'suppress', 'zh-CN': '不推荐' },
};

const parts: Record<string, string> = { product: '产品', action: '决定', reason: '原因', amountMinor: '金额（分）', currency: '货币', status: '状态' };

function describe(expected: object, names: ScenarioNames): Messages {
  const entries = Object.entries(expected).filter(([, value]) => value !== undefined);
  const valueOf = (name: string, value: unknown): Messages => (name === 'product' ? names.product(String(value)) : name === 'action' ? word(actions, String(value)) : asWritten(String(value)));
  return join(entries.map(([name, value]) => inBoth((reader) => `${reader === 'zh-CN' ? (parts[name] ?? name) : name} ${valueOf(name, value)[reader]}`)));
}

function word(known: Record<string, Messages>, id: string): Messages {
  return known[id] ?? asWritten(id);
}

function quoteAll(words: readonly string[]): Messages {
  return join(words.map((each) => ({ 'en-US': `"${each}"`, 'zh-CN': `“${each}”` })));
}

function join(words: readonly Messages[], between = ', ', chinese = '、'): Messages {
  if (words.length === 0) return NONE;
  return { 'en-US': words.map((each) => each['en-US']).join(between), 'zh-CN': words.map((each) => each['zh-CN']).join(chinese) };
}

function inBoth(render: (reader: keyof Messages) => string): Messages {
  return { 'en-US': render('en-US'), 'zh-CN': render('zh-CN') };
}

function asWritten(text: string): Messages {
  return { 'en-US': text, 'zh-CN': text };
}
