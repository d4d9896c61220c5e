import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';

const run = promisify(execFile);
const env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' };
const root = join(import.meta.dirname, '../..');

test('Every step type is drawn as card and form, whatever stands in its settings', async () => {
  // Inside the repository, from where the packages are found.
  const folder = await mkdtemp(join(root, 'dist/malformed-'));
  try {
    await run('npx', ['vite', 'build', '--ssr', 'malformed/draw-malformed.tsx', '--outDir', folder, '--config', 'designer/vite.config.ts', '--logLevel', 'error'], { cwd: root, env });
    const program = `const { drawMalformed } = await import(${JSON.stringify(join(folder, 'draw-malformed.js'))}); console.log('\\n' + JSON.stringify(drawMalformed()));`;
    const { stdout } = await run('node', ['--input-type=module', '--eval', program], { cwd: root, env, maxBuffer: 50_000_000 });
    const { drawn, failures } = JSON.parse(stdout.trim().split('\n').at(-1)!) as { drawn: number; failures: string[] };
    expect(failures.slice(0, 50)).toEqual([]);
    expect(drawn).toBeGreaterThan(1000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 600_000);

describe('A flow with malformed steps', () => {
  const database = useDatabase();
  let program: Program;
  let browser: Browser;
  let designer: Designer;
  let page: Page;

  const malformed = {
    constructor: { meta: { step: 'menu', prompt: { 'en-US': 7 }, choices: [{ id: 'a', key: {}, label: {} }, null, 'Hours'] }, on: { no_input: 'odd' } },
    odd: { meta: { step: 'constructor' } },
    split: { meta: { step: 'branch', branches: [{ id: 'x', label: { 'en-US': 'X' }, all: [null] }] }, on: {} },
  };

  const panel = () => page.getByRole('complementary').first();

  beforeAll(async () => {
    program = await startProgram(database().databaseUrl);
    browser = await openBrowser();
    designer = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
    page = designer.page;
    await designer.creates({ id: 'malformed', name: 'Malformed' });
    const text = JSON.stringify({ trunkline: 'steps', states: malformed });
    await page.evaluate(`(() => { const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', ${JSON.stringify(text)}); document.dispatchEvent(new ClipboardEvent('paste', { clipboardData })); })()`);
    await page.locator('.react-flow__node[data-id="constructor"]').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await program.close();
  });

  test('is drawn, placed and saved, and opens again', async () => {
    const { x, y } = await designer.placeOf('constructor');
    expect([Number.isFinite(x), Number.isFinite(y)]).toEqual([true, true]);
    await designer.isSaved();
    await designer.opens('malformed');
    expect(await designer.steps()).toEqual(expect.arrayContaining(Object.keys(malformed)));
  }, 90_000);

  test('shows each step in its form, and names the malformed places', async () => {
    for (const step of Object.keys(malformed)) {
      await designer.selects(step);
      expect(await panel().locator('code').first().innerText()).toBe(step);
    }
    await designer.seesProblem(/"Choices" 1, "Key"/);
    await designer.seesProblem(/"Choices" 2/);
    await designer.seesProblem(/"When all hold" 1/);
    await designer.seesProblem(/type "constructor", which does not exist/);
  }, 90_000);
});
