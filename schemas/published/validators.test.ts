import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { definitions } from '../definitions.js';
import type { JsonObject } from '../json.js';
import { validateFlow, validateStep } from './validators.js';

const root = join(import.meta.dirname, '../..');
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
const sound = readJson(join(root, 'tests/broken-flows/sound.flow.json'));

describe.each(Object.values(definitions))('The validator of $type', ({ type, examples }) => {
  test.each(examples)('takes its example $title.en-US', ({ data }) => {
    expect(validateStep[type]!({ step: type, title: { 'en-US': 'Title' }, ...data })).toBe(true);
  });

  test('refuses what it does not know, and names it', () => {
    const validate = validateStep[type]!;
    expect(validate({ step: type, ...examples[0]!.data, colour: 'red' })).toBe(false);
    expect(validate.errors).toEqual([expect.objectContaining({ keyword: 'additionalProperties', params: { additionalProperty: 'colour' } })]);
  });
});

test('A step in a flow is held to the schema of its own type', () => {
  const flow = structuredClone(sound) as { states: { offer: { meta: JsonObject } } };
  delete flow.states.offer.meta['price'];
  expect(validateFlow(flow)).toBe(false);
  expect(validateFlow.errors).toContainEqual(expect.objectContaining({ instancePath: '/states/offer/meta', keyword: 'required', params: { missingProperty: 'price' } }));
});

test('A state by a name that is no id is refused', () => {
  const states = { ...(sound['states'] as JsonObject), 'Not an id': 5 };
  expect(validateFlow({ ...sound, states })).toBe(false);
});

test.each(readdirSync(import.meta.dirname).filter((name) => name.endsWith('.schema.json')))('%s is a JSON Schema that any tool can read', (name) => {
  const ajv = new Ajv2020({ strict: false });
  expect(() => ajv.compile(readJson(join(import.meta.dirname, name)))).not.toThrow();
});

test('The validators make no code at run time, as a content security policy without eval asks', () => {
  const script = `import { validateFlow } from ${JSON.stringify(`file://${import.meta.dirname}/validators.ts`)}; console.log(validateFlow(${JSON.stringify(sound)}), validateFlow({}));`;
  const run = spawnSync(process.execPath, ['--disallow-code-generation-from-strings', '--import', './scripts/load-typescript.js', '--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  expect(run.stdout.trim()).toBe('true false');
});
