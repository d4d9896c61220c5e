import { expect } from '@jest/globals';
import type { Flow, FlowState } from '../../schemas/documents/flow.js';
import type { PropertyId } from '../../runtime/engine/explore/exploration.js';
import type { ScriptedCall } from './run-script.js';

/** A fault put into a sound flow, the property it breaks, and how a call by the script shows it. */
export interface PlantedFault {
  fault: string;
  states: Record<string, FlowState>;
  property: PropertyId;
  step: string;
  /** (Default: the caller goes on in silence.) */
  stopsAtEnd?: boolean;
  shows(call: ScriptedCall): void;
}

const text = (words: string) => ({ 'en-US': words });
export const say = (next: string, words = 'Hello.', answer = false): FlowState => ({ meta: { step: 'say', prompt: text(words), ...(answer && { answer }) }, on: { next } });
export const menu = (on: Record<string, string>, more: object = {}): FlowState => {
  const choices = Object.keys(on).filter((exit) => !exit.startsWith('no_'));
  return { meta: { step: 'menu', prompt: text('Press a key.'), choices: choices.map((id, at) => ({ id, key: String(at + 1), label: text(id) })), ...more }, on };
};
const branch = (one: string, otherwise: string): FlowState => ({
  meta: { step: 'branch', branches: [{ id: 'one', label: text('One'), all: [{ value: 'customer.kind', is: 'equal', to: 'one' }] }] },
  on: { one, otherwise },
});

export const sound: Flow = {
  id: 'sound',
  initial: 'welcome',
  meta: { specVersion: '1.0', name: 'Sound', languages: ['en-US'], keys: { '0': 'person', '#': 'again' } },
  on: { person: '.to_person' },
  states: {
    welcome: menu({ bill: 'bill', more: 'more', no_input: 'to_person', no_match: 'to_person' }),
    more: say('welcome', 'There is no more.'),
    bill: say('goodbye', 'Your bill is paid.', true),
    to_person: { meta: { step: 'transfer', number: '+861055550001' }, on: { answered: 'goodbye', busy: 'goodbye', no_answer: 'goodbye', failed: 'goodbye' } },
    goodbye: { type: 'final', meta: { step: 'hang_up', endState: 'completed' } },
  },
};

const brokeBy = (code: string) => (call: ScriptedCall) => expect(call.events).toContainEqual(expect.objectContaining({ type: 'failed', code }));
const neverEnds = (call: ScriptedCall) => expect(call.state.ended).toBeNull();
export const standsAt = (step: string) => (call: ScriptedCall) => expect(call.path.at(-1)).toBe(step);

export const faults: PlantedFault[] = [
  { fault: 'two texts that lead to each other', states: { more: say('bill'), bill: say('more') }, property: 'every_call_ends', step: 'more', shows: brokeBy('too_many_steps') },
  { fault: 'a text that is repeated while data says so', states: { more: branch('bill', 'welcome'), bill: say('more', 'Your bill.', true) }, property: 'every_call_ends', step: 'bill', shows: (call) => expect(call.path.filter((step) => step === 'bill').length).toBeGreaterThan(1) },
  { fault: 'a desk that is called again and again', states: { to_person: { meta: sound.states['to_person']!.meta, on: { answered: 'goodbye', busy: 'to_person', no_answer: 'goodbye', failed: 'goodbye' } } }, property: 'every_call_ends', step: 'to_person', shows: (call) => expect(call.path.filter((step) => step === 'to_person').length).toBeGreaterThan(1) },
  { fault: 'a room without a door', states: { more: menu({ a: 'more', b: 'more', no_input: 'more', no_match: 'more' }, { choices: '1234567890*#'.split('').map((key) => ({ id: 'a', key, label: text('a') })) }) }, property: 'every_call_ends', step: 'more', shows: neverEnds },
  { fault: 'a menu that silence leads back to', states: { welcome: menu({ bill: 'bill', more: 'more', no_input: 'welcome', no_match: 'to_person' }) }, property: 'loops_are_bounded', step: 'welcome', shows: neverEnds },
  { fault: 'two menus that wrong keys lead round', states: { welcome: menu({ bill: 'bill', more: 'more', no_input: 'more', no_match: 'more' }), more: menu({ bill: 'bill', no_input: 'welcome', no_match: 'welcome' }) }, property: 'loops_are_bounded', step: 'welcome', shows: neverEnds },
  { fault: 'a language the flow does not speak', states: { more: { meta: { step: 'set_values', assignments: [], language: 'fr-FR' }, on: { next: 'welcome' } } }, property: 'nothing_breaks', step: 'more', shows: brokeBy('invalid_flow') },
  { fault: 'an exit that leads nowhere', states: { more: { meta: sound.states['more']!.meta, on: {} } }, property: 'nothing_breaks', step: 'more', shows: brokeBy('exit_without_target') },
  { fault: 'a branch that leads nowhere', states: { more: { meta: branch('bill', 'welcome').meta, on: { otherwise: 'welcome' } } }, property: 'nothing_breaks', step: 'more', shows: brokeBy('exit_without_target') },
  { fault: 'a time zone that does not exist', states: { more: { meta: { step: 'hours', weekly: [], timeZone: 'Mars/North' }, on: { open: 'welcome', closed: 'bill' } } }, property: 'nothing_breaks', step: 'more', shows: brokeBy('invalid_flow') },
  {
    fault: 'seventy texts in a row',
    states: { more: say('text_1'), ...Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`text_${at + 1}`, say(at === 69 ? 'welcome' : `text_${at + 2}`)])) },
    property: 'nothing_breaks', step: 'text_70', shows: brokeBy('too_many_steps'),
  },
  { fault: 'half a minute of waiting', states: { more: menu({ bill: 'bill', no_input: 'goodbye', no_match: 'goodbye' }, { timeoutSeconds: 30 }) }, property: 'caller_hears_something', step: 'more', shows: (call) => expect(JSON.stringify(call.turns)).toContain('"timeoutSeconds":30') },
  { fault: 'a question without a word', states: { more: menu({ bill: 'bill', no_input: 'more', no_match: 'goodbye' }, { prompt: text(' '), attempts: 1 }) }, property: 'caller_hears_something', step: 'more', shows: neverEnds },
  { fault: 'a purchase nobody agreed to', states: { more: { meta: { step: 'place_order', product: 'cover' }, on: { placed: 'bill', already_held: 'welcome', pending: 'welcome', failed: 'welcome' } } }, property: 'every_exit_is_reachable', step: 'more', shows: () => undefined },
];
