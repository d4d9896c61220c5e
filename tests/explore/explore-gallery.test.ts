import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { consentParts } from '../../runtime/engine/explore/sale.js';
import { consentChain } from '../../runtime/sales/check-consent.js';
import { trunkline, withFolder } from '../cli/run-trunkline.js';

const folder = 'flows';
const files = (await readdir(folder)).filter((name) => name.endsWith('.flow.json')).map((name) => join(folder, name));

/** Some forty calls for each flow, on a machine that may have other things to do. */
const PATIENCE_MILLISECONDS = 300_000;

test('The walk knows the consent an order needs as the selling rules do', () => {
  expect(consentParts).toEqual([...consentChain]);
});

/** One walk proves and writes; a second one must write the same. */
test.each(files)('%s is proved, and has scenarios that pass and take every exit that a call can take', (file) =>
  withFolder(async (target) => {
    const scenarios = join(target, 'written.scenarios.json');
    const explored = await trunkline(['explore', file, '--json', '--write-scenarios', scenarios]);
    const [{ isComplete, properties, size, exits }] = explored.json().files;
    expect(properties.filter(({ verdict }: { verdict: string }) => verdict !== 'proved')).toEqual([]);
    expect({ exitCode: explored.exitCode, isComplete, unreachable: exits.unreachable }).toEqual({ exitCode: 0, isComplete: true, unreachable: [] });
    expect(size.states).toBeLessThan(130 * size.steps);

    const tested = await trunkline(['test', file, '--scenarios', scenarios, '--min-steps', '100', '--min-exits', '100', '--json']);
    const { failed, files: [{ scenarios: results, coverage }] } = tested.json();
    expect(results.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
    expect({ exitCode: tested.exitCode, failed, missing: coverage.exits.missing }).toEqual({ exitCode: 0, failed: 0, missing: [] });
    // What is left out is told, with the reason.
    for (const { reason } of coverage.exits.impossible) expect(reason).toMatch(/On every way|in \d+ different ways|in 1 way/);

    const first = await readFile(scenarios, 'utf8');
    // The same walk again tells nothing new of a larger flow than of a small one.
    if (size.steps <= 60) {
      await trunkline(['explore', file, '--write-scenarios', scenarios]);
      expect(await readFile(scenarios, 'utf8')).toBe(first);
    }
    const names: string[] = JSON.parse(first).scenarios.map(({ name }: { name: string }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^(来电者|“)/.test(name))).toEqual([]);
  }), PATIENCE_MILLISECONDS);

test('Scenarios that somebody wrote stay where explored ones are written beside them', () =>
  withFolder(async (target) => {
    const scenarios = join(target, 'satisfaction-survey.scenarios.json');
    await trunkline(['call', 'flows/satisfaction-survey.flow.json', '--keys', '', '--at', '2026-11-24T10:00:00+08:00', '--name', 'a silent caller', '--record', scenarios]);
    await trunkline(['explore', 'flows/satisfaction-survey.flow.json', '--write-scenarios', target]);
    const written = JSON.parse(await readFile(scenarios, 'utf8')).scenarios;
    expect(written[0]).toMatchObject({ name: 'a silent caller' });
    expect(written.slice(1).every(({ explored }: { explored?: boolean }) => explored === true)).toBe(true);
    expect((await trunkline(['test', 'flows/satisfaction-survey.flow.json', '--scenarios', scenarios])).exitCode).toBe(0);
  }), PATIENCE_MILLISECONDS);
