import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import type { Flow } from '../../schemas/documents/flow.js';
import { openBrowser } from '../drivers/browser.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner } from '../drivers/designer-driver.js';
import { asTheDesignerKeepsIt, createKeyboardDesigner } from '../drivers/keyboard-designer.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let signedIn: Awaited<ReturnType<BrowserContext['cookies']>>;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  const { page } = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  signedIn = await page.context().cookies();
  await page.context().close();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await program.close();
});

const cornerBank = JSON.parse(readFileSync(new URL('./flows/corner-bank.flow.json', import.meta.url), 'utf8')) as Flow;

/** The menu of the same bank, and little else. */
const shortLine: Flow = {
  id: 'short-line',
  initial: 'main_menu',
  meta: { specVersion: '1.0', name: { 'zh-CN': '短线', 'en-US': 'Short line' }, languages: ['zh-CN', 'en-US'], timeZone: 'Asia/Shanghai', keys: { '#': 'again', '0': 'person' } },
  on: { person: '.to_person' },
  states: {
    main_menu: {
      meta: { step: 'menu', title: { 'zh-CN': '主菜单', 'en-US': 'Main menu' }, prompt: { 'zh-CN': '听余额请按2，人工请按0。', 'en-US': 'Balance, press 2. A person, 0.' }, choices: [{ id: 'balance', key: '2', label: { 'zh-CN': '余额', 'en-US': 'What do I have' } }], attempts: 2 },
      on: { balance: 'say_balance', no_input: 'to_person', no_match: 'to_person' },
    },
    say_balance: { description: '余额由人工读。', meta: { step: 'say', title: { 'zh-CN': '播报余额', 'en-US': 'Say the balance' }, prompt: { 'zh-CN': '余额请问人工。', 'en-US': 'A person knows your balance.' } }, on: { next: 'to_person' } },
    to_person: { meta: { step: 'transfer', title: { 'zh-CN': '转人工', 'en-US': 'To a person' }, number: '+861012345678', timeoutSeconds: 20 }, on: { answered: 'goodbye', busy: 'goodbye', no_answer: 'goodbye', failed: 'goodbye' } },
    goodbye: { type: 'final', meta: { step: 'hang_up', title: { 'zh-CN': '再见', 'en-US': 'Goodbye' }, prompt: { 'zh-CN': '再见。', 'en-US': 'Goodbye.' } } },
  },
};

const cases = [
  { language: 'en-US', flow: cornerBank, number: '+861055550201', hears: /营业时间请按1/ },
  { language: 'zh-CN', flow: shortLine, number: '+861055550202', hears: /听余额请按2/ },
] as const;

describe('by keyboard alone', () => {
  test.each(cases)('$flow.id is built from an empty canvas to a line that answers, with the screen in $language', async ({ language, flow, number, hears }) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: language });
    await context.addInitScript(`localStorage.setItem('trunkline.tour', 'seen')`);
    await context.addCookies(signedIn);
    const { page } = await openDesigner({ browser, context, origin: program.url, language });
    const designer = createKeyboardDesigner({ page, language });

    await designer.builds(flow);
    await designer.publishes('Typed');
    await designer.connectsNumber(number, flow);

    const published = (await (await page.request.get(`${program.url}/api/published-flows?flows=${flow.id}`)).json()) as { flows: Record<string, Flow> };
    expect(published.flows[flow.id]).toEqual(asTheDesignerKeepsIt(flow));
    const caller = await dial(program.line, { to: number });
    caller.hears(hears);
    await context.close();
  }, 300_000);
});
