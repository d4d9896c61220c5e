import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from '@jest/globals';
import { trunkline, withFolder } from './run-trunkline.js';

const sound = join(import.meta.dirname, 'fixtures/branch-line.flow.json');
const loop = 'tests/broken-flows/silent-loop.flow.json';

interface Told {
  property: string;
  script: { keys: string } | null;
}

describe('trunkline explore', () => {
  test('prints one document with verdicts, failures and scripts', async () => {
    const { exitCode, json } = await trunkline(['explore', loop, '--json']);
    const { schemaVersion, ok, files } = json();
    expect({ exitCode, schemaVersion, ok }).toEqual({ exitCode: 1, schemaVersion: 1, ok: false });
    expect(Object.keys(files[0])).toEqual(['file', 'flow', 'language', 'ok', 'isComplete', 'cut', 'size', 'properties', 'failures', 'longest', 'mostKeys', 'quiet', 'person', 'loops', 'exits']);
    expect(files[0].failures.some(({ property, script }: Told) => property === 'every_call_ends' && script !== null)).toBe(true);
  });

  test('shows people how to hear what is wrong', async () => {
    const { exitCode, out } = await trunkline(['explore', loop]);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/refuted .*every_call_ends/);
    expect(out).toContain(`npx trunkline call ${loop} --keys "`);
  });

  test('gives a script by which `call` shows the fault', () =>
    withFolder(async (folder) => {
      const flow = JSON.parse(await readFile(sound, 'utf8'));
      const say = (next: string) => ({ meta: { step: 'say', prompt: { 'zh-CN': '请稍候。', 'en-US': 'One moment.' } }, on: { next } });
      const [exit] = Object.keys(flow.states.main_menu.on);
      flow.states.main_menu.on[exit!] = 'round';
      Object.assign(flow.states, { round: say('about'), about: say('round') });
      const file = join(folder, 'round.flow.json');
      await writeFile(file, JSON.stringify(flow));
      const { json } = await trunkline(['explore', file, '--json']);
      const { script } = json().files[0].failures.find(({ property }: Told) => property === 'every_call_ends');
      const { errors } = await trunkline(['call', file, '--keys', script.keys]);
      expect(errors).toContain('without asking the caller anything');
    }));

  test('proves a sound flow', async () => {
    const { out, exitCode } = await trunkline(['explore', sound]);
    expect({ exitCode, out }).toEqual({ exitCode: 0, out: expect.stringMatching(/proved .*every_call_ends/) });
  });

  test('writes scenarios for one flow, and not for two', () =>
    withFolder(async (folder) => {
      const target = join(folder, 'written.scenarios.json');
      expect((await trunkline(['explore', sound, '--write-scenarios', target])).exitCode).toBe(0);
      const { flow, scenarios } = JSON.parse(await readFile(target, 'utf8'));
      expect(flow).toBe('branch-line');
      expect(scenarios.length).toBeGreaterThan(1);
      expect((await trunkline(['explore', sound, loop, '--write-scenarios', target])).exitCode).toBe(2);
    }));

  test('documents its answer in --help', async () => {
    const { out } = await trunkline(['explore', '--help']);
    expect(out).toContain('"verdict":"proved|refuted|unknown"');
  });
});

describe('trunkline diff', () => {
  test('tells what changes for callers, and exits with 0', () =>
    withFolder(async (folder) => {
      const after = JSON.parse(await readFile(sound, 'utf8'));
      const [menu, state] = Object.entries<{ on: Record<string, string> }>(after.states).find(([, { on }]) => on && Object.keys(on).length > 2)!;
      const exit = Object.keys(state.on)[0]!;
      state.on[exit] = state.on[exit] === 'goodbye' ? menu : 'goodbye';
      const file = join(folder, 'after.flow.json');
      await writeFile(file, JSON.stringify(after));
      const told = await trunkline(['diff', sound, file]);
      expect(told).toMatchObject({ exitCode: 0, out: expect.stringMatching(/now leads to .* instead of /) });
      const { json } = await trunkline(['diff', sound, file, '--json']);
      expect(json()).toMatchObject({ schemaVersion: 1, isSame: false, changes: [{ kind: 'exit_changed', step: menu, pointer: `/states/${menu}/on/${exit}` }] });
      expect((await trunkline(['diff', sound, file, '--language', 'zh-CN'])).out).toContain('现在通往');
    }));

  test('finds none between a flow and itself', async () => {
    expect(await trunkline(['diff', sound, sound])).toMatchObject({ exitCode: 0, out: 'No differences.\n' });
  });

  test('refuses what is no flow', async () => {
    expect(await trunkline(['diff', sound, 'package.json'])).toMatchObject({ exitCode: 2, errors: expect.stringContaining('is no flow') });
  });
});

describe('trunkline export', () => {
  test.each(['xstate', 'mermaid', 'scxml'])('%s', async (format) => {
    const { exitCode, out } = await trunkline(['export', format, sound]);
    expect(exitCode).toBe(0);
    if (format === 'xstate') expect(JSON.parse(out)).toEqual(JSON.parse(await readFile(sound, 'utf8')));
    if (format === 'mermaid') expect(out).toMatch(/^stateDiagram-v2\n/);
    if (format === 'scxml') expect(XMLValidator.validate(out)).toBe(true);
  });
});
