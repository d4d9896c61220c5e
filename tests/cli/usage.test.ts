import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commands } from '../../runtime/cli/commands.js';
import { trunkline, withFolder } from './run-trunkline.js';

const flow = join(import.meta.dirname, 'fixtures/branch-line.flow.json');

/** Each is told in a sentence that names the fix, on standard error, with exit code 2. */
const mistakes: [mistake: string, words: string[], told: RegExp][] = [
  ['no command', [], /Usage: trunkline/],
  ['an unknown command', ['chek', 'x'], /unknown command 'chek'[^]*Did you mean check/],
  ['an unknown option', ['call', flow, '--key', '1'], /unknown option '--key'[^]*Did you mean --keys/],
  ['neither a file nor a number', ['call', '--keys', '1'], /Name a flow file, or a number and a server with --to and --url/],
  ['a bad token', ['call', flow, '--keys', '1 2x'], /"2x" is no token/],
  ['an open quote', ['call', flow, '--keys', 'say:"my bill'], /is not closed/],
  ['a missing file', ['call', 'nowhere.flow.json'], /nowhere\.flow\.json does not exist\. Correct the path\./],
  ['a folder for a file', ['call', 'flows', '--keys', '1'], /flows is a folder\. Name a file\./],
  ['a language the flow does not speak', ['call', flow, '--keys', '1', '--language', 'fr-FR'], /does not speak "fr-FR"\. --language is one of zh-CN, en-US/],
  ['a moment that is none', ['call', flow, '--keys', '1', '--at', 'tomorrow'], /"tomorrow" is no moment/],
  ['a seed that is none', ['call', flow, '--seed', 'x'], /It is a whole number/],
  ['a dial that is none', ['call', flow, '--dials', 'engaged'], /answered, busy, no_answer or failed/],
  ['a server without a token to sign with', ['call', '--to', '+14005550100', '--url', 'http://localhost:1', '--keys', '1'], /Set TWILIO_AUTH_TOKEN/],
  ['an option that only a file takes', ['call', '--to', '+14005550100', '--url', 'http://localhost:1', '--at', '2026-11-24T10:00:00Z'], /--at is for a flow file/],
  ['a server with a file', ['call', flow, '--url', 'http://localhost:1'], /called offline/],
  ['a folder without flows', ['check', 'tests/drivers'], /holds no file that ends in \.flow\.json/],
  ['a path that is none', ['test', 'nowhere'], /nowhere does not exist/],
  ['a number without a flow', ['number', 'set', '+14005550100', 'Card Services'], /"Card Services" is no flow/],
  ['a role that is none', ['user', 'add', 'a@example.com', '--role', 'boss'], /Allowed choices are admin, designer, analyst, operator/],
];

describe('Wrong usage', () => {
  test.each(mistakes)('%s', async (_mistake, words, told) => {
    const { exitCode, out, errors } = await trunkline(words);
    expect(errors).toMatch(told);
    expect(errors).not.toMatch(/\n\s+at /);
    expect(out).toBe('');
    expect(exitCode).toBe(2);
  });

  const files: [fault: string, text: string, told: RegExp][] = [
    ['that is not JSON', '{\n  "id": "x",\n  }', /line 3, column 3/],
    ['that ends too early', '{ "id": ', /is not JSON/],
    ['that is no flow', '[1]', /is no flow/],
  ];

  test.each(files)('a file %s', (_fault, text, told) =>
    withFolder(async (folder) => {
      const file = join(folder, 'wrong.flow.json');
      await writeFile(file, text);
      const { exitCode, errors } = await trunkline(['call', file, '--keys', '1']);
      expect(errors).toMatch(told);
      expect(exitCode).toBe(2);
    }));
});

describe('Help', () => {
  test.each(commands)('of $name has examples', async ({ name, summary }) => {
    const { exitCode, out } = await trunkline([name, '--help']);
    expect(exitCode).toBe(0);
    expect(out).toContain(summary);
    expect(out).toMatch(/Examples:\n {2}\$ npx trunkline /);
  });

  test('lists every command, and `help call` is `call --help`', async () => {
    const { out } = await trunkline(['--help']);
    expect(commands.filter(({ name }) => !out.includes(`\n  ${name} `))).toEqual([]);
    expect((await trunkline(['help', 'call'])).out).toBe((await trunkline(['call', '--help'])).out);
  });
});
