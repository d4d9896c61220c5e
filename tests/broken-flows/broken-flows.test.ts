import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../schemas/json.js';
import { applyPatch } from '../../runtime/engine/check/apply-patch.js';
import { checkFlow, type CheckOptions } from '../../runtime/engine/check/check-flow.js';
import type { PatchOperation } from '../../runtime/engine/check/problem.js';
import { rules } from '../../runtime/engine/check/rules.js';

/** Each flow here has one fault and is named for the rule that must find it. */
const folder = import.meta.dirname;
const faults = readdirSync(folder)
  .filter((name) => name.endsWith('.flow.json') && name !== 'sound.flow.json')
  .map((name) => name.slice(0, -'.flow.json'.length));

/** What the flows are checked with: products, and what else an installation has. */
const catalogue = readJson('catalogue.json') as unknown as CheckOptions;

/** By rule, a JSON Patch that mends its flow: the right example of its page in the docs. Where the rule has a fix, that one is meant. */
const mended = readJson('mended.json') as unknown as Record<string, PatchOperation[]>;

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

  test.each(faults)('%s is mended in the docs, and has no problems then', (fault) => {
    const flow = readFlow(fault);
    const patch = mended[fault] ?? checkFlow(flow, catalogue)[0]?.fix?.patch ?? [];
    expect(patch).not.toEqual([]);
    expect(checkFlow(applyPatch(flow, patch), catalogue)).toEqual([]);
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
  return readJson(`${name}.flow.json`);
}

function readJson(name: string): Json {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as Json;
}

function readPointed(document: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);
}
