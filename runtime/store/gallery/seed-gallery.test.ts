import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { useDatabase } from '../../../tests/drivers/database.js';
import { getDraft, saveDraft } from '../queries/drafts.js';
import type { DraftDocument } from '../queries/drafts.js';
import { removeNumber, getNumbers, setNumber } from '../queries/numbers.js';
import { getProducts, saveProduct } from '../queries/products.js';
import { getPublications, publishDraft, rollbackFlow } from '../queries/publications.js';
import { versionOf } from '../version-id.js';
import { seedGallery } from './seed-gallery.js';

const database = useDatabase();
const folders: string[] = [];
const flow = 'card-services';

const flowNamed = (name: string) => ({ id: flow, initial: 'bye', meta: { specVersion: '1.0' as const, name, languages: ['zh-CN'] }, states: { bye: { type: 'final' as const, meta: { step: 'hang_up' } } } });

const layoutAt = (x: number) => ({ flow, positions: { bye: { x, y: 0 } } });

const productAt = (amountMinor: number) => ({ id: 'card_protection', quoted: { price: { amountMinor, currency: 'CNY' }, period: 'month' } });

/** A program that ships these. */
async function ship({ name = 'first', x = 1, price = 400 } = {}): Promise<{ start: () => ReturnType<typeof seedGallery> }> {
  const flowsDir = await mkdtemp(join(tmpdir(), 'gallery-'));
  folders.push(flowsDir);
  await mkdir(join(flowsDir, 'products'));
  await writeFile(join(flowsDir, `${flow}.flow.json`), JSON.stringify(flowNamed(name)));
  await writeFile(join(flowsDir, `${flow}.layout.json`), JSON.stringify(layoutAt(x)));
  await writeFile(join(flowsDir, `${flow}.scenarios.json`), JSON.stringify({ flow, scenarios: [] }));
  await writeFile(join(flowsDir, 'products', 'card_protection.product.json'), JSON.stringify(productAt(price)));
  return { start: () => seedGallery({ pool: database().pool, flowsDir, log: { info: () => undefined } }) };
}

const live = async () => (await getPublications(database().pool, flow))[0]?.version;
const nameOf = async () => ((await getDraft(database().pool, flow)).document['meta'] as { name: string }).name;
const edit = async (name: string, x = 1) => {
  const { revision } = await getDraft(database().pool, flow);
  return saveDraft(database().pool, { flow, document: flowNamed(name) as unknown as DraftDocument, layout: layoutAt(x), revision, who: 'a designer' });
};

beforeEach(() => database().pool.query('truncate publications, drafts, versions, numbers, products, flows cascade').then(() => undefined));

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))).then(() => undefined));

test('a new installation has the gallery published, its products on sale, and every number answered', async () => {
  const { start } = await ship();
  expect(await start()).toEqual({ flows: [flow], products: ['card_protection'] });
  expect(await live()).toBe(versionOf(flowNamed('first')));
  expect(await getDraft(database().pool, flow)).toMatchObject({ document: flowNamed('first'), layout: layoutAt(1), revision: 1, basedOn: await live(), updatedBy: 'gallery' });
  expect(await getProducts(database().pool)).toMatchObject([{ product: 'card_protection', document: productAt(400) }]);
  expect(await getNumbers(database().pool)).toMatchObject([{ number: '*', flow, alias: 'live' }]);
});

test('starting again, and five nodes at once, change nothing', async () => {
  const { start } = await ship();
  const seeded = await Promise.all([1, 2, 3, 4, 5].map(start));
  expect(seeded.filter(({ flows }) => flows.length > 0)).toHaveLength(1);
  expect(await start()).toEqual({ flows: [], products: [] });
  expect(await getPublications(database().pool, flow)).toHaveLength(1);
});

test('a newer program brings its newer version, and an older one that starts again does not take it back', async () => {
  const older = await ship();
  const newer = await ship({ name: 'second', x: 2, price: 500 });
  await older.start();
  expect(await newer.start()).toEqual({ flows: [flow], products: ['card_protection'] });
  expect([await live(), await nameOf()]).toEqual([versionOf(flowNamed('second')), 'second']);
  expect(await older.start()).toEqual({ flows: [], products: [] });
  expect(await live()).toBe(versionOf(flowNamed('second')));
  expect(await getProducts(database().pool)).toMatchObject([{ document: productAt(500) }]);
});

describe.each<{ what: string; act: () => Promise<unknown>; name: string; live: string }>([
  { what: 'a designer edited the draft', act: () => edit('edited'), name: 'edited', live: 'first' },
  { what: 'a designer moved a box', act: () => edit('first', 99), name: 'first', live: 'first' },
  {
    what: 'a designer published',
    act: async () => publishDraft(database().pool, () => [], { flow, alias: 'live', revision: await edit('published'), note: '', who: 'a designer' }),
    name: 'published',
    live: 'published',
  },
  {
    what: 'a designer published and rolled back',
    act: async () => {
      await publishDraft(database().pool, () => [], { flow, alias: 'live', revision: await edit('published'), note: '', who: 'a designer' });
      await rollbackFlow(database().pool, { flow, alias: 'live', note: '', who: 'a designer' });
      await edit('first');
    },
    name: 'first',
    live: 'first',
  },
])('after $what', ({ act, name, live: liveName }) => {
  test('a newer program leaves the flow alone', async () => {
    await (await ship()).start();
    await act();
    const { start } = await ship({ name: 'second' });
    expect(await start()).toEqual({ flows: [], products: [] });
    expect([await nameOf(), await live()]).toEqual([name, versionOf(flowNamed(liveName))]);
  });
});

test('terms that users put on sale stay on sale', async () => {
  await (await ship()).start();
  await saveProduct(database().pool, { document: productAt(450) as never, who: 'a designer' });
  expect((await (await ship({ price: 500 })).start()).products).toEqual([]);
  expect(await getProducts(database().pool)).toMatchObject([{ document: productAt(450) }]);
});

test('a default number that users chose stays, and one that they removed comes back', async () => {
  const { start } = await ship();
  await start();
  const { pool } = database();
  await publishDraft(pool, () => [], { flow, alias: 'test', revision: 1, note: '', who: 'a designer' });
  await setNumber(pool, { number: '*', flow, alias: 'test', who: 'an operator' });
  await start();
  expect(await getNumbers(pool)).toMatchObject([{ number: '*', alias: 'test', updatedBy: 'an operator' }]);
  await removeNumber(pool, { number: '*', who: 'an operator' });
  await start();
  expect(await getNumbers(pool)).toMatchObject([{ number: '*', alias: 'live', updatedBy: 'gallery' }]);
});

describe.each([
  { what: 'is not JSON', file: 'broken.flow.json', text: '{', says: /broken\.flow\.json is not JSON/ },
  { what: 'has another id than its name', file: 'one.flow.json', text: '{"id":"two"}', says: /has the id "two"\. Name the file after it/ },
  { what: 'is empty of everything', file: 'null.flow.json', text: 'null', says: /has the id "undefined"/ },
])('a file that $what', ({ file, text, says }) => {
  test('stops the start and is named', async () => {
    const flowsDir = await mkdtemp(join(tmpdir(), 'gallery-'));
    folders.push(flowsDir);
    await writeFile(join(flowsDir, file), text);
    await expect(seedGallery({ pool: database().pool, flowsDir, log: { info: () => undefined } })).rejects.toThrow(says);
  });
});
