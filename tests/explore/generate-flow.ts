import type { Flow, FlowState } from '../../schemas/documents/flow.js';

/** Random numbers that are the same in every run (mulberry32). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/**
 * A sound flow of `size` steps: a tree of menus, entries, requests, branches and texts, in which everyone who fails comes to a person and every
 * branch ends or leads back to the main menu. About five exits a step.
 */
export function generateFlow(size: number, seed = 1): Flow {
  const random = createRandom(seed);
  const ids = Array.from({ length: size - 6 }, (_, at) => (at === 0 ? 'main_menu' : `step_${at}`));
  const states: Flow['states'] = {};
  let opened = 1;
  /** The next step of the tree; when all are used, somewhere everybody may go. */
  const take = () => (opened < ids.length ? ids[opened++]! : ['goodbye', 'main_menu', 'to_person'][random(3)]!);
  ids.forEach((id, at) => {
    states[id] = at === 0 ? menu(7, take) : makers[random(makers.length)]!(take, random);
    // A tree that would end early grows on.
    if (opened === at + 1 && opened < ids.length) states[id] = menu(3, take);
  });
  // What the texts and branches read comes from here.
  states['find_customer'] = { meta: { step: 'lookup_customer' }, on: { found: 'get_bill', not_found: 'get_bill', failed: 'get_bill' } };
  states['get_bill'] = {
    meta: { step: 'http_request', method: 'GET', url: '{{ settings.crmUrl }}/bill', save: [{ path: 'bill', from: 'body.bill' }], outcomes: [] },
    on: { ok: 'main_menu', failed: 'main_menu' },
  };
  states['to_person'] = { meta: { step: 'transfer', number: '{{ settings.personNumber }}' }, on: { answered: 'goodbye', busy: 'sorry', no_answer: 'sorry', failed: 'sorry' } };
  states['sorry'] = { meta: { step: 'say', prompt: text('Nobody is free.') }, on: { next: 'goodbye' } };
  states['goodbye'] = { type: 'final', meta: { step: 'hang_up', endState: 'completed', prompt: text('Goodbye.') } };
  states['system_down'] = { type: 'final', meta: { step: 'hang_up', endState: 'system_error' } };
  return {
    id: 'generated',
    initial: 'find_customer',
    meta: { specVersion: '1.0', name: 'Generated', languages: ['en-US'], timeZone: 'Asia/Shanghai', keys: { '0': 'person', '*': 'main_menu', '#': 'again' } },
    on: { person: '.to_person', main_menu: '.main_menu' },
    states,
  };
}

type Take = () => string;

const makers: ((take: Take, random: (below: number) => number) => FlowState)[] = [
  (take) => menu(7, take),
  (take) => menu(4, take),
  (take, random) => menu(2 + random(4), take),
  (take) => ({
    meta: { step: 'collect_digits', prompt: text('Enter four digits.'), saveAs: 'card.last4', minimumDigits: 4, maximumDigits: 4, confirm: text('You entered {{ entry | digits }}. Right, press 1. Again, 2.') },
    on: { done: take(), no_input: 'to_person', no_match: 'to_person' },
  }),
  (take) => ({
    meta: { step: 'http_request', method: 'GET', url: '{{ settings.crmUrl }}/bill', outcomes: [{ id: 'none', label: text('None'), status: [404] }, { id: 'locked', label: text('Locked'), status: [423] }] },
    on: { ok: take(), none: take(), locked: 'to_person', failed: 'to_person' },
  }),
  (take) => ({
    meta: { step: 'branch', branches: ['gold', 'silver', 'old'].map((id) => ({ id, label: text(id), all: [{ value: 'customer.kind', is: 'equal', to: id }] })) },
    on: { gold: take(), silver: take(), old: take(), otherwise: take() },
  }),
  (take) => ({ meta: { step: 'say', prompt: text('Your bill is {{ bill.amount | money }}.'), answer: true }, on: { next: take() } }),
];

function menu(choices: number, take: Take): FlowState {
  const ids = Array.from({ length: choices }, (_, at) => `choice_${at + 1}`);
  return {
    meta: { step: 'menu', prompt: text('Press a key.'), choices: ids.map((id, at) => ({ id, key: String(at + 1), label: text(id) })) },
    on: { ...Object.fromEntries(ids.map((id) => [id, take()])), no_input: 'to_person', no_match: 'to_person' },
  };
}

function text(words: string): Record<string, string> {
  return { 'en-US': words };
}
