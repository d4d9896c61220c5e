import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { definitions } from '../../../schemas/definitions.js';
import type { Json, JsonObject } from '../../../schemas/json.js';
import type { Flow } from '../../../schemas/documents/flow.js';
import { compileFlow } from '../compile-flow.js';
import { applyPatch } from './apply-patch.js';
import { checkFlow, hasErrors } from './check-flow.js';
import { severities } from './problem.js';

const sound = JSON.parse(readFileSync(join(import.meta.dirname, '../../../tests/broken-flows/sound.flow.json'), 'utf8')) as JsonObject;

describe('Any JSON', () => {
  test('gets an answer, never an exception', () => {
    fc.assert(fc.property(fc.jsonValue(), (document) => expectProblems(checkFlow(document))), { numRuns: 300 });
  });

  test('in the place of any part of a flow gets one too', () => {
    const places = listPlaces(sound);
    const property = fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => expectProblems(checkFlow(withValueAt(sound, place, value as Json))));
    fc.assert(property, { numRuns: 1000 });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('may be called %s', (name) => {
    const text = JSON.stringify(sound).replaceAll('"offer"', JSON.stringify(name)).replaceAll('"accepted"', JSON.stringify(name));
    expect(hasErrors(checkFlow(JSON.parse(text)))).toBe(true);
  });

  test('may be nested deeper than any flow', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as Json;
    const document = withValueAt(sound, ['states', 'decide', 'meta', 'products'], deep);
    expect(hasErrors(checkFlow(document))).toBe(true);
  });

  test.each([null, undefined, 5, 'text', [], {}])('%p is not a flow', (document) => {
    const [first] = checkFlow(document);
    expect(first).toMatchObject({ rule: 'schema', severity: 'error', step: null });
  });
});

test('Every example of a step type stands in a flow without errors of its own', () => {
  for (const definition of Object.values(definitions)) {
    for (const { data } of definition.examples) expect(checkFlow(withValues(flowAround(definition.type, data as JsonObject))).filter(({ severity }) => severity === 'error')).toEqual([]);
  }
});

test('Figures of a tag, or of words a tag says how to read, are not left to the voice', () => {
  const said = (words: string) => ({
    id: 'line', initial: 'hello', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] },
    states: { hello: { type: 'final', meta: { step: 'hang_up', prompt: { 'en-US': words } } } },
  });
  const found = (words: string) => checkFlow(said(words)).flatMap(({ rule, messages }) => (rule === 'bare-number' ? messages['en-US'] : []));
  expect(found('One moment.<break time="300ms"/> <prosody rate="110%">Call <say-as interpret-as="telephone">12378</say-as>.</prosody>')).toEqual([]);
  expect(found('<emphasis level="strong">Call 12378.</emphasis>')).toEqual([expect.stringContaining('leaves the number 12378 to the voice')]);
});

describe('Names in place of ids', () => {
  const title = (english: string, chinese: string) => ({ 'en-US': english, 'zh-CN': chinese });
  const line = (menuOn: JsonObject, prompt: JsonObject = title('Press 1.', '请按1。')): JsonObject => ({
    id: 'line', initial: 'ask', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US', 'zh-CN'], keys: { '0': 'person' } }, on: { person: '.to_person' },
    states: {
      ask: { meta: { step: 'menu', title: title('What for', '办什么'), prompt, choices: [{ id: 'bill', key: '1', label: title('Bill', '账单') }] }, on: { bill: 'to_person', ...menuOn } },
      to_person: { meta: { step: 'transfer', title: title('Card specialist', '信用卡专员'), number: '+861055550101' }, on: { answered: 'bye', busy: 'bye', no_answer: 'bye', failed: 'bye' } },
      bye: { type: 'final', meta: { step: 'hang_up' } },
    },
  });
  const told = (flow: JsonObject) => checkFlow(flow).flatMap(({ messages, fix }) => [messages['en-US'], messages['zh-CN'], ...(fix ? [fix.titles['en-US'], fix.titles['zh-CN']] : [])]);

  test('an exit is told by its label, a step by its title', () => {
    expect(told(line({ no_match: 'to_person' }))).toEqual([
      'Exit "No answer" of step "What for" leads nowhere; connect it to a step.', '步骤“办什么”的出口“没有回答”没有去处；请连到一个步骤。',
      'Connect "No answer" to "Card specialist"', '把“没有回答”连到“信用卡专员”',
    ]);
  });

  test('a language and a field are told by their names', () => {
    expect(told(line({ no_input: 'to_person', no_match: 'to_person' }, { 'en-US': 'Press 1.' }))).toEqual([
      'Step "What for" has no words in Chinese for "Question"; write them, or take the language out of the flow.', '步骤“办什么”的“提示语”缺少中文的文字；请补上，或从流程中去掉该语言。',
    ]);
  });
});

describe('A step that sends a text', () => {
  const flowWith = (first: JsonObject, meta: JsonObject = {}): JsonObject => ({
    id: 'line', initial: 'first', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'], ...meta },
    states: { first, send: { meta: { step: 'send_message' }, on: { queued: 'bye', failed: 'bye' } }, bye: { type: 'final', meta: { step: 'hang_up' } } },
  });
  const set = (path: string) => ({ meta: { step: 'set_values', assignments: [{ path, to: 'gold' }] }, on: { next: 'send' } });
  const found = (flow: JsonObject) => checkFlow(flow).filter(({ rule }) => rule === 'message-without-text').map(({ step }) => step);

  test.each([
    ['after nothing was chosen', flowWith(set('other')), ['send']],
    ['after a product was decided on', flowWith({ meta: { step: 'decide_offer', products: ['gold'] }, on: { gold: 'send', none: 'send' } }), []],
    ['after the offer was set', flowWith(set('offer.product')), []],
    ['where the offer is handed over', flowWith(set('other'), { parameters: [{ name: 'offer' }] }), []],
  ])('without words, %s', (_where, flow, steps) => expect(found(flow)).toEqual(steps));
});

test('Errors stand before warnings, and each in the order of the steps', () => {
  const document = withValueAt(withValueAt(sound, ['states', 'offer', 'meta', 'ask', 'en-US'], 'Press 11.'), ['states', 'read_back', 'on', 'declined'], 'nowhere');
  const problems = checkFlow(withValueAt(document, ['states', 'welcome', 'on', 'no_match'], 'nowhere'));
  expect(problems.map(({ step, severity }) => [severity, step])).toEqual([
    ['error', 'welcome'],
    ['error', 'read_back'],
    ['warning', 'offer'],
  ]);
});

describe('A flow of 2,000 steps and 10,000 exits', () => {
  test.each(Object.entries({ 'with a sale in it': 'sale', 'that is one long chain': 'chain' }))('%s is checked in well under a second', (_name, shape) => {
    const flow = shape === 'sale' ? largeFlow(2000) : longChain(2000);
    expect(hasErrors(checkFlow(flow))).toBe(false);
    // It runs, too: a caller hears its first words.
    expect(compileFlow(flow as unknown as Flow, 'v1').steps.size).toBe(2000);
    const milliseconds = [1, 2, 3].map(() => timeOf(() => checkFlow(flow)));
    expect(Math.min(...milliseconds)).toBeLessThan(600);
  });
});

/** Of the processor, so that what else the machine does counts for little. */
function timeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function expectProblems(problems: ReturnType<typeof checkFlow>): void {
  for (const problem of problems) {
    expect(severities).toContain(problem.severity);
    expect(problem.message.length).toBeGreaterThan(10);
    expect(problem.messages['zh-CN'].length).toBeGreaterThan(3);
    expect(problem.pointer === '' || problem.pointer.startsWith('/')).toBe(true);
  }
}

/** Every path into a document. */
function listPlaces(value: Json, at: string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => listPlaces(inner, [...at, name]))].filter((place) => place.length > 0);
}

function withValueAt(document: Json, place: string[], value: Json): Json {
  const copy = structuredClone(document);
  const parent = place.slice(0, -1).reduce((inner, name) => (inner as JsonObject)[name]!, copy) as JsonObject;
  parent[place.at(-1)!] = value;
  return copy;
}

/** A flow in which every exit of the one step leads on. */
function flowAround(type: string, data: JsonObject): JsonObject {
  const definition = definitions[type]!;
  const both = { ...data, step: type };
  const goodbye = { type: 'final', meta: { step: 'hang_up' } };
  if (definition.final) return flowOf({ goodbye: { type: 'final', meta: both } }, 'goodbye');
  const on = Object.fromEntries(definition.exits(data as never).map((exit) => [exit.id, type === 'place_order' ? 'goodbye' : 'person']));
  const step = { meta: both, on };
  const person = { meta: { step: 'transfer', number: '+861055550001' }, on: { answered: 'goodbye', busy: 'goodbye', no_answer: 'goodbye', failed: 'goodbye' } };
  if (type === 'place_order') return withValueAt(sound, ['states', 'place_order', 'meta'], both) as JsonObject;
  // Without words of its own it sends the confirmation of what was ordered.
  if (type === 'send_message') return withValueAt(withValueAt(sound, ['states', 'place_order', 'on', 'placed'], 'only'), ['states', 'only'], { meta: both, on: { queued: 'goodbye', failed: 'goodbye' } }) as JsonObject;
  return flowOf({ only: step, person, goodbye }, 'only');
}

/** With steps in front that set what the flow reads: an example is a part of a flow. */
function withValues(flow: JsonObject): JsonObject {
  const paths = checkFlow(flow).filter(({ rule }) => rule === 'variable-never-set').map(({ message }) => /reads "([^"]+)"/.exec(message)![1]!);
  const saved = [...new Set(paths.map((path) => path.replace(/\..*/, '')))].filter((root) => root !== 'customer' && root !== 'secrets').map((path) => ({ path, from: `body.${path}` }));
  const first = flow['initial'] as string;
  const states = {
    ...(flow['states'] as JsonObject),
    enter: { meta: { step: 'collect_digits', prompt: { 'zh-CN': '密码', 'en-US': 'PIN' }, saveAs: 'caller.pin', minimumDigits: 6, maximumDigits: 6, sensitive: true }, on: { done: first, no_input: first, no_match: first } },
    find: { meta: { step: 'lookup_customer' }, on: { found: 'ask', not_found: 'ask', failed: 'ask' } },
    ask: { meta: { step: 'http_request', method: 'GET', url: '{{ settings.crmUrl }}/all', save: saved, outcomes: [] }, on: { ok: 'enter', failed: 'enter' } },
  };
  return paths.length === 0 ? flow : { ...flow, initial: 'find', states };
}

function flowOf(states: Record<string, JsonObject>, initial: string): JsonObject {
  return { id: 'example', initial, meta: { specVersion: '1.0', name: 'Example', languages: ['zh-CN', 'en-US'] }, states } as JsonObject;
}

/** Menus of five exits, each leading to others all over the flow, with the sale at its start. */
function largeFlow(steps: number): JsonObject {
  const states: Record<string, Json> = { ...(sound['states'] as JsonObject) };
  const count = steps - Object.keys(states).length - 1;
  for (let at = 0; at < count; at += 1) {
    const choices = [1, 2, 3].map((key) => ({ id: `choice_${key}`, key: String(key), label: { 'zh-CN': '选', 'en-US': 'Choose' } }));
    const target = (jump: number) => `step_${(at * 7 + jump) % count}`;
    states[`step_${at}`] = {
      meta: { step: 'menu', prompt: { 'zh-CN': '{{ customer.name }}，请按1。', 'en-US': '{{ customer.name }}, press 1.' }, choices },
      on: { choice_1: `step_${(at + 1) % count}`, choice_2: target(13), choice_3: target(29), no_input: 'goodbye', no_match: 'person' },
    };
  }
  const flow = { ...sound, states } as JsonObject;
  return withValueAt(withValueAt(flow, ['states', 'welcome', 'on', 'no_input'], 'find_more'), ['states', 'find_more'], { meta: { step: 'lookup_customer' }, on: { found: 'step_0', not_found: 'step_0', failed: 'step_0' } }) as JsonObject;
}

function longChain(steps: number): JsonObject {
  const states: Record<string, Json> = {};
  for (let at = 0; at < steps - 2; at += 1) {
    states[`step_${at}`] = { meta: { step: 'say', prompt: { 'zh-CN': '请稍候。', 'en-US': 'Please wait.' } }, on: { next: at === steps - 3 ? 'person' : `step_${at + 1}` } };
  }
  states['person'] = { meta: { step: 'transfer', number: '+861055550001' }, on: { answered: 'goodbye', busy: 'goodbye', no_answer: 'goodbye', failed: 'goodbye' } };
  states['goodbye'] = { type: 'final', meta: { step: 'hang_up' } };
  return flowOf(states as Record<string, JsonObject>, 'step_0');
}

describe('A number that is called', () => {
  const line = (number: string, timeZone?: string, kind?: string): JsonObject => ({
    id: 'line', initial: 'person', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'], ...(timeZone && { timeZone }) },
    states: { person: { meta: { step: 'transfer', number, ...(kind && { kind }) }, on: { answered: 'end', busy: 'end', no_answer: 'end', failed: 'end' } }, end: { type: 'final', meta: { step: 'hang_up' } } },
  });
  const found = (document: JsonObject) => checkFlow(document).filter(({ rule }) => rule === 'unusable-number');

  test.each([
    ['010-88886666', undefined, '+861088886666'],
    ['０１０－８８８８６６６６', 'Asia/Shanghai', '+861088886666'],
    ['138 0000 0001', 'Asia/Urumqi', '+8613800000001'],
    ['0086 10 8888 6666', undefined, '+861088886666'],
    ['020 7946 0018', 'Europe/London', '+442079460018'],
    ['(212) 555-0123', 'America/New_York', '+12125550123'],
  ])('%s in %s is mended to %s', (number, timeZone, mended) => {
    const [problem] = found(line(number, timeZone));
    expect(problem).toMatchObject({ severity: 'error', pointer: '/states/person/meta/number' });
    expect(problem?.fix?.patch).toEqual([{ op: 'replace', path: '/states/person/meta/number', value: mended }]);
  });

  test.each<[string, string | undefined, string]>([
    ['010-88886666', 'Etc/UTC', 'number'],
    ['the desk', undefined, 'number'],
    ['+86', undefined, 'number'],
    ['+861088886666 ext. 12', undefined, 'number'],
    ['cards@pbx.example.com', undefined, 'sip'],
    ['card desk', undefined, 'client'],
  ])('%s in %s is told, and nothing is made up', (number, timeZone, kind) => {
    expect(found(line(number, timeZone, kind))).toEqual([expect.objectContaining({ fix: null })]);
  });

  test.each([
    ['+86 10 8888-6666', 'number'], ['{{ settings.personNumber }}', 'number'], ['{{ desk.number }}', 'number'], ['', 'number'],
    ['sip:cards@pbx.example.com', 'sip'], ['card.desk', 'client'], ['cards', 'queue'],
  ])('%s is no such problem', (number, kind) => {
    expect(found(line(number, undefined, kind))).toEqual([]);
  });
});

test('A setting is looked up only where the settings of the server are known', () => {
  const document: JsonObject = {
    id: 'line', initial: 'branch', meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'] },
    states: {
      branch: { meta: { step: 'branch', branches: [{ id: 'open', label: { 'en-US': 'Open' }, all: [{ value: 'settings.deskOpen', is: 'equal', to: true }] }] }, on: { open: 'end', otherwise: 'end' } },
      end: { type: 'final', meta: { step: 'hang_up', prompt: { 'en-US': 'See {{ settings.publicUrl }}, {{ settings["site"] }}.' } } },
    },
  };
  const found = (settings?: string[]) => checkFlow(document, settings && { settings }).flatMap(({ rule, pointer }) => (rule === 'unknown-setting' ? [pointer] : []));
  expect(found()).toEqual([]);
  expect(found(['publicUrl'])).toEqual(['/states/branch/meta/branches/0', '/states/end/meta/prompt/en-US']);
  expect(found(['publicUrl', 'deskOpen', 'site'])).toEqual([]);
});

describe('An offer whose customer no step has found', () => {
  const end = { type: 'final', meta: { step: 'hang_up' } };
  const decide = { meta: { step: 'decide_offer', products: ['card_protection'] }, on: { card_protection: 'end', none: 'end' } };
  const find = { meta: { step: 'lookup_customer' }, on: { found: 'decide', not_found: 'decide', failed: 'decide' } };
  const menu = (one: string, two: string) => ({ meta: { step: 'yes_no', prompt: { 'en-US': 'Cards, press 1; loans, press 2.' } }, on: { yes: one, no: two, no_input: 'end', no_match: 'end' } });
  const line = (initial: string, states: JsonObject, meta: JsonObject = {}, root: JsonObject = {}): JsonObject => ({ id: 'line', initial, meta: { specVersion: '1.0', name: 'Line', languages: ['en-US'], ...meta }, ...root, states: { ...states, end } });
  const asked = (on: JsonObject) => ({ meta: { step: 'subflow', flow: 'asked', exits: [{ id: 'done', label: { 'en-US': 'Done' } }] }, on: { ...on, failed: 'end' } });
  const other = (first: JsonObject): JsonObject => ({ id: 'asked', initial: 'first', meta: { specVersion: '1.0', name: 'Asked', languages: ['en-US'] }, states: { first, back: { type: 'final', meta: { step: 'return', exit: 'done', label: { 'en-US': 'Done' } } } } });
  const lookedUp = other({ meta: { step: 'lookup_customer' }, on: { found: 'back', not_found: 'back', failed: 'back' } });
  const silent = other({ meta: { step: 'say', prompt: { 'en-US': 'Hello.' } }, on: { next: 'back' } });
  const found = (document: JsonObject, flows?: Record<string, unknown>) => checkFlow(document, flows && { flows }).filter(({ rule }) => rule === 'offer-without-customer');

  test.each<[string, JsonObject, Record<string, unknown> | undefined, string]>([
    ['at the very beginning', line('decide', { decide }), undefined, 'never offers anything'],
    ['on every way', line('menu', { menu: menu('decide', 'end'), decide }), undefined, 'never offers anything'],
    ['on one of two ways', line('menu', { menu: menu('find', 'decide'), find, decide }), undefined, 'On some way to'],
    ['by a key of the whole flow', line('menu', { menu: menu('find', 'end'), find, decide }, { keys: { '9': 'offers' } }, { on: { offers: '.decide' } }), undefined, 'On some way to'],
    ['through a subflow that finds nobody', line('run', { run: asked({ done: 'decide' }), decide }), { asked: silent }, 'never offers anything'],
    ['of those alone who are not found', line('find', { find: { ...find, on: { found: 'end', not_found: 'decide', failed: 'end' } }, decide }), undefined, 'never offers anything'],
  ])('is told %s', (_, document, flows, told) => {
    const [problem, ...others] = found(document, flows);
    expect(problem).toMatchObject({ severity: 'warning', step: 'decide' });
    expect(problem?.message).toContain(told);
    expect(others).toEqual([]);
    if (problem?.fix) expect(found(applyPatch(document as Json, problem.fix.patch) as JsonObject, flows)).toEqual([]);
  });

  test.each<[string, JsonObject, Record<string, unknown> | undefined]>([
    ['a step before it looks the customer up', line('find', { find, decide }), undefined],
    ['a subflow before it does', line('run', { run: asked({ done: 'decide' }), decide }), { asked: lookedUp }],
    ['a subflow that is not at hand may', line('run', { run: asked({ done: 'decide' }), decide }), undefined],
    ['another flow runs this one', line('decide', { decide }, { parameters: [{ name: 'card' }] }), undefined],
    ['no call comes to it', line('end', { decide }), undefined],
  ])('is no problem where %s', (_, document, flows) => {
    expect(found(document, flows)).toEqual([]);
  });
});
