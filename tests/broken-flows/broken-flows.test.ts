import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Product } from '../../schemas/documents/product.js';
import type { Json } from '../../schemas/json.js';
import { applyPatch } from '../../runtime/engine/check/apply-patch.js';
import { checkFlow } from '../../runtime/engine/check/check-flow.js';
import { rules } from '../../runtime/engine/check/rules.js';

/** Each flow here has one fault and is named for the rule that must find it. */
const folder = import.meta.dirname;
const faults = readdirSync(folder)
  .filter((name) => name.endsWith('.flow.json') && name !== 'sound.flow.json')
  .map((name) => name.slice(0, -'.flow.json'.length));

const catalogue = { products: { card_protection: { kind: 'insurance' } as Product } };

describe('A broken flow', () => {
  test('stands here for every rule', () => {
    expect(faults.sort()).toEqual(rules.map((rule) => rule.id).sort());
  });

  test.each(faults)('%s has exactly this problem', (fault) => {
    const problems = checkFlow(readFlow(fault), catalogue);
    expect(problems.map((problem) => problem.rule)).toEqual([fault]);
    const [problem] = problems;
    expect(problem!.severity).toBe(rules.find((rule) => rule.id === fault)!.severity);
    expect(problem!.message).toMatch(/^[A-Z"].*[.…]|\)$/);
    expect(problem!.messages['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  test.each(faults)('%s has no errors left once its fix is applied', (fault) => {
    const flow = readFlow(fault);
    const fixes = checkFlow(flow, catalogue).flatMap((problem) => problem.fix ?? []);
    for (const fix of fixes) expect(checkFlow(applyPatch(flow, fix.patch), catalogue)).toEqual([]);
  });

  test.each(faults)('%s is pointed at where it is', (fault) => {
    const flow = readFlow(fault);
    for (const { pointer, step } of checkFlow(flow, catalogue)) {
      if (pointer) expect(readPointed(flow, pointer)).toBeDefined();
      if (step !== null) expect(pointer.startsWith(`/states/${step}`)).toBe(true);
    }
  });
});

test('A sound flow that sells has no problems', () => {
  expect(checkFlow(readFlow('sound'), catalogue)).toEqual([]);
});

function readFlow(name: string): Json {
  return JSON.parse(readFileSync(join(folder, `${name}.flow.json`), 'utf8')) as Json;
}

function readPointed(document: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);
}
