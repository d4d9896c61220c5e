import { stat, writeFile } from 'node:fs/promises';
import type { Scenario, Scenarios } from '../../schemas/documents/scenario.js';
import { validateScenarios } from '../../schemas/published/validators.js';
import { fail } from '../errors.js';
import { recordScenario } from '../phone/record-scenario.js';
import type { SimulatedCall } from '../phone/simulate-call.js';
import type { CallOptions } from './commands/call.js';
import type { CommandContext } from './command-context.js';
import { readJsonFile } from './read-json-file.js';

/** Adds a call to a scenarios file, which is made where there is none. A scenario of the same name is replaced. */
export async function saveScenario(file: string, called: SimulatedCall, options: CallOptions, { note }: CommandContext): Promise<void> {
  const { call, tokens } = called;
  const name = options.name ?? `${call.from} ${tokens === '' ? 'says nothing' : `does ${tokens}`}: ${call.endState}`.slice(0, 200);
  const { language, seed, dial, dials, queue, pay, bot, message, outcome, answers, setting } = options;
  const scenario = recordScenario(called, { name, language, seed, dials: dial ?? dials, queues: queue, payments: pay, bots: bot, recordings: message, outcomes: outcome, answers, switches: options.switch, settings: setting });
  const before = await readScenariosOr(file, call.flow);
  const at = before.scenarios.findIndex((candidate) => candidate.name === name);
  const scenarios: Scenario[] = at < 0 ? [...before.scenarios, scenario] : before.scenarios.with(at, scenario);
  await writeFile(file, `${JSON.stringify({ ...before, scenarios }, null, 2)}\n`);
  note(`${at < 0 ? 'Recorded' : 'Recorded again'} in ${file}: ${name}`);
}

/** Writes what exploring found in place of what it wrote before; what somebody recorded or wrote stays, in front. */
export async function saveExplored(file: string, written: Scenarios, { note }: CommandContext): Promise<void> {
  const before = await readScenariosOr(file, written.flow);
  const kept = before.scenarios.filter(({ explored }) => explored !== true);
  const names = new Set(kept.map(({ name }) => name));
  const added = written.scenarios.filter(({ name }) => !names.has(name));
  const document = { ...before, scenarios: [...kept, ...added] };
  await writeFile(file, `${JSON.stringify(document, null, 2)}\n`).catch((error: Error) => {
    throw fail('wrong_usage', { reason: `${file} cannot be written: ${error.message}.` });
  });
  note(`Wrote ${file}: ${added.length} scenarios${kept.length > 0 ? `, beside ${kept.length} that were there` : ''}.`);
}

async function readScenariosOr(file: string, flow: string): Promise<Scenarios> {
  if (!(await stat(file).catch(() => null))) return { flow, scenarios: [] };
  const document = await readScenarios(file);
  if (document.flow !== flow) throw fail('wrong_usage', { reason: `${file} holds scenarios of "${document.flow}", and this call was of "${flow}". Record into another file.` });
  return document;
}

/** Throws `wrong_usage` for a file that holds something else. */
export async function readScenarios(file: string): Promise<Scenarios> {
  const document = await readJsonFile(file);
  if (validateScenarios(document)) return document;
  const [problem] = validateScenarios.errors ?? [];
  throw fail('wrong_usage', { reason: `${file} is no scenarios file: ${problem?.instancePath || 'it'} ${problem?.message ?? 'does not fit the schema'}. Compare it with scenarios.schema.json.` });
}
