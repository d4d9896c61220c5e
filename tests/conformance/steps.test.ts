import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { definitions } from '../../schemas/definitions.js';
import { effects } from '../../schemas/effects.js';
import { idPattern } from '../../schemas/documents/flow.js';
import { formControls } from '../../schemas/form-controls.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { openAnsweringServer, type AnsweringServer } from './answering-server.js';
import { compactJson } from './compact-json.js';
import { runCase, type StepCase } from './run-case.js';

/** Write the golden output anew with `UPDATE_CASES=1`, then read the difference. */
const updates = process.env['UPDATE_CASES'] === '1';

const folder = new URL('../../schemas/steps/', import.meta.url);
const generator = fileURLToPath(new URL('../../scripts/generate-registries.js', import.meta.url));
const types = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
const ajv = new Ajv({ strict: false, allErrors: true });

let server: AnsweringServer;
beforeAll(async () => {
  server = await openAnsweringServer();
});
afterAll(() => server.close());

describe('the registry', () => {
  it('holds every folder, in order', () => {
    expect(Object.keys(definitions)).toEqual([...types].sort());
  });

  it('is what the generator writes', () => {
    expect(execFileSync(process.execPath, [generator, '--check'], { encoding: 'utf8' })).toBe('');
  });

  it('holds the effect of every folder that has one', () => {
    const withEffect = types.filter((type) => existsSync(new URL(`${type}/${type}.effect.ts`, folder)));
    expect(Object.keys(effects)).toEqual(withEffect.sort());
  });

  it('has an exit for every effect that fails', () => {
    for (const [type, effect] of Object.entries(effects)) expect([type, exitIds(type, exampleOf(type))]).toEqual([type, expect.arrayContaining([effect.failedExit])]);
  });
});

describe.each(types)('%s', (type) => {
  const definition = definitions[type]!;
  const file = new URL(`${type}/${type}.cases.json`, folder);
  const cases = JSON.parse(readFileSync(file, 'utf8')) as StepCase[];

  it('is named by its folder, in both languages', () => {
    expect(definition.type).toBe(type);
    for (const text of [definition.title, definition.summary]) expect(text).toEqual({ 'en-US': expect.stringMatching(/\S/), 'zh-CN': expect.stringMatching(/\p{Script=Han}/u) });
  });

  it('shows every property in the form: control, help and both titles', () => {
    expect(propertiesWithoutForm(definition.schema as JsonObject, type)).toEqual([]);
  });

  it('has valid examples', () => {
    expect(definition.examples.length).toBeGreaterThan(0);
    for (const { data } of definition.examples) expect(problemsOf(type, data)).toEqual([]);
  });

  it('refuses a property it does not know', () => {
    expect(problemsOf(type, { ...exampleOf(type), unheardOf: 1 })).not.toEqual([]);
  });

  it('leaves by exits of different names', () => {
    for (const { data } of definition.examples) {
      const ids = exitIds(type, data);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(new RegExp(idPattern));
    }
  });

  it('has a case for every exit', () => {
    const reached = new Set(cases.map((each) => each.expect?.exit));
    const declared = new Set(cases.flatMap((each) => exitIds(type, each.data)));
    expect([...declared].filter((id) => !reached.has(id))).toEqual([]);
  });

  it('has cases with valid data and names of their own', () => {
    for (const { name, data, call } of cases) if (!call?.values?.['dataIsWrong']) expect([name, problemsOf(type, data)]).toEqual([name, []]);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it.each(cases)('$name', async (given) => {
    const result = await runCase(type, given, server);
    if (updates) given.expect = result;
    expect(result).toEqual(given.expect);
  });

  afterAll(() => {
    if (updates) writeFileSync(file, `${compactJson(cases as unknown as Json)}\n`);
  });
});

function exampleOf(type: string): JsonObject {
  return definitions[type]!.examples[0]!.data as JsonObject;
}

function exitIds(type: string, data: unknown): string[] {
  return definitions[type]!.exits(data as never).map(({ id }) => id);
}

function problemsOf(type: string, data: unknown): string[] {
  const check = ajv.compile(definitions[type]!.schema);
  return check(data) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Paths of properties that the form cannot show; looks into rows and groups, whose fields are shown too. */
function propertiesWithoutForm(schema: JsonObject, path: string): string[] {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>);
  return properties.flatMap(([name, property]) => {
    const here = `${path}.${name}`;
    const inner = ((property['items'] as JsonObject | undefined) ?? property) as JsonObject;
    return [...(isShown(property) ? [] : [here]), ...propertiesWithoutForm(inner, here)];
  });
}

function isShown(property: JsonObject): boolean {
  const form = property['x-form'] as { control?: string; labels?: JsonObject } | undefined;
  const title = property['x-title'] as { 'en-US'?: string; 'zh-CN'?: string } | undefined;
  const isNamed = Boolean(property['description'] && title?.['en-US'] && title['zh-CN']);
  const labelled = form?.control !== 'select' || (property['enum'] as string[]).every((word) => form.labels?.[word]);
  return isNamed && labelled && (formControls as readonly string[]).includes(form?.control ?? '');
}
