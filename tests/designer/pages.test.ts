import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const database = useDatabase();
let program: Program;
let browser: Browser;
let session: BrowserContext;
let sold: string;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  const first = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  session = first.page.context();
  await first.close();
  const caller = await dial(program.line);
  await caller.pressesInTurn('2', '4321', '135790', '1', '5');
  caller.hears(/已经开通/);
  await caller.hangsUp();
  sold = caller.callSid;
});
afterAll(async () => {
  await browser.close();
  await program.close();
});

const pages = ['/', '/flows/card-services', '/report', '/calls', '/calls/sold', '/numbers', '/knowledge', '/knowledge/raise_limit', '/knowledge/new', '/recordings', '/callbacks', '/callbacks?list=leads', '/callbacks?list=messages', '/switches', '/calendars', '/calendars/cn-banks', '/products', '/products/card_protection', '/customers', '/settings', '/nowhere'];
const looks = [
  { language: 'en-US' as const, colorScheme: 'light' as const, width: 1280 },
  { language: 'zh-CN' as const, colorScheme: 'dark' as const, width: 1280 },
  { language: 'zh-CN' as const, colorScheme: 'light' as const, width: 390 },
];

describe.each(looks)('in $language, $colorScheme, $width pixels wide', ({ language, colorScheme, width }) => {
  test.each(pages)('%s can be used by everyone and breaks nothing', async (path) => {
    const context = await browser.newContext({ storageState: await session.storageState(), locale: language, colorScheme, viewport: { width, height: 780 } });
    // The session remembers the language it was made in.
    await context.addInitScript(`localStorage.setItem('trunkline-language', '${language}')`);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${program.url}${path.replace('sold', sold)}`);
    await page.getByRole('main').waitFor();
    await page.waitForLoadState('networkidle');
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const { violations: found } = await (globalThis as unknown as { axe: { run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }> } }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`);
    });
    const lang = await page.evaluate<string>('document.documentElement.lang');
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    await context.close();
    expect({ lang, violations, errors, overflow: overflow > 1 }).toEqual({ lang: language, violations: [], errors: [], overflow: false });
  }, 60_000);
});

test('the report shows the sale, and the call is told word by word', async () => {
  const person = await openDesigner({ browser, origin: program.url, context: session });
  await person.page.goto(`${program.url}/report`);
  await person.page.getByText('card_protection').or(person.page.getByText('Card Cover')).first().waitFor();
  await person.page.goto(`${program.url}/calls/${sold}`);
  await person.page.getByText('确认开通请按5', { exact: false }).first().waitFor();
  await person.close();
}, 60_000);
