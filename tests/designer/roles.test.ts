import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { enUS } from '../../designer/text/en-us.js';
import { isAllowed, roles, type Permission, type Role } from '../../runtime/http/auth/permissions.js';
import { openBrowser } from '../drivers/browser.js';
import { useDatabase } from '../drivers/database.js';
import { openDesigner, type Designer } from '../drivers/designer-driver.js';
import { startProgram, type Program } from '../drivers/program.js';

const database = useDatabase();
let program: Program;
let browser: Browser;
let admin: Designer;

beforeAll(async () => {
  program = await startProgram(database().databaseUrl);
  browser = await openBrowser();
  admin = await openDesigner({ browser, origin: program.url, signInLink: program.signInLink! });
  await admin.creates({ id: 'roles', name: 'Roles' });
  const number = await admin.page.request.put(`${program.url}/api/numbers/%2B14005550100`, { data: { flow: 'card-services', alias: 'live', basedOn: null }, headers: { origin: program.url } });
  expect(number.ok()).toBe(true);
});
afterAll(async () => {
  await browser.close();
  await program.close();
});

async function comesIn(role: Role): Promise<Designer> {
  if (role === 'admin') return admin;
  const added = await admin.page.request.post(`${program.url}/api/users`, { data: { email: `${role}@example.com`, name: role, role }, headers: { origin: program.url } });
  const { link } = (await added.json()) as { link: string };
  return openDesigner({ browser, origin: program.url, signInLink: link });
}

/** What changes something, by the page it stands on, and what one must be allowed to do for it. */
const controls: { page: string; name: string | RegExp; needs: Permission }[] = [
  { page: '/', name: enUS.flows.new, needs: 'flows.write' },
  { page: '/flows/roles', name: enUS.toolbar.addStep, needs: 'flows.write' },
  { page: '/flows/roles', name: enUS.toolbar.try, needs: 'flows.try' },
  { page: '/flows/roles', name: enUS.toolbar.publish, needs: 'flows.publish' },
  { page: '/numbers', name: enUS.numbers.add, needs: 'numbers.write' },
  { page: '/numbers', name: /^Change .*4005550100/, needs: 'numbers.write' },
  { page: '/numbers', name: /^Remove .*4005550100/, needs: 'numbers.write' },
  { page: '/switches', name: enUS.switches.add, needs: 'switches.write' },
  { page: '/calendars', name: enUS.calendars.addPropose, needs: 'calendars.write' },
  { page: '/products', name: enUS.products.new, needs: 'products.write' },
  { page: '/customers', name: enUS.customers.import, needs: 'customers.import' },
  { page: '/recordings', name: enUS.recordings.add, needs: 'recordings.write' },
  { page: '/knowledge', name: enUS.knowledge.new, needs: 'articles.write' },
  { page: '/settings', name: enUS.users.add, needs: 'users.manage' },
];

const pages = [...new Set([...controls.map(({ page }) => page), '/report', '/calls', '/callbacks'])];

describe.each(roles)('For %s', (role) => {
  let page: Page;
  const refused: string[] = [];

  beforeAll(async () => {
    page = (await comesIn(role)).page;
    page.on('response', (response) => void (response.status() === 403 && refused.push(`${new URL(page.url()).pathname}: ${response.request().method()} ${new URL(response.url()).pathname}`)));
  });

  test.each(pages)('%s shows the controls that may be used, and no others', async (path) => {
    await page.goto(program.url + path);
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const here = controls.filter((control) => control.page === path);
    for (const { name, needs } of here) {
      const control = page.getByRole('main').getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).or(page.getByRole('main').getByRole('link', { name })).first();
      if (isAllowed(role, needs)) await control.waitFor();
      else expect([name, await control.count()]).toEqual([name, 0]);
    }
    for (const tab of await page.getByRole('main').getByRole('tab').all()) await tab.click();
    await page.waitForLoadState('networkidle');
    expect(refused.splice(0)).toEqual([]);
  }, 90_000);

  test('the panels of a flow open without asking for what is refused', async () => {
    await page.goto(`${program.url}/flows/roles`);
    for (const panel of ['find', 'problems', 'flow', 'json', 'history'] as const) await page.getByRole('toolbar').getByRole('button', { name: new RegExp(`^${enUS.toolbar[panel].replace(/[()+]/g, '\\$&')}`) }).click();
    await page.locator('.react-flow__node').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForLoadState('networkidle');
    expect(refused.splice(0)).toEqual([]);
  }, 90_000);
});

describe('Somebody whose role is lowered while they work', () => {
  test('is told why it is not saved, and finds it again as text', async () => {
    const added = await admin.page.request.post(`${program.url}/api/users`, { data: { email: 'wei@example.com', name: 'Wei Chen', role: 'designer' }, headers: { origin: program.url } });
    const { user, link } = (await added.json()) as { user: { id: string }; link: string };
    const wei = await openDesigner({ browser, origin: program.url, signInLink: link });
    await wei.opens('roles');
    await wei.selects('welcome');
    await admin.page.request.patch(`${program.url}/api/users/${user.id}`, { data: { role: 'analyst' }, headers: { origin: program.url } });
    await wei.edits(/English/, 'Typed as an analyst.');
    const notice = wei.page.getByRole('alert').filter({ hasText: enUS.refused.title });
    await notice.getByText(/analyst/).waitFor();
    await wei.page.getByRole('toolbar').getByText(enUS.saving.refused).waitFor();
    await notice.getByRole('button', { name: enUS.refused.copy }).waitFor();
    wei.page.once('dialog', (dialog) => void dialog.accept());
    await wei.page.reload();
    const offer = wei.page.getByRole('dialog', { name: enUS.unsaved.title });
    expect(await offer.getByRole('textbox', { name: enUS.unsaved.text }).inputValue()).toContain('Typed as an analyst.');
    await offer.getByRole('button', { name: enUS.unsaved.later }).click();
    await wei.page.reload();
    await offer.waitFor();
    await wei.page.close();
  }, 90_000);
});

describe('A draft that the server does not take', () => {
  test('says why, is not tried for ever, and is saved once it is mended', async () => {
    const { page } = admin;
    const saves = '**/api/flows/roles/draft';
    let tries = 0;
    await admin.opens('roles');
    await admin.isSaved();
    await admin.selects('welcome');
    await page.route(saves, (route) => (route.request().method() === 'PUT' ? ((tries += 1), route.fulfill({ status: 413, body: 'too large' })) : route.fallback()));
    await admin.edits(/English/, 'Too much.');
    const notice = page.getByRole('alert').filter({ hasText: enUS.refused.title });
    await notice.getByText(/413/).waitFor();
    const before = tries;
    await notice.getByRole('button', { name: enUS.refused.again }).click();
    await page.unroute(saves);
    await admin.edits(/English/, 'Less.');
    await admin.isSaved();
    expect(tries).toBeLessThanOrEqual(before + 1);
    expect(await notice.count()).toBe(0);
  }, 90_000);
});
