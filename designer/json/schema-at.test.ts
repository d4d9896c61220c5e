import { expect, test } from '@jest/globals';
import flowSchema from '../../schemas/published/flow.schema.json' with { type: 'json' };
import { schemasAt, type JsonPath, type JsonSchema } from './schema-at.js';

const root = flowSchema as unknown as JsonSchema;

const flow = { states: { greet: { meta: { step: 'say' } }, main: { meta: { step: 'menu', choices: [{ id: 'bill' }] } } } };

const namesAt = (path: JsonPath): string[] => schemasAt(root, flow, path).flatMap((schema) => Object.keys(schema.properties ?? {}));

test.each<[what: string, path: JsonPath, has: string[], lacks: string[]]>([
  ['the top', [], ['id', 'initial', 'states'], ['choices']],
  ['a say step', ['states', 'greet', 'meta'], ['prompt', 'title'], ['choices']],
  ['a menu', ['states', 'main', 'meta'], ['choices', 'prompt'], ['url']],
  ['a choice of a menu', ['states', 'main', 'meta', 'choices', 0], ['id', 'key', 'label'], ['choices']],
  ['nothing that a flow has', ['states', 'main', 'nonsense'], [], ['id']],
])('%s is offered its own fields', (_what, path, has, lacks) => {
  const names = namesAt(path);
  expect(names).toEqual(expect.arrayContaining(has));
  for (const name of lacks) expect(names).not.toContain(name);
});

test('the type of a step is one of those there are', () => {
  expect(schemasAt(root, flow, ['states', 'main', 'meta', 'step']).flatMap((schema) => schema.enum ?? [])).toContain('offer');
});
