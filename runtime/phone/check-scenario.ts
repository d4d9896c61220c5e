import type { Scenario } from '../../schemas/documents/scenario.js';
import type { CallDocument } from '../calls/call-document.js';
import type { SimulatedCall } from './simulate-call.js';

type Expectations = Scenario['expect'];

/** What did not happen as the scenario expects, a sentence each; empty where all did. What it does not name is not looked at. */
export function checkScenario(expect: Expectations, { call, path, problems, faults }: Pick<SimulatedCall, 'call' | 'path' | 'problems' | 'faults'>): string[] {
  if (problems.length > 0) return problems.map(({ message }) => `The flow cannot run: ${message}`);
  const found = [
    ...checkEnding(expect, call),
    ...checkHeard(expect.hears ?? [], call),
    ...checkNeverHeard(expect.neverHears ?? [], call),
    ...checkSteps(expect.steps ?? [], path),
    ...checkOrders(expect.orders, call),
    ...checkMessages(expect.messages, call),
    ...checkDecisions(expect.decisions, call),
  ];
  if (found.length === 0) return found;
  return [...found, ...faults.map(({ step, message }) => `On the way ${step === null ? 'something' : `step "${step}"`} failed: ${message}`)];
}

function checkEnding({ endState, endedBy }: Expectations, call: CallDocument): string[] {
  return [
    ...(endState !== undefined && endState !== call.endState ? [`The call ended as "${call.endState}", not as "${endState}".`] : []),
    ...(endedBy !== undefined && endedBy !== call.endedBy ? [`The call was ended by the ${call.endedBy}, not by the ${endedBy}.`] : []),
  ];
}

/** Two parts may stand in one text, so the search goes on right behind the part that was found. */
function checkHeard(hears: readonly string[], call: CallDocument): string[] {
  const texts = heardOf(call);
  let [text, character] = [0, 0];
  let before: string | null = null;
  for (const part of hears) {
    const at = findFrom(texts, part, text, character);
    if (!at) return [notHeard(part, before, texts.slice(character === 0 ? text : text + 1))];
    [text, character] = [at.text, at.character + part.length];
    before = part;
  }
  return [];
}

function findFrom(texts: readonly string[], part: string, text: number, character: number): { text: number; character: number } | null {
  for (let index = text; index < texts.length; index += 1) {
    const at = texts[index]!.indexOf(part, index === text ? character : 0);
    if (at >= 0) return { text: index, character: at };
  }
  return null;
}

function notHeard(part: string, before: string | null, rest: readonly string[]): string {
  const after = before === null ? '' : ` after "${before}"`;
  const instead = rest.length === 0 ? 'Nothing more was spoken.' : `What was spoken${before === null ? '' : ' then'}: ${rest.slice(0, 5).map((text) => `"${text}"`).join(', ')}${rest.length > 5 ? ', …' : '.'}`;
  return `The caller did not hear "${part}"${after}. ${instead}`;
}

function checkNeverHeard(parts: readonly string[], call: CallDocument): string[] {
  return parts.flatMap((part) => {
    const text = heardOf(call).find((heard) => heard.includes(part));
    return text === undefined ? [] : [`The caller heard "${part}", which must not be said here, in "${text}".`];
  });
}

function heardOf(call: CallDocument): string[] {
  return call.turns.flatMap(({ heard }) => heard.map(({ text }) => text));
}

function checkSteps(steps: readonly string[], path: readonly string[]): string[] {
  let from = 0;
  for (const step of steps) {
    const at = path.indexOf(step, from);
    if (at < 0) return [`The call did not pass step "${step}"${path.includes(step) ? ' at this point' : ''}. It went ${path.join(' → ')}.`];
    from = at + 1;
  }
  return [];
}

function checkOrders(expected: Expectations['orders'], { orders }: CallDocument): string[] {
  if (!expected) return [];
  const placed = orders.map(({ product, amountMinor, currency }) => `${product} for ${amountMinor / 100} ${currency}`);
  if (orders.length !== expected.length) {
    const wanted = expected.length === 0 ? 'none' : expected.map(({ product }) => product).join(', ');
    return [`Expected orders: ${wanted}. Placed: ${placed.join(', ') || 'none'}.`];
  }
  return expected.flatMap((order, index) => (fits(order, orders[index]!) ? [] : [`Order ${index + 1} is ${placed[index]}, not ${describe(order)}.`]));
}

function checkMessages(expected: Expectations['messages'], { messages }: CallDocument): string[] {
  if (!expected) return [];
  const sent = messages.map(({ text }) => text);
  if (sent.length !== expected.length) return [`Expected ${expected.length} texts. Sent: ${sent.length === 0 ? 'none' : sent.map((text) => `"${text}"`).join(', ')}.`];
  return expected.flatMap((part, index) => (sent[index]!.includes(part) ? [] : [`Text ${index + 1} is "${sent[index]}", without "${part}".`]));
}

/** In this order, others may stand between; an empty list means that none was made. */
function checkDecisions(expected: Expectations['decisions'], { decisions }: CallDocument): string[] {
  if (!expected) return [];
  const made = decisions.map(({ product, action, reason }) => `${action} ${product}${reason ? ` (${reason})` : ''}`).join(', ') || 'none';
  if (expected.length === 0) return decisions.length === 0 ? [] : [`Expected no decision about an offer. Made: ${made}.`];
  let from = 0;
  for (const decision of expected) {
    const at = decisions.findIndex((candidate, index) => index >= from && fits(decision, candidate));
    if (at < 0) return [`No decision ${describe(decision)} was made. Made: ${made}.`];
    from = at + 1;
  }
  return [];
}

function fits(expected: object, actual: object): boolean {
  return Object.entries(expected).every(([name, value]) => value === undefined || (actual as Record<string, unknown>)[name] === value);
}

function describe(expected: object): string {
  return Object.entries(expected).map(([name, value]) => `${name} ${String(value)}`).join(', ');
}
