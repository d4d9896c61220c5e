import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../runtime/config.js';
import { startServer, type RunningServer } from '../../runtime/start-server.js';
import { useDatabase } from '../drivers/database.js';
import { trunkline, withFolder } from './run-trunkline.js';

const afterHours = 'flows/after-hours-line.flow.json';

describe('Without a database', () => {
  test('a flow says which way it goes at a moment on its own clock, and why', async () => {
    const { out } = await trunkline(['hours', afterHours, '--at', '2026-02-16T10:00']);
    expect(out).toMatch(/desk_open +2026-02-16 10:00 Asia\/Shanghai +closed +closed: Spring Festival \(calendar cn-banks\) +opens 2026-02-24/);
    const { answers } = (await trunkline(['hours', afterHours, '--at', '2026-02-14T10:00', '--json'])).json();
    expect(answers).toMatchObject([{ step: 'desk_open', exit: 'open', why: 'open_day', calendar: 'cn-banks' }]);
  });

  test.each([
    [['hours', afterHours, '--at', 'soon'], /"soon" is no moment/],
    [['hours', 'package.json'], /is no flow/],
    [['hours', afterHours, '--flow', 'x'], /not both/],
  ])('%j is wrong usage', async (words, says) => {
    const { exitCode, errors } = await trunkline(words);
    expect([exitCode, errors]).toEqual([2, expect.stringMatching(says)]);
  });

  test('a call at a moment goes by the calendars beside the flow, whatever their format', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'desk.flow.json');
      const flow = {
        id: 'desk', initial: 'desk_hours', meta: { specVersion: '1.0', name: 'Desk', languages: ['en-US'], timeZone: 'Asia/Shanghai' },
        states: {
          desk_hours: { meta: { step: 'hours', weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], calendars: ['cn-desk'], saveAs: 'hours' }, on: { open: 'welcome', closed: 'sorry' } },
          welcome: { meta: { step: 'say', prompt: { 'en-US': 'Welcome.' } }, on: { next: 'bye' } },
          sorry: { meta: { step: 'say', prompt: { 'en-US': 'Closed for {{ hours.reason }}.' } }, on: { next: 'bye' } },
          bye: { type: 'final', meta: { step: 'hang_up' } },
        },
      };
      await writeFile(file, JSON.stringify(flow));
      expect((await trunkline(['check', file])).out).toMatch(/"cn-desk", which does not exist.*unknown-calendar/);
      const calendars = join(folder, 'cn-desk.calendar.json');
      await writeFile(calendars, JSON.stringify({ id: 'cn-desk', title: { 'en-US': 'Desk' }, country: 'CN', days: [{ date: '2026-11-24', kind: 'closed', title: { 'en-US': 'Stocktaking' } }] }));
      expect((await trunkline(['call', file, '--keys', '', '--at', '2026-11-24T10:00:00+08:00'])).out).toMatch(/Closed for Stocktaking\./);
      expect((await trunkline(['call', file, '--keys', '', '--at', '2026-11-25T10:00:00+08:00'])).out).toMatch(/Welcome\./);
      await writeFile(calendars, '{"id":"cn-desk","days":[{"date":"2026-02-30","kind":"closed"}],"title":{"en-US":"x"},"country":"CN"}');
      expect((await trunkline(['check', file])).errors).toMatch(/cn-desk\.calendar\.json is no calendar: 2026-02-30 does not exist/);
    }));

  test('the holidays of a country are proposed, once into a file', () =>
    withFolder(async (folder) => {
      const output = join(folder, 'de.calendar.json');
      expect((await trunkline(['calendar', 'propose', 'DE', '--years', '2027', '--output', output])).exitCode).toBe(0);
      expect(JSON.parse(await readFile(output, 'utf8'))).toMatchObject({ country: 'DE', days: expect.arrayContaining([expect.objectContaining({ date: '2027-10-03' })]) });
      expect((await trunkline(['calendar', 'propose', 'DE', '--output', output])).errors).toMatch(/is there already/);
    }));
});

/** The same commands on the database itself and on a server elsewhere through its API. */
describe.each(['the database', 'a server'])('On %s', (place) => {
  const database = useDatabase();
  let server: RunningServer;
  let environment: Record<string, string>;

  beforeAll(async () => {
    const direct = { DATABASE_URL: database().databaseUrl, TWILIO_AUTH_TOKEN: 'a token for tests', LOG_LEVEL: 'silent', PORT: '0' };
    server = await startServer(readConfig(direct));
    const { out } = await trunkline(['token', 'create', 'tests', '--role', 'admin'], { environment: direct });
    environment = place === 'a server' ? { TRUNKLINE_URL: server.url, TRUNKLINE_TOKEN: out.trim() } : direct;
  });
  afterAll(() => server.close());
  const run = (...words: string[]) => trunkline(words, { environment });

  test('a switch is set until a moment with a note, told with its history, and cleared', async () => {
    expect((await run('switch', 'list')).out).toMatch(/emergency_announcement +not set/);
    expect((await run('switch', 'set', 'emergency_announcement', '--text', 'zh-CN=台风。', '--text', 'en-US=Typhoon.', '--until', '2h', '--note', 'typhoon')).out).toMatch(/until 20/);
    await run('switch', 'set', 'selling', 'off');
    const { switches } = (await run('switch', 'list', '--json')).json();
    expect(switches).toEqual(expect.arrayContaining([expect.objectContaining({ switch: 'emergency_announcement', set: true, note: 'typhoon', value: { on: true, texts: { 'zh-CN': '台风。', 'en-US': 'Typhoon.' } } }), expect.objectContaining({ switch: 'selling', value: false })]));
    expect((await run('switch', 'clear', 'emergency_announcement', '--note', 'over')).exitCode).toBe(0);
    expect((await run('switch', 'history', 'emergency_announcement', '--json')).json().changes).toMatchObject([{ after: null, note: 'over' }, { before: null, note: 'typhoon' }]);
  });

  test('a sign-in link leads to where the server listens, though nothing here says where that is', async () => {
    const email = `lin-${place.length}@example.com`;
    const { out, errors } = await run('user', 'add', email);
    expect([out, errors]).toEqual([expect.stringMatching(`^${server.url}/sign-in\\?token=`), expect.not.stringMatching(/PUBLIC_URL/)]);
    if (place === 'the database') expect((await trunkline(['user', 'link', email], { environment: { ...environment, PUBLIC_URL: 'https://ivr.example.com' } })).out).toMatch(/^https:\/\/ivr\.example\.com\/sign-in/);
  });

  test.each([
    [['switch', 'set', 'selling'], /Name a value/],
    [['switch', 'set', 'selling', 'on', '--until', '2020-01-01T00:00:00Z'], /which is over/],
    [['switch', 'set', 'selling', 'on', '--until', 'tomorrow'], /is a moment with its offset/],
    [['switch', 'set', 'a', '--text', 'hello'], /--text is a language and its words/],
    [['customer', 'import', 'nowhere.csv'], /no file that can be read/],
  ])('%j is wrong usage', async (words, says) => {
    const { exitCode, errors } = await run(...words);
    expect([exitCode, errors]).toEqual([2, expect.stringMatching(says)]);
  });

  test('a calendar is imported from a file, tried first, and its faults are told by line', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'cn-desk.csv');
      await writeFile(file, '日期,类型,名称\n2026-12-24,休,盘点\n');
      expect((await run('calendar', 'import', file, '--dry-run')).out).toMatch(/\+ 2026-12-24 +closed +盘点\n.*1 days added.*dry run/s);
      expect((await run('calendar', 'list')).out).not.toContain('cn-desk');
      expect((await run('calendar', 'import', file, '--note', 'by hand')).out).toMatch(/holds from the next turn on/);
      expect((await run('calendar', 'history', 'cn-desk')).out).toContain('by hand');
      await writeFile(file, 'date\n2026-13-01\n');
      const faulty = await run('calendar', 'import', file);
      expect([faulty.exitCode, faulty.out]).toEqual([1, expect.stringMatching(/cn-desk\.csv:2 +"2026-13-01" is no date/)]);
      expect((await run('calendar', 'remove', 'cn-desk')).exitCode).toBe(0);
      expect((await run('hours', '--at', '2026-02-16T10:00:00+08:00', '--flow', 'after-hours-line')).out).toMatch(/Spring Festival/);
    }));

  test('a calendar that a spreadsheet in China saved is read as it was written, and a workbook is told how to become text', () =>
    withFolder(async (folder) => {
      const [gbk, workbook] = [join(folder, 'cn-gbk.csv'), join(folder, 'cn-gbk.xlsx')];
      // 日期,类型,名称 and 2026-12-24,休,盘点 in GBK.
      await writeFile(gbk, Buffer.concat([Buffer.from('c8d5c6da2cc0e0d0cd2cc3fbb3c60a', 'hex'), Buffer.from('2026-12-24,'), Buffer.from('d0dd2cc5ccb5e30a', 'hex')]));
      expect((await run('calendar', 'import', gbk, '--dry-run')).out).toMatch(/\+ 2026-12-24 +closed +盘点/);
      await writeFile(workbook, Buffer.from('504b03041400060008000000', 'hex'));
      for (const command of ['calendar', 'customer']) {
        const { exitCode, errors } = await run(command, 'import', workbook);
        expect([exitCode === 0, errors]).toEqual([false, expect.stringMatching(/spreadsheet workbook.*File → Save As → CSV UTF-8/)]);
      }
    }));

  test('customers are imported, their wrong rows written to a file, listed and erased', () =>
    withFolder(async (folder) => {
      const [file, toMend] = [join(folder, 'list.csv'), join(folder, 'to-mend.csv')];
      await writeFile(file, 'id,phone,name\nC1,13812345678,Ann\nC2,1,=cmd()\n');
      expect((await run('customer', 'import', file, '--dry-run')).out).toMatch(/list\.csv:3 +phone: This is no phone number.*2 rows: 1 new.*dry run/s);
      const imported = await run('customer', 'import', file, '--invalid', toMend);
      expect([imported.exitCode, await readFile(toMend, 'utf8')]).toEqual([1, expect.stringMatching(/C2,1,'=cmd\(\),3,/)]);
      expect((await run('customer', 'list', '5678')).out).toMatch(/C1 +\+8613812345678 +Ann +import/);
      expect((await run('customer', 'erase', 'C1')).exitCode).toBe(0);
      expect((await run('customer', 'list', '--json')).json().customers).toEqual([]);
    }));
});
