import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { dial } from '../drivers/caller.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let designer: Designer;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  designer = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
});
afterAll(async () => {
  await browser.close();
  await program.close();
});

describe('a newcomer changes the line', () => {
  test('adds a step, is told of a mistake, mends it, tries it, publishes; the next call hears it and the running one does not', async () => {
    const early = await dial(program.line);
    early.hears(/查账单请按2/);

    await designer.opens('card-services');
    const step = await designer.addsStep('say');
    await designer.edits('Text, English', 'Our lines are open all night.');
    await designer.connects('find_customer', 'found', step);
    await designer.seesProblem(/leads nowhere/);
    await designer.seesProblem(/has no words in Chinese/);
    await designer.selects(step);
    await designer.edits('Text, Chinese', '本行热线通宵服务。');
    await designer.connects(step, 'next', 'announcement_on');
    await designer.seesNoProblem(/leads nowhere|has no words/);
    await designer.isSaved();

    await designer.triesOnThePhone();
    await designer.hears('本行热线通宵服务。');
    await designer.seesLit('main_menu');
    await designer.publishes('Say that we are open all night');

    await early.presses('8');
    early.hears(/投诉/);
    const late = await dial(program.line);
    late.hears(/本行热线通宵服务。.*查账单请按2/);
  }, 120_000);

  test('takes a change back and makes it again', async () => {
    await designer.opens('card-services');
    const step = await designer.addsStep('menu');
    await designer.undoes();
    await designer.page.locator(`.react-flow__node[data-id="${step}"]`).waitFor({ state: 'detached' });
    await designer.redoes();
    await designer.page.locator(`.react-flow__node[data-id="${step}"]`).waitFor();
    await designer.deletes(step);
    await designer.isSaved();
  }, 60_000);

  test('a mistake that can be mended is mended by its button', async () => {
    await designer.creates({ id: 'trial-line', name: 'Trial line' });
    const step = await designer.addsStep('say');
    await designer.edits('Text, English', 'Nobody comes here.');
    await designer.mends(/No call can reach/);
    await designer.page.locator(`.react-flow__node[data-id="${step}"]`).waitFor({ state: 'detached' });
    await designer.isSaved();
  }, 60_000);
});
