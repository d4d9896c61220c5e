import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FlowState } from '../../schemas/documents/flow.js';
import type { CallDocument } from '../../runtime/calls/call-document.js';
import { trunkline, withFolder, type Finished } from '../cli/run-trunkline.js';
import { faults, menu, say, sound } from './planted-faults.js';
import { shellWords } from './shell-words.js';

/** A fault, where exploring finds it, and what is seen when the printed command is run. */
interface Shown {
  fault: string;
  states: Record<string, FlowState>;
  property: string;
  step: string;
  /** Options of `explore`. */
  options?: string[];
  shows(call: CallDocument, run: Finished): void;
}

/** A call without end goes on for a thousand requests. */
const PATIENCE_MILLISECONDS = 300_000;

const text = (words: string) => ({ 'en-US': words });
const request = (next: string): FlowState => ({ meta: { step: 'http_request', method: 'GET', url: '{{ settings.crmUrl }}/bill', timeoutSeconds: 8, holdAfterSeconds: 2, outcomes: [] }, on: { ok: next, failed: 'to_person' } });
const planted = (fault: string) => faults.find((candidate) => candidate.fault === fault)!;
const turnsAt = ({ turns }: CallDocument, step: string) => turns.filter((turn) => turn.step === step);
const longestGap = ({ turns, durationSeconds }: CallDocument) => Math.max(...turns.map(({ atSeconds }, at) => (turns[at + 1]?.atSeconds ?? durationSeconds!) - atSeconds));

const cases: Shown[] = [
  { ...planted('two texts that lead to each other'), shows: (_, { errors }) => expect(errors).toContain('without asking the caller anything') },
  { ...planted('a text that is repeated while data says so'), shows: (call, { errors }) => (expect(turnsAt(call, 'bill').length).toBeGreaterThan(100), expect(errors).toContain('Look for a loop')) },
  { ...planted('a menu that silence leads back to'), shows: (call, { errors }) => (expect(turnsAt(call, 'welcome').length).toBeGreaterThan(100), expect(errors).toContain('circle')) },
  { ...planted('a desk that is called again and again'), shows: (_, { errors }) => expect(errors).toContain('Look for a loop around step "to_person"') },
  { ...planted('an exit that leads nowhere'), shows: (_, { errors }) => expect(errors).toContain('Exit "next" of step "more" leads nowhere') },
  { ...planted('a time zone that does not exist'), shows: (_, { errors }) => expect(errors).toContain('Mars/North') },
  { ...planted('seventy texts in a row'), shows: (_, { errors }) => expect(errors).toContain('without asking the caller anything') },
  { ...planted('half a minute of waiting'), shows: (call) => expect(longestGap(call)).toBeGreaterThanOrEqual(30) },
  {
    fault: 'two slow requests one after the other', property: 'caller_hears_something', step: 'again', options: ['--quiet-seconds', '7'],
    states: { more: request('again'), again: request('welcome') },
    shows: (call) => (expect(longestGap(call)).toBeGreaterThan(7), expect(call.durationSeconds!).toBeGreaterThan(16), expect(turnsAt(call, 'again').length).toBeGreaterThan(0)),
  },
  {
    fault: 'a queue that is quiet for half a minute', property: 'caller_hears_something', step: 'more',
    states: { more: { meta: { step: 'enqueue', queue: 'cards', everySeconds: 30 }, on: { answered: 'goodbye', left: 'goodbye', full: 'goodbye', failed: 'goodbye' } } },
    shows: (call) => expect(longestGap(call)).toBeGreaterThanOrEqual(30),
  },
  {
    fault: 'a payment that is asked for again whenever it fails', property: 'loops_are_bounded', step: 'more',
    states: {
      more: {
        meta: { step: 'take_payment', mode: 'tokenise' },
        on: { success: 'goodbye', too_many_failed_attempts: 'more', payment_connector_error: 'to_person', caller_interrupted_with_star: 'to_person', caller_hung_up: 'goodbye', validation_error: 'to_person', internal_error: 'to_person' },
      },
    },
    shows: (call) => expect(turnsAt(call, 'more').length).toBeGreaterThan(100),
  },
  {
    fault: 'a choice behind a key of another', property: 'every_exit_is_reachable', step: 'more',
    states: { more: menu({ bill: 'bill', never: 'bill', no_input: 'goodbye', no_match: 'goodbye' }, { choices: ['bill', 'never'].map((id) => ({ id, key: '1', label: text(id) })) }) },
    shows: (call) => expect(call.turns.map(({ step }) => step)).toContain('more'),
  },
  {
    fault: 'a message that is lost and asked for again without end', property: 'every_call_ends', step: 'more',
    states: { more: { meta: { step: 'voicemail', prompt: text('Speak.') }, on: { recorded: 'goodbye', no_input: 'goodbye', failed: 'more' } } },
    shows: (call) => expect(turnsAt(call, 'more').length).toBeGreaterThan(100),
  },
  {
    fault: 'a question from which no way leads to a person', property: 'a_person_is_near', step: 'alone',
    states: { more: say('alone'), alone: menu({ yes: 'goodbye', no_input: 'goodbye', no_match: 'goodbye' }, { choices: ['1', '0'].map((key) => ({ id: 'yes', key, label: text('yes') })) }) },
    shows: (call) => expect(call.turns.map(({ step }) => step)).toContain('alone'),
  },
];

describe('The command that exploring prints', () => {
  test.each(cases)('shows $fault', ({ states, property, step, options = [], shows }) =>
    withFolder(async (folder) => {
      const file = join(folder, "the branch's line.flow.json");
      await writeFile(file, JSON.stringify({ ...sound, states: { ...sound.states, ...states } }));
      const explored = await trunkline(['explore', file, '--json', ...options]);
      expect(explored.exitCode).toBe(1);
      const { command } = explored.json().files[0].failures.find((failure: { property: string; step: string }) => failure.property === property && failure.step === step);
      expect((await trunkline(['explore', file, ...options])).out).toContain(command);
      const [npx, program, ...words] = shellWords(command);
      expect([npx, program]).toEqual(['npx', 'trunkline']);
      const run = await trunkline([...words, '--json']);
      shows(run.json() as CallDocument, run);
    }), PATIENCE_MILLISECONDS);

  test('is the same every time, and so is the call it makes', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'line.flow.json');
      await writeFile(file, JSON.stringify({ ...sound, states: { ...sound.states, ...planted('half a minute of waiting').states } }));
      const [one, other] = [await trunkline(['explore', file, '--json']), await trunkline(['explore', file, '--json'])];
      expect(one.out).toBe(other.out);
      const words = [...shellWords(one.json().files[0].failures[0].command).slice(2), '--seed', '1', '--json'];
      expect((await trunkline(words)).out).toBe((await trunkline(words)).out);
    }));
});
