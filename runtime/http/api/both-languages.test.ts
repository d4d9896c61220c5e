import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApiServer } from '../../../tests/drivers/api-server.js';
import type { ApiServer, Person } from '../../../tests/drivers/api-server.js';
import { useDatabase } from '../../../tests/drivers/database.js';
import type { Role } from '../auth/permissions.js';

const database = useDatabase();
let server: ApiServer;
const people = {} as Record<Role, Person>;

beforeAll(async () => {
  server = await startApiServer(database().pool);
  for (const role of ['admin', 'designer', 'analyst', 'operator'] as const) people[role] = await server.signIn(role);
  await people.designer.post('/flows', { document });
  await people.designer.put('/flows/taken/draft', { document: { ...document, meta: { ...document.meta, name: '新名称' } }, layout, revision: 1 });
});

afterAll(() => server.close());

const document = { id: 'taken', initial: 'goodbye', meta: { specVersion: '1.0', name: '挂失', languages: ['zh-CN'] }, states: { goodbye: { type: 'final', meta: { step: 'hang_up', endState: 'completed' } } } };
const layout = { flow: 'taken', positions: {} };
const calendar = { id: 'banks', title: { 'en-US': 'Banks', 'zh-CN': '银行' }, country: 'CN', source: 'made up', until: '2027-12-31', days: [{ date: '2027-01-01', kind: 'closed', title: { 'zh-CN': '元旦' } }] };

/** Sends a file as a page does. */
async function upload(who: Person, path: string, file: string, type: string) {
  const answer = await fetch(`${server.origin}/api${path}`, { method: 'POST', headers: { ...who.headers, 'content-type': type }, body: file });
  return { status: answer.status, body: (await answer.json()) as Awaited<ReturnType<Person['get']>>['body'] };
}

interface Case {
  what: string;
  asks(): Promise<{ status: number; body: Awaited<ReturnType<Person['get']>>['body'] }>;
  status: number;
  english: string;
  chinese: string;
}

describe.each<Case>([
  {
    what: 'a name left empty',
    asks: () => people.admin.post('/users', { email: 'a@example.com', name: '', role: 'analyst' }),
    status: 400,
    english: 'body.name must NOT have fewer than 1 characters.',
    chinese: '“name”不能为空，请填写。',
  },
  {
    what: 'an address that is none',
    asks: () => people.admin.post('/users', { email: 'nowhere', name: 'A', role: 'analyst' }),
    status: 400,
    english: 'body.email must match format "email".',
    chinese: '“email”不是有效的邮箱地址，请改正。',
  },
  {
    what: 'a field that is missing',
    asks: () => people.designer.post('/check', {}),
    status: 400,
    english: "body must have required property 'document'.",
    chinese: '提交的内容缺少“document”，请补上。',
  },
  {
    what: 'a limit that is too high',
    asks: () => people.operator.get('/calls?limit=100000'),
    status: 400,
    english: 'query.limit must be <= 500.',
    chinese: '查询条件中的“limit”不能大于 500。',
  },
  {
    what: 'a body that is no JSON',
    asks: () => upload(people.designer, '/check', '{"document":', 'application/json'),
    status: 400,
    english: 'The body is not JSON: Unexpected end of JSON input',
    chinese: '提交的内容不是 JSON：Unexpected end of JSON input',
  },
  {
    what: 'a call that is not there',
    asks: () => people.operator.get('/calls/CAnone'),
    status: 404,
    english: 'Call "CAnone" does not exist. List the calls to find its id.',
    chinese: '通话“CAnone”不存在。请从通话列表中选择。',
  },
  {
    what: 'a number for a flow that is not published',
    asks: () => people.operator.put('/numbers/*', { flow: 'taken', alias: 'live' }),
    status: 404,
    english: '"taken@live" does not exist. Publish the flow as "live" first, or correct the name.',
    chinese: '“taken@live”不存在。请先把流程发布为“live”，或改正名称。',
  },
  {
    what: 'an id that is taken',
    asks: () => people.designer.post('/flows', { document }),
    status: 409,
    english: 'Flow "taken" exists already. Open it, or give yours another id.',
    chinese: '流程“taken”已存在。请打开它，或换一个编号。',
  },
  {
    what: 'a draft that somebody else saved',
    asks: () => people.designer.put('/flows/taken/draft', { document, layout, revision: 1 }),
    status: 409,
    english: 'Somebody saved this draft after you opened it (revision 2, yours 1). Reload, or save as a copy.',
    chinese: '您打开之后，有人保存了这份草稿（现为第 2 版，您的是第 1 版）。请重新载入，或另存为副本。',
  },
  {
    what: 'a role that may not',
    asks: () => people.analyst.put('/numbers/*', { flow: 'taken', alias: 'live' }),
    status: 403,
    english: 'Your role (analyst) may not do this; it needs admin or operator. Ask an administrator.',
    chinese: '您的角色（分析员）没有这项权限，需要管理员或运营员。请联系管理员。',
  },
  {
    what: 'customers with a column of cards',
    asks: () => upload(people.operator, '/customers/imports', '客户号,手机号,银行卡号\nC1,13812345678,6222020200112233445\n', 'text/csv'),
    status: 400,
    english: 'The column "银行卡号" holds what is never stored: numbers of cards, their secrets, papers of identity. Take it out of the file.',
    chinese: '“银行卡号”列的内容（银行卡号、卡片密码或证件号码）不允许存储。请从文件中删除该列。',
  },
  {
    what: 'customers without their numbers',
    asks: () => upload(people.operator, '/customers/imports', 'id,name\nC1,Ann\n', 'text/csv'),
    status: 400,
    english: 'The first line names no column "phone" (手机号). It has: "id", "name".',
    chinese: '第一行没有“手机号”列，请补上列名。现有：“id”、“name”。',
  },
  {
    what: 'a calendar saved under the id of another',
    asks: () => people.operator.put('/calendars/others', { document: calendar }),
    status: 400,
    english: 'body.document.id is "banks" and the address says "others". Make them equal.',
    chinese: '文件中的编号是“banks”，网址中是“others”。请改为一致。',
  },
])('$what', ({ asks, status, english, chinese }) => {
  test('is told in English and in Chinese', async () => {
    const { status: answered, body } = await asks();
    expect([answered, body.error.message, body.error.messages]).toEqual([status, english, { 'en-US': english, 'zh-CN': chinese }]);
    expect(JSON.stringify(body.error.details ?? {})).not.toContain('zh-CN');
  });
});
