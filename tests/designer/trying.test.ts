import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../drivers/browser.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { findViolations } from '../drivers/find-violations.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let designer: Designer;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  designer = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  await designer.opens('card-services');
});
afterAll(async () => {
  await browser.close();
  await program.close();
});

const tab = (name: string) => designer.page.getByRole('tab', { name, exact: true }).click();

test('a call shows inside what the flow keeps, notes and tells the carrier, step by step and back', async () => {
  await designer.triesOnThePhone();
  await designer.presses('2');
  await designer.presses('4321');
  await tab('Inside');
  const inside = designer.page.getByRole('region', { name: 'Inside' });
  await inside.getByText('customer', { exact: true }).first().waitFor();
  await inside.getByText('gather', { exact: true }).first().waitFor();
  await tab('Call');
  await designer.page.getByRole('button', { name: 'One step back' }).click();
  await designer.hears(/卡号后四位/);
}, 120_000);

test('a call tells which ways steps took of themselves, in words, and what came of a transfer', async () => {
  const { page } = designer;
  await designer.opens('card-services');
  await designer.triesOnThePhone();
  await designer.presses('0');
  const conversation = page.getByRole('log', { name: 'Conversation' });
  await conversation.getByText(/^Transferred to \+86\d+: Answered$/).waitFor();
  await tab('Inside');
  const inside = page.getByRole('region', { name: 'Inside' });
  await inside.getByText('Ways taken').first().waitFor();
  await inside.getByText('Transfer over', { exact: true }).first().waitFor();
  const closed = inside.locator('details:not([open]) > summary');
  while ((await closed.count()) > 0) await closed.first().click();
  await inside.getByText('Switch read', { exact: true }).first().waitFor();
  expect(await inside.getByText('switch_read').count()).toBe(0);
  await inside.getByRole('button', { name: 'Show all' }).first().click();
  await inside.getByRole('button', { name: 'Show less' }).first().waitFor();
  expect(await findViolations(page)).toEqual([]);
  await tab('Call');
}, 120_000);

test('the world of a call is chosen: requests that fail lead where failures lead, a switch that is on is heard', async () => {
  const { page } = designer;
  await page.getByRole('button', { name: 'Settings of the call' }).click();
  await page.getByLabel('Requests are answered').selectOption({ label: 'Every request fails' });
  await page.getByRole('radiogroup', { name: 'emergency_announcement' }).getByText('On', { exact: true }).click();
  await page.keyboard.press('Escape');
  await designer.hears(/系统正在维护/);
  // Nothing can be looked up then, so a person has to.
  await designer.presses('2');
  await designer.hears(/系统忙，暂时办不了，为您转人工/);
}, 120_000);

test('a call that was tried is kept as a scenario, runs with all others, and fails when the flow changes', async () => {
  const { page } = designer;
  await designer.opens('satisfaction-survey');
  await designer.triesOnThePhone();
  await page.getByRole('button', { name: 'Hang up' }).click();
  await page.getByText(/Call ended/).waitFor();
  await page.getByRole('button', { name: 'Keep as a scenario' }).click();
  await page.getByLabel(/Name: a sentence/).fill('A caller hangs up at once');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await tab('Scenarios');
  await page.getByRole('button', { name: /^Run all/ }).click();
  await page.getByText('All as expected').waitFor({ timeout: 240_000 });
  await page.getByText(/exits were passed/).waitFor();
  const mine = page.getByRole('listitem').filter({ hasText: 'A caller hangs up at once' });
  expect(await mine.getByRole('img', { name: 'As expected' }).count()).toBe(1);
}, 300_000);

test('a greeting in other words fails scenarios, shows both wordings, and is accepted at once or one by one, and taken back', async () => {
  const { page } = designer;
  await designer.creates({ id: 'reworded', name: 'Reworded' });
  const keep = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Keep as a scenario' }).click();
    await page.getByLabel(/Name: a sentence/).fill(name);
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await designer.triesOnThePhone();
  await page.getByRole('button', { name: 'Hang up' }).click();
  await page.getByText(/Call ended/).waitFor();
  await keep('hangs up');
  await page.getByRole('button', { name: 'Call again' }).click();
  await page.getByText(/Call ended/).waitFor({ state: 'detached' });
  await designer.presses('1');
  await page.getByText(/Call ended/).waitFor();
  await keep('is done at once');
  await designer.selects('welcome');
  await designer.edits('Question, English', 'Good day to you. To finish, press 1.');

  await tab('Scenarios');
  await page.getByRole('button', { name: 'Run all 2' }).click();
  await page.getByText('2 not as expected').waitFor();
  const item = page.getByRole('listitem').filter({ hasText: 'hangs up' });
  await item.locator('del').filter({ hasText: 'Hello' }).first().waitFor();
  await item.locator('ins').filter({ hasText: 'Good day' }).first().waitFor();
  expect(await findViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Accept the new words: hangs up' }).click();
  await page.getByText('1 scenario expects the new words now.').waitFor();
  await page.getByText('1 not as expected').waitFor();
  await page.getByRole('button', { name: 'Accept the new words of 1 scenario' }).click();
  await page.getByText('All as expected').waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('1 scenario expects the words from before again.').waitFor();
  await page.getByText('1 not as expected').waitFor();
  await item.getByRole('img', { name: 'As expected' }).waitFor();
}, 120_000);

test('what no scenario reaches or takes is marked on the canvas in words, until the marks are put away', async () => {
  const { page } = designer;
  await designer.opens('identify-caller');
  await designer.triesOnThePhone();
  await tab('Scenarios');
  await page.getByRole('button', { name: 'Run all 9' }).click();
  await page.getByText('The scenarios reach every step and take every exit.').waitFor();

  await page.getByRole('button', { name: /^Take away: .*“已锁定”/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take away', exact: true }).click();
  await page.getByRole('button', { name: 'Run all 8' }).click();
  const legend = page.getByRole('note', { name: 'Coverage' });
  await legend.getByText('2 steps that no scenario reaches').waitFor();
  await page.locator('[data-step="identity_locked"]').getByText('No scenario comes here').waitFor();
  await page.locator('[data-step="check_identity"]').getByRole('listitem').filter({ hasText: 'Locked' }).getByText('untested').waitFor();
  expect(await findViolations(page)).toEqual([]);

  await page.getByLabel('Mark on the canvas what nobody passed').uncheck();
  await legend.waitFor({ state: 'detached' });
  expect(await page.getByText('No scenario comes here').count()).toBe(0);
}, 120_000);

test('what a caller says may be spoken, where the browser understands speech', async () => {
  const { page } = designer;
  // The browser of the tests has a recogniser but no service behind it: this one hears a fixed sentence, as a service would answer.
  await page.addInitScript(`
    window.SpeechRecognition = undefined;
    window.webkitSpeechRecognition = class {
      start() { setTimeout(() => { this.onresult({ results: [[{ transcript: '贷款' }]] }); this.onend(); }, 0); }
      abort() { this.onend(); }
    };
  `);
  await page.reload();
  await designer.opens('after-hours-line');
  await designer.triesOnThePhone();
  await designer.staysSilent();
  await page.getByRole('button', { name: 'Speak', exact: true }).click();
  await page.getByText('“贷款”').waitFor();
}, 90_000);
