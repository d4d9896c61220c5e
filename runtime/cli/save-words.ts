import { writeFile } from 'node:fs/promises';
import { fail } from '../errors.js';
import type { ScenarioResult } from '../phone/run-scenarios.js';
import { readScenarios } from './save-scenario.js';

/**
 * Writes the words that came into the scenarios file, where nothing else differs from what is expected, and answers the names of those
 * changed. Where a scenario does not name the way of its call, only the one that was asked for by its name is changed.
 */
export async function saveWords(file: string, results: readonly ScenarioResult[], only: string | undefined): Promise<ReadonlySet<string>> {
  const hears = new Map(results.flatMap(({ name, reworded }) => (reworded?.onlyWords && (reworded.sameWay || name === only) ? [[name, reworded.hears] as const] : [])));
  if (hears.size === 0) return new Set();
  const document = await readScenarios(file);
  const scenarios = document.scenarios.map((scenario) => (hears.has(scenario.name) ? { ...scenario, expect: { ...scenario.expect, hears: hears.get(scenario.name)! } } : scenario));
  await writeFile(file, `${JSON.stringify({ ...document, scenarios }, null, 2)}\n`).catch((error: Error) => {
    throw fail('wrong_usage', { reason: `${file} cannot be written: ${error.message}.` });
  });
  return new Set(hears.keys());
}
