import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { trunkline, withFolder } from './run-trunkline.js';

const fixtures = join(import.meta.dirname, 'fixtures');
const sound = join(fixtures, 'branch-line.flow.json');
const broken = 'tests/broken-flows/unknown-target.flow.json';

describe('trunkline check', () => {
  test('prints the check document and nothing else with --json', async () => {
    const { exitCode, json } = await trunkline(['check', broken, '--json']);
    const { files, ...rest } = json();
    expect(exitCode).toBe(1);
    expect(rest).toEqual({ schemaVersion: 1, ok: false, errors: expect.any(Number), warnings: expect.any(Number) });
    expect(Object.keys(files[0])).toEqual(['file', 'flow', 'problems']);
    expect(files[0].file).toBe(broken);
    const problem = files[0].problems.find(({ rule }: { rule: string }) => rule === 'unknown-target');
    expect(Object.keys(problem)).toEqual(['rule', 'severity', 'pointer', 'step', 'message', 'fix']);
  });

  test('names file, step, rule and message for people', async () => {
    const { exitCode, out } = await trunkline(['check', broken]);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/✗ tests\/broken-flows\/unknown-target\.flow\.json\n\s+error .* unknown-target\n/);
  });

  test('finds nothing wrong with a sound flow', async () => {
    const { exitCode, json } = await trunkline(['check', sound, '--json']);
    expect(exitCode).toBe(0);
    expect(json()).toMatchObject({ ok: true, errors: 0, files: [{ flow: 'branch-line' }] });
  });
});

describe('trunkline test', () => {
  test('calls as the scenarios say and tells the exits that were covered', async () => {
    const { exitCode, json } = await trunkline(['test', fixtures, '--json']);
    expect(json().files[0].scenarios.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
    expect(exitCode).toBe(0);
    const [{ coverage }] = json().files;
    expect(coverage.steps).toEqual({ covered: 7, total: 7, percent: 100, missing: [] });
    expect(coverage.exits.missing).toContainEqual({ step: 'card', exit: 'no_input' });
    expect(coverage.exits.missing).not.toContainEqual({ step: '*', exit: 'person' });
  });

  test('tells pairs of exits one right after the other, and fails under a threshold', async () => {
    const { exitCode, json } = await trunkline(['test', sound, '--min-steps', '100', '--min-exits', '100', '--json']);
    const { ok, failed, files } = json();
    expect({ exitCode, ok, failed }).toEqual({ exitCode: 1, ok: false, failed: 0 });
    const [{ coverage, belowThreshold }] = files;
    expect(belowThreshold).toEqual(['exits']);
    expect(coverage.pairs.covered).toBeGreaterThan(3);
    expect(coverage.pairs.missing).toHaveLength(coverage.pairs.total - coverage.pairs.covered);
    expect(coverage.pairs.missing[0]).toEqual({ from: { step: expect.any(String), exit: expect.any(String) }, to: { step: expect.any(String), exit: expect.any(String) } });
    expect((await trunkline(['test', sound, '--min-exits', 'most'])).exitCode).toBe(2);
    expect((await trunkline(['test', sound, '--min-exits', '100'])).out).toContain('fewer exits than asked for');
  });

  test('says in words what did not happen, and exits with 1', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'branch-line.flow.json'), await readFile(sound));
      const expectations = [
        [{ endState: 'completed', endedBy: 'caller' }, 'The call ended as "informed", not as "completed".', 'The call was ended by the flow, not by the caller.'],
        [{ hears: ['没有欠款', '您好'] }, 'The caller did not hear "您好" after "没有欠款". What was spoken then: "再见。".'],
        [{ neverHears: ['欠款'] }, 'The caller heard "欠款", which must not be said here, in "尾号四三二幺的账单没有欠款。".'],
        [{ steps: ['card', 'main_menu'] }, 'The call did not pass step "main_menu" at this point. It went welcome → main_menu → card → bill → goodbye.'],
        [{ orders: [{ product: 'card_protection' }] }, 'Expected orders: card_protection. Placed: none.'],
        [{ messages: ['账单'] }, 'Expected 1 texts. Sent: none.'],
        [{ decisions: [{ product: 'card_protection', action: 'offer' }] }, 'No decision product card_protection, action offer was made. Made: none.'],
      ] as const;
      const scenarios = expectations.map(([expect], index) => ({ name: `scenario ${index}`, keys: '2 4321', expect }));
      await writeFile(join(folder, 'branch-line.scenarios.json'), JSON.stringify({ flow: 'branch-line', scenarios: [...scenarios, { name: 'bad keys', keys: '1 2x', expect: {} }] }));
      const { exitCode, json } = await trunkline(['test', folder, '--json']);
      expect(exitCode).toBe(1);
      expect(json()).toMatchObject({ ok: false, passed: 0, failed: 8 });
      const problems = json().files[0].scenarios.map((scenario: { problems: string[] }) => scenario.problems);
      expect(problems.slice(0, -1)).toEqual(expectations.map(([, ...sentences]) => sentences));
      expect(problems.at(-1)[0]).toContain('"2x" is no token');
    }));

  test('reads what the installation sets, which a scenario may say otherwise', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'branch-line.flow.json'), (await readFile(sound, 'utf8')).replace('的账单没有欠款。', '的账单没有欠款，{{ settings.branchName }}。'));
      const scenario = { name: 'as it is set', keys: '2 4321', expect: { hears: ['没有欠款，城东支行'] } };
      const other = { ...scenario, name: 'as the scenario says', settings: { branchName: '城西支行' }, expect: { hears: ['没有欠款，城西支行'] } };
      await writeFile(join(folder, 'branch-line.scenarios.json'), JSON.stringify({ flow: 'branch-line', scenarios: [scenario, other] }));
      const { exitCode, out } = await trunkline(['test', folder], { environment: { FLOW_SETTINGS: '{"branchName": "城东支行"}' } });
      expect([exitCode, out]).toEqual([0, expect.stringContaining('all as expected')]);
    }));

  test('shows reworded prompts beside what was expected, and accepts them where the call went as the scenario says', () =>
    withFolder(async (folder) => {
      const [flowFile, scenariosFile] = [join(folder, 'branch-line.flow.json'), join(folder, 'branch-line.scenarios.json')];
      await writeFile(flowFile, (await readFile(sound, 'utf8')).replace('的账单没有欠款。', '的账单已经还清。'));
      const way = ['welcome', 'main_menu', 'card', 'bill', 'goodbye'];
      const recorded = { name: 'a caller hears of the bill', keys: '2 4321', expect: { endState: 'informed', hears: ['尾号四三二幺的账单没有欠款。', '再见。'], steps: way } };
      const written = { name: 'no way is named', keys: '2 4321', expect: { hears: ['四三二幺的账单没有欠款'] } };
      const elsewhere = { name: 'another ending', keys: '2 4321', expect: { endState: 'completed', hears: ['没有欠款'], steps: way } };
      const forbidden = { name: 'what must not be said', keys: '2 4321', expect: { hears: ['没有欠款'], neverHears: ['还清'], steps: way } };
      await writeFile(scenariosFile, JSON.stringify({ flow: 'branch-line', scenarios: [recorded, written, elsewhere, forbidden] }));
      const stored = async () => JSON.parse(await readFile(scenariosFile, 'utf8')).scenarios;

      const shown = await trunkline(['test', folder]);
      expect(shown.exitCode).toBe(1);
      expect(shown.out).toMatch(/expected: .*\[-.*-\]\n\s+came: .*\[\+.*\+\]/);
      expect(shown.out).toContain('--only "no way is named" --accept-words');
      expect(await stored()).toEqual([recorded, written, elsewhere, forbidden]);

      const accepted = await trunkline(['test', folder, '--accept-words', '--json']);
      expect({ exitCode: accepted.exitCode, ...accepted.json() }).toMatchObject({ exitCode: 1, ok: false, passed: 1, failed: 3 });
      const reworded = { ...recorded, expect: { ...recorded.expect, hears: ['尾号四三二幺的账单已经还清。', '再见。'] } };
      expect(await stored()).toEqual([reworded, written, elsewhere, forbidden]);

      const one = await trunkline(['test', folder, '--only', written.name, '--accept-words']);
      expect(one.exitCode).toBe(0);
      expect((await stored())[1].expect.hears).toEqual(['尾号四三二幺的账单已经还清。']);
      expect((await trunkline(['test', folder, '--only', 'nobody'])).exitCode).toBe(2);
    }));

  test('asks for scenarios where there are none', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'branch-line.flow.json'), await readFile(sound));
      const { exitCode, errors } = await trunkline(['test', folder]);
      expect(errors).toMatch(/no scenarios beside .*--record/);
      expect(exitCode).toBe(2);
    }));
});

describe('trunkline export', () => {
  test('xstate is the flow itself', async () => {
    expect((await trunkline(['export', 'xstate', sound])).json()).toEqual(JSON.parse(await readFile(sound, 'utf8')));
  });

  test.each([
    ['mermaid', ['stateDiagram-v2', '[*] --> welcome_', 'main_menu_ --> card_: bill (2)', 'ANY --> to_person_: person (0)', 'goodbye_ --> [*]']],
    ['scxml', ['initial="welcome"', '<transition event="bill" target="card"/>', '<transition event="person" target="to_person"/>', '<final id="goodbye"/>']],
  ])('%s has the steps and the exits', async (format, parts) => {
    const { out, exitCode } = await trunkline(['export', format, sound]);
    expect(exitCode).toBe(0);
    expect(parts.filter((part) => !out.includes(part))).toEqual([]);
  });
});
