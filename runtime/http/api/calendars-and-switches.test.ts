import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApiServer } from '../../../tests/drivers/api-server.js';
import type { ApiServer, Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import { watchSwitches, type WatchedSwitches } from '../../store/watch-switches.js';

const database = useDatabase();
let server: ApiServer;
let operator: Person;
let designer: Person;
let analyst: Person;
let nodes: WatchedSwitches[];

const line = {
  id: 'desk',
  initial: 'desk_hours',
  meta: { specVersion: '1.0', name: 'Desk', languages: ['zh-CN'], timeZone: 'Asia/Shanghai' },
  states: {
    desk_hours: { meta: { step: 'hours', weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], calendars: ['test-banks'] }, on: { open: 'selling_on', closed: 'bye' } },
    selling_on: { meta: { step: 'switch_on', title: { 'zh-CN': '是否推荐产品', 'en-US': 'Selling?' }, switch: 'selling', default: 'on' }, on: { on: 'bye', off: 'bye' } },
    bye: { type: 'final', meta: { step: 'hang_up' } },
  },
};
const banks = { id: 'test-banks', title: { 'zh-CN': '银行' }, country: 'CN', days: [{ date: '2026-02-16', kind: 'closed', title: { 'zh-CN': '春节', 'en-US': 'Spring Festival' } }] };

beforeAll(async () => {
  server = await startApiServer(database().pool);
  operator = await server.signIn('operator');
  designer = await server.signIn('designer');
  analyst = await server.signIn('analyst');
  const { pool, connection } = database();
  const watch = () => watchSwitches({ pool, connection, onError: () => undefined });
  nodes = [await watch(), await watch()];
  await designer.post('/flows', { document: line });
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  await server.close();
});

/** Both nodes see it; the test's own limit is the only clock. */
async function onEveryNode(holds: (node: WatchedSwitches) => boolean): Promise<void> {
  while (!nodes.every(holds)) await new Promise((resolve) => setTimeout(resolve, 5));
}

const switchNamed = async (name: string) => (await operator.get('/switches')).body.switches.find((entry: { switch: string }) => entry.switch === name);

describe('a switch', () => {
  test('that a flow reads and nobody has set is listed with its default and its uses', async () => {
    expect(await switchNamed('selling')).toMatchObject({ set: false, value: null, defaults: ['on'], uses: [{ flow: 'desk', flowName: 'Desk', aliases: ['draft'], steps: ['selling_on'], titles: { selling_on: { 'zh-CN': '是否推荐产品', 'en-US': 'Selling?' } } }] });
  });

  test('set by two who opened it at once keeps what the first one set', async () => {
    const set = (value: string, basedOn?: string | null) => operator.put('/switches/twice_opened', { value, ...(basedOn !== undefined && { basedOn }) });
    expect((await set('10%', null)).status).toBe(200);
    const { updatedAt } = await switchNamed('twice_opened');
    expect([(await set('20%', updatedAt)).status, (await set('30%', updatedAt)).status, (await set('40%', null)).status]).toEqual([200, 409, 409]);
    expect((await switchNamed('twice_opened')).value).toBe('20%');
    expect((await set('50%')).status).toBe(200);
    await operator.delete('/switches/twice_opened');
  });

  test('set at one node is seen by both, and its history tells from what to what, by whom and why', async () => {
    await operator.put('/switches/selling', { value: '25%', note: 'try it' });
    await onEveryNode((node) => node.current()['selling'] === '25%');
    await operator.put('/switches/selling', { value: false, note: 'core is down' });
    await onEveryNode((node) => node.current()['selling'] === false);
    expect((await analyst.get('/switches/selling/history')).body.changes).toMatchObject([
      { before: { value: '25%' }, after: { value: false }, note: 'core is down', who: operator.email },
      { before: null, after: { value: '25%' }, note: 'try it', who: operator.email },
    ]);
  });

  test('returns to its default at its end by itself, on both nodes', async () => {
    const until = new Date(Date.now() + 400).toISOString();
    await operator.put('/switches/selling', { value: true, until, note: 'for a moment' });
    await onEveryNode((node) => node.current()['selling'] === true || Date.now() > Date.parse(until));
    await onEveryNode((node) => !('selling' in node.current()));
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
    expect(await switchNamed('selling')).toMatchObject({ set: false, value: null, until: null });
  });

  test('is cleared, once', async () => {
    await operator.put('/switches/selling', { value: true });
    expect((await operator.delete('/switches/selling?note=done')).status).toBe(200);
    expect((await operator.delete('/switches/selling')).status).toBe(404);
    expect((await operator.get('/switches/selling/history')).body.changes[0]).toMatchObject({ before: { value: true }, after: null, note: 'done' });
  });

  test.each([
    ['an end that is over', { value: true, until: '2020-01-01T00:00:00Z' }, /is over/],
    ['an end that is none', { value: true, until: 'tomorrow' }, /until/],
    ['a text without end', { value: 'x'.repeat(30_000) }, /at most 20000/],
  ])('with %s is refused', async (_what, body, says) => {
    const answer = await operator.put('/switches/selling', body);
    expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringMatching(says)]);
  });
});

describe('a calendar', () => {
  test('saved from an older version than holds is refused', async () => {
    const daysOf = (...dates: string[]) => ({ ...banks, id: 'twice-opened', days: dates.map((date) => ({ date, kind: 'closed' })) });
    const save = (document: object, basedOn?: string | null) => operator.put('/calendars/twice-opened', { document, ...(basedOn !== undefined && { basedOn }) });
    const first = (await save(daysOf('2026-01-01'), null)).body.version as string;
    expect((await save(daysOf('2026-01-01', '2026-01-02'), first)).status).toBe(200);
    const { status, body } = await save(daysOf('2026-01-01', '2026-01-03'), first);
    expect([status, body.error?.code]).toEqual([409, 'changed_meanwhile']);
    expect((await save(daysOf('2026-01-01', '2026-01-03'))).status).toBe(200);
    await operator.delete('/calendars/twice-opened');
    expect([(await save(daysOf('2026-01-01'), first)).status, (await save(daysOf('2026-01-01'), null)).status]).toEqual([409, 200]);
    await operator.delete('/calendars/twice-opened');
  });

  const upload = (person: Person, body: object) => person.post('/calendars/import', body);

  test('uploaded over another than the dry run told of is refused', async () => {
    const textOf = (date: string) => JSON.stringify({ ...banks, id: 'uploaded-twice', days: [{ date, kind: 'closed' }] });
    const { replaces } = (await upload(operator, { text: textOf('2026-03-01') })).body;
    expect(replaces).toBe(null);
    await upload(designer, { text: textOf('2026-03-02'), dryRun: false });
    const { status, body } = await upload(operator, { text: textOf('2026-03-01'), dryRun: false, basedOn: replaces });
    expect([status, body.error?.code]).toEqual([409, 'changed_meanwhile']);
    const again = (await upload(operator, { text: textOf('2026-03-01') })).body;
    expect(again.changes).toEqual({ added: ['2026-03-01'], removed: ['2026-03-02'], changed: [] });
    expect((await upload(operator, { text: textOf('2026-03-01'), dryRun: false, basedOn: again.replaces })).body.saved).toBe(true);
    await operator.delete('/calendars/uploaded-twice');
  });

  test('is tried without being saved, saved, seen by every node, and kept in every version', async () => {
    const text = JSON.stringify(banks);
    expect((await upload(operator, { text })).body).toMatchObject({ saved: false, changes: { added: ['2026-02-16'], removed: [], changed: [] } });
    expect((await operator.get('/calendars')).body.calendars).toEqual([]);
    expect((await upload(operator, { text, dryRun: false, note: 'the notice of 2026' })).body.saved).toBe(true);
    await onEveryNode((node) => 'test-banks' in node.calendars.current());
    expect((await upload(operator, { text, dryRun: false })).body.saved).toBe(false);
    const csv = 'date,kind\n2026-02-17,closed\n';
    expect((await upload(operator, { text: csv, fileName: 'test-banks.csv', country: 'CN', dryRun: false })).body.changes).toEqual({ added: ['2026-02-17'], removed: ['2026-02-16'], changed: [] });
    await operator.put('/calendars/test-banks', { document: banks, note: 'back again' });
    const { changes } = (await analyst.get('/calendars/test-banks/history')).body;
    expect(changes.map(({ note }: { note: string }) => note)).toEqual(['back again', '', 'the notice of 2026']);
    expect(changes.map(({ days }: { days: object }) => days)).toEqual([
      { added: ['2026-02-16'], removed: ['2026-02-17'], changed: [] },
      { added: ['2026-02-17'], removed: ['2026-02-16'], changed: [] },
      { added: ['2026-02-16'], removed: [], changed: [] },
    ]);
    expect((await operator.get('/calendars')).body.calendars).toMatchObject([{ calendar: 'test-banks', endsOn: '2026-12-31', updatedBy: operator.email, uses: [{ flow: 'desk', steps: ['desk_hours'], titles: {} }] }]);
  });

  test('says what happens to a call at a moment, for each number', async () => {
    await designer.post('/flows/desk/publish', { revision: 1, alias: 'live', note: '' });
    await operator.put('/numbers/%2B861055550101', { flow: 'desk', alias: 'live' });
    const { answers } = (await analyst.post('/hours/at', { at: '2026-02-16T10:00:00+08:00' })).body;
    expect(answers).toEqual([
      expect.objectContaining({
        flow: 'desk', alias: 'live', numbers: ['+861055550101'], step: 'desk_hours', exit: 'closed', calendar: 'test-banks', local: '2026-02-16 10:00', changesAt: '2026-02-17T09:00:00+08:00',
        reason: { 'en-US': 'closed: Spring Festival (calendar test-banks)', 'zh-CN': '休息：春节（日历 test-banks）' },
      }),
    ]);
    expect((await upload(operator, { text: JSON.stringify(banks) })).body).toMatchObject({ uses: [{ flow: 'desk', steps: ['desk_hours'] }], numbers: ['+861055550101'] });
    const trial = structuredClone(line);
    trial.states.desk_hours.meta.calendars = [];
    expect((await designer.post('/hours/at', { at: '2026-02-16T10:00:00+08:00', document: trial })).body.answers).toMatchObject([{ exit: 'open', why: 'hours' }]);
  });

  test('that callers depend on is not removed; one that nobody needs is, and its history stays', async () => {
    const kept = await operator.delete('/calendars/test-banks');
    expect([kept.status, kept.body.error.message]).toEqual([400, expect.stringMatching(/desk \(desk_hours\).*Publish them without it first/)]);
    await operator.put('/calendars/spare', { document: { ...banks, id: 'spare' } });
    expect((await operator.delete('/calendars/spare')).status).toBe(200);
    expect((await operator.delete('/calendars/spare')).status).toBe(404);
    expect((await operator.get('/calendars/spare/history')).body.changes).toMatchObject([{ document: null }, { document: { id: 'spare' } }]);
    await onEveryNode((node) => !('spare' in node.calendars.current()));
  });

  test('is proposed for a country that is known', async () => {
    const { calendar } = (await operator.post('/calendars/propose', { country: 'CN', years: [2027] })).body;
    expect(calendar).toMatchObject({ country: 'CN', until: '2027-12-31', days: expect.arrayContaining([expect.objectContaining({ date: '2027-10-01', kind: 'closed' })]) });
    expect((await operator.post('/calendars/propose', { country: 'XX', years: [2027] })).body.error.message).toMatch(/"XX" are not known/);
  });

  test('is changed by nobody who may only look', async () => expect((await upload(analyst, { text: '{}' })).status).toBe(403));
});
