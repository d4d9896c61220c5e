import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startApiServer } from '../../tests/drivers/api-server.js';
import type { Answer, ApiServer, Person } from '../../tests/drivers/api-server.js';
import { useDatabase } from '../../tests/drivers/database.js';
import { findImportedByPhone } from '../store/queries/customers.js';
import { importCustomers } from './import-customers.js';

const database = useDatabase();
let server: ApiServer;
const people: Record<string, Person> = {};

beforeAll(async () => {
  server = await startApiServer(database().pool);
  for (const role of ['admin', 'operator', 'designer', 'analyst'] as const) people[role] = await server.signIn(role);
});
afterAll(() => server.close());
beforeEach(() => database().pool.query('truncate customers, customer_imports').then(() => undefined));

async function upload(file: string | Buffer, { dryRun = false, who = 'operator', type = 'text/csv' } = {}): Promise<Answer> {
  const answer = await fetch(`${server.origin}/api/customers/imports?dryRun=${dryRun}&fileName=list.csv`, { method: 'POST', headers: { ...people[who]!.headers, 'content-type': type }, body: new Uint8Array(Buffer.from(file)) });
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}

/** The first bytes of one; what follows is not looked at. */
const workbook = (hex: string): Buffer => Buffer.from(hex, 'hex');

const stored = async () => (await database().pool.query<{ customer_id: string; phone: string; data: object }>('select customer_id, phone, data from customers order by customer_id')).rows;

describe('a list of customers', () => {
  const list = '客户号,手机号,姓名,语言,爱好\nC1,138 0000 0001,王小明,普通话,围棋\nC2,+1 (415) 555-2671,Ann Lee,English,\n';

  test('is tried first, which writes nothing', async () => {
    const { body } = await upload(list, { dryRun: true });
    expect(body).toMatchObject({ dryRun: true, counts: { rows: 2, added: 2, changed: 0, unchanged: 0, invalid: 0 }, columns: [{ as: 'customerId' }, { as: 'phone' }, { as: 'name' }, { as: 'language' }, { column: '爱好', as: null }] });
    expect(await stored()).toEqual([]);
    expect((await people['admin']!.get('/customers/imports')).body.imports).toEqual([]);
  });

  test('is imported with its numbers made uniform, and the same list again changes nothing', async () => {
    expect((await upload(list)).body.counts).toMatchObject({ added: 2 });
    expect((await upload(list)).body.counts).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect(await stored()).toEqual([
      { customer_id: 'C1', phone: '+8613800000001', data: { id: 'C1', phone: '+8613800000001', name: '王小明', language: 'zh-CN' } },
      { customer_id: 'C2', phone: '+14155552671', data: { id: 'C2', phone: '+14155552671', name: 'Ann Lee', language: 'en-US' } },
    ]);
    expect((await upload(list.replace('Ann Lee', 'Ann Smith'))).body.counts).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await findImportedByPhone(database().pool, '+14155552671')).toMatchObject({ id: 'C2', name: 'Ann Smith' });
    expect((await people['admin']!.get('/customers/imports')).body.imports).toHaveLength(3);
  });

  test.each([
    ['with a mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(list)])],
    ['in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(list, 'utf16le')])],
    ['in GB 18030', Buffer.concat([Buffer.from([0xbf, 0xcd, 0xbb, 0xa7, 0xba, 0xc5]), Buffer.from(',phone,'), Buffer.from([0xd0, 0xd5, 0xc3, 0xfb]), Buffer.from('\nC1,13800000001,'), Buffer.from([0xcd, 0xf5]), Buffer.from('\n')])],
    ['with semicolons and quotes', Buffer.from('"客户号";"手机号";"姓名"\r\n"C1";"13800000001";"王;小\n明"\r\n')],
  ])('%s is read', async (_what, file) => {
    expect((await upload(file)).body.counts.invalid).toBe(0);
    expect((await stored())[0]).toMatchObject({ customer_id: 'C1', phone: '+8613800000001', data: { name: expect.stringContaining('王') } });
  });

  test('has its wrong rows told by line and fix, and the others imported', async () => {
    const { body } = await upload('id,phone,birthday,opted out\nC1,13800000001,1990-02-30,no\nC2,12345,1990-01-01,no\nC3,13800000003,1990/1/2,maybe\nC4,13800000004,,yes\nC4,13800000005,,\nC6,13800000004,,\n,13800000007,,\nC8,13800000008,1985年12月1日,\n');
    expect(body.counts).toEqual({ rows: 8, added: 2, changed: 0, unchanged: 0, invalid: 6 });
    expect(body.problems.map(({ line, column, messages }: { line: number; column: string; messages: Record<string, string> }) => `${line} ${column}: ${messages['en-US']}`)).toEqual([
      '2 birthday: This is no date. Write it as 1990-05-31.',
      '3 phone: This is no phone number in China. Correct it, or write it with its country code, such as +86 138 0000 0001.',
      '4 opted out: Write yes or no.',
      '6 id: Line 5 has this customer too. Keep one.',
      '7 phone: Line 5 has this number for another customer. A caller must be one person: keep one.',
      '8 id: There is no customer id. Fill it in.',
    ]);
    expect(body.invalid.map(({ line }: { line: number }) => line)).toEqual([2, 3, 4, 6, 7, 8]);
    expect((await stored()).map((row) => row.customer_id)).toEqual(['C4', 'C8']);
  });

  const quoted: [string, string, RegExp | null][] = [
    ['quotes inside a cell', 'Q1,+8613912340101,Wang "Bob" Li', /^2 name: A quotation mark stands inside this cell.*""Bo""/],
    ['words after a quoted cell', 'Q1,+8613912340101,"Wang" Li', /^2 name: A quotation mark stands inside/],
    ['a quote that ends lines later', 'Q1,+8613912340101,"Wang\nQ2,+8613912340102,"Bob"', /^2 name: A quotation mark opens in this row and runs on to line 3/],
    ['quotes as they must be', 'Q1,+8613912340101,"Wang ""Bob"" Li"', null],
    ['quotes inside a cell after one with a line break', 'Q1,+8613912340101,"Wang\r\nLi"\r\nQ2,+8613912340102,Wang "Bob" Li', /^4 name: A quotation mark stands inside/],
    ['a language that is none', 'Q1,+8613912340101,Wang,xx-YY', /^2 language: This is no language/],
    ['a region that is none', 'Q1,+8613912340101,Wang,en-QY', /^2 language: This is no language/],
    ['a number in scientific notation', 'Q1,1.38E+10,Wang,', /^2 phone: The spreadsheet wrote this number in scientific notation.*format the column as text/],
    ['an id in scientific notation', '1.00E+05,+8613912340101,Wang,', /^2 id: The spreadsheet wrote this number in scientific notation/],
    ['a language of a few', 'Q1,+8613912340101,Wang,pt-br', null],
  ];
  test.each(quoted)('with %s has that row told, and the others imported', async (_what, row, says) => {
    const { status, body } = await upload(`id,phone,name,language\n${row}\nQ9,+8613912340109,Zhao,\n`);
    const told = body.problems.map(({ line, column, messages }: { line: number; column: string; messages: Record<string, string> }) => `${line} ${column}: ${messages['en-US']}`);
    expect([status, told]).toEqual([200, says ? [expect.stringMatching(says)] : []]);
    expect((await stored()).map((each) => each.customer_id)).toEqual(expect.arrayContaining(says ? ['Q9'] : ['Q1', 'Q9']));
    expect(body.counts.invalid).toBe(says ? 1 : 0);
  });

  test('names the country in both languages', async () => {
    const { body } = await upload('id,phone\nC1,12\n');
    expect(body.problems[0].messages).toEqual({ 'en-US': expect.stringMatching(/^This is no phone number in China\./), 'zh-CN': expect.stringMatching(/^不是有效的中国电话号码/) });
  });

  test('cannot give the number of one customer to another, and may swap two', async () => {
    await upload('id,phone\nC1,13800000001\nC2,13800000002\n');
    expect((await upload('id,phone\nC9,13800000001\n')).body).toMatchObject({ counts: { added: 0, invalid: 1 }, problems: [{ line: 2, messages: { 'en-US': expect.stringMatching(/belongs to customer C1 already/) } }] });
    expect((await upload('id,phone\nC1,13800000002\nC2,13800000001\n')).body.counts).toMatchObject({ changed: 2, invalid: 0 });
  });

  const hostile: [string, string | Buffer, RegExp][] = [
    ['a column of card numbers by its name', 'id,phone,卡号\nC1,13800000001,1\n', /"卡号" holds what is never stored/],
    ['a column of security codes', 'id,phone,CVV\nC1,13800000001,1\n', /"CVV" holds/],
    ['a column of card numbers under another name', 'id,phone,name\nC1,13800000001,4111 1111 1111 1111\nC2,13800000002,6222-0212-3456-7890-128\nC3,13800000003,5555555555554444\n', /"name" holds numbers of cards/],
    ['no column of numbers', 'id,name\nC1,x\n', /names no column "phone"/],
    ['nothing', '', /is empty/],
    ['a workbook (.xlsx)', workbook('504b03041400060008000000'), /is a spreadsheet workbook.*File → Save As → CSV UTF-8/],
    ['an old workbook (.xls)', workbook('d0cf11e0a1b11ae100000000'), /is a spreadsheet workbook/],
    ['a large workbook', Buffer.concat([workbook('504b03041400060008000000'), Buffer.alloc(20_000_000, 7)]), /is a spreadsheet workbook/],
    ['a quote that never ends', 'id,phone\n"C1,13800000001\n', /Line 2: a quotation mark opens here and is never closed/],
    ['a quote that never ends after rows with line breaks', 'id,phone,name\r\nC1,13800000001,"a\r\nb"\r\n\r\nC2,13800000002,"open\r\nC3,13800000003,c\r\n', /Line 5: a quotation mark opens/],
    ['a quote in the heading', 'id,"pho"ne,name\nC1,13800000001,a\n', /Line 1: A quotation mark stands inside this cell/],
    ['a row without an end', `id,phone\nC1,${'1'.repeat(200_000)}\n`, /Line 2 cannot be read: a row has at most/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), /names no column/],
  ];
  test.each(hostile)('with %s is refused as a whole', async (_what, file, says) => {
    const { status, body } = await upload(file);
    expect([status, body.error?.message]).toEqual([400, expect.stringMatching(says)]);
    expect(await stored()).toEqual([]);
  });

  test('never stores or gives back a card number that slipped into a row', async () => {
    const swallowed = await upload('id,phone,name\nC1,13800000001,"open\nC2,13800000002,4111 1111 1111 1111\nC3,13800000003,"Bo"\nC4,13800000004,Cy\n', { dryRun: true });
    expect([swallowed.body.counts.invalid, JSON.stringify(swallowed.body)]).toEqual([1, expect.not.stringMatching(/4111/)]);
    const { body } = await upload('id,phone,name,remark\nC1,13800000001,4111111111111111,x\nC2,13800000002,Ann,4111 1111 1111 1111\nC3,13800000003,Bo,x\nC4,13800000004,Cy,y\n');
    expect(body.counts).toMatchObject({ added: 2, invalid: 2 });
    expect(JSON.stringify(body)).not.toMatch(/4111/);
    expect(JSON.stringify(await stored())).not.toMatch(/4111/);
  });

  test('that is no file of rows is refused before it is read', async () => expect((await upload('{}', { type: 'application/json' })).status).toBe(400));

  test('of a hundred thousand is streamed', async () => {
    function* rows(): Generator<string> {
      yield 'id,phone,name\n';
      for (let at = 0; at < 100_000; at += 1) yield `C${at},+86138${String(at).padStart(8, '0')},Name ${at}\n`;
    }
    const before = process.memoryUsage().rss;
    const { counts } = await importCustomers(database().pool, { file: Readable.from(rows(), { objectMode: false }), fileName: 'large.csv', country: 'CN', dryRun: false, who: 'test' });
    expect(counts).toMatchObject({ rows: 100_000, added: 100_000, invalid: 0 });
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
  }, 120_000);
});

describe('a customer', () => {
  beforeEach(async () => void (await upload('id,phone,name,segment,opted out\nC1,13812345678,王小明,platinum,yes\n')));

  test.each([['admin', false], ['operator', false], ['designer', true], ['analyst', true]])('seen by an %s is masked: %s', async (role, masked) => {
    const { body } = await people[role]!.get('/customers?search=王小');
    expect(body).toMatchObject({ masked, total: 1, customers: [{ customerId: 'C1', phone: masked ? '+86138****5678' : '+8613812345678', data: { name: masked ? '王**' : '王小明', segment: 'platinum' } }] });
    expect((await people[role]!.get('/customers/C1')).body.customer.phone).toBe(masked ? '+86138****5678' : '+8613812345678');
  });

  test.each(['5678', '138 1234', 'c1', '王'])('is found by %s', async (search) => expect((await people['operator']!.get(`/customers?search=${encodeURIComponent(search)}`)).body.total).toBe(1));

  test.each(['%', '_', "'; drop table customers", '9999'])('is not found by %s', async (search) => expect((await people['operator']!.get(`/customers?search=${encodeURIComponent(search)}`)).body.total).toBe(0));

  test('is erased by an administrator only, and stays opted out when imported again', async () => {
    expect((await people['operator']!.delete('/customers/C1')).status).toBe(403);
    expect((await people['admin']!.delete('/customers/C1')).status).toBe(200);
    expect((await people['admin']!.get('/customers/C1')).status).toBe(404);
    expect((await people['admin']!.delete('/customers/C1')).status).toBe(404);
    expect(JSON.stringify(await stored())).not.toMatch(/王|5678/);
    expect((await upload('id,phone,opted out\nC1,13812345678,no\n')).body.counts).toMatchObject({ changed: 1 });
    expect((await people['admin']!.get('/customers/C1')).body.customer.optedOutAt).not.toBeNull();
  });

  test('is imported by nobody who may only look', async () => expect((await upload('id,phone\n', { who: 'analyst' })).status).toBe(403));
});
