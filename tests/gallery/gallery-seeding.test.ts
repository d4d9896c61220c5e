import { cp, mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, it } from '@jest/globals';
import { getNumbers } from '../../runtime/store/queries/numbers.js';
import { getProducts } from '../../runtime/store/queries/products.js';
import { getPublications } from '../../runtime/store/queries/publications.js';
import { seedGallery } from '../../runtime/store/gallery/seed-gallery.js';
import { useDatabase } from '../drivers/database.js';
import { galleryFlowIds, readGalleryLine } from './gallery.js';

const database = useDatabase();
const flowsDir = fileURLToPath(new URL('../../flows', import.meta.url));
const folders: string[] = [];

beforeEach(() => database().pool.query('truncate publications, drafts, versions, numbers, products, flows cascade').then(() => undefined));

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))).then(() => undefined));

it('A new installation has every line live, every product on sale, and card-services at every number', async () => {
  await start(flowsDir);
  expect(await liveFlows()).toEqual(galleryFlowIds);
  expect((await getProducts(database().pool)).map(({ product }) => product).sort()).toEqual(readGalleryLine('card-services').products.map(({ id }) => id).sort());
  expect(await getNumbers(database().pool)).toMatchObject([{ number: '*', flow: 'card-services', alias: 'live' }]);
});

it('Started again, it changes nothing', async () => {
  await start(flowsDir);
  expect(await start(flowsDir)).toEqual({ flows: [], products: [] });
});

it('An installation of before gets the lines and products that are new, and the newer versions of those it has', async () => {
  await start(await shippedBefore());
  expect(await liveFlows()).toEqual(['broker-400', 'card-services']);
  const { flows } = await start(flowsDir);
  expect(flows.sort()).toEqual(galleryFlowIds.filter((id) => id !== 'broker-400'));
  expect(await liveFlows()).toEqual(galleryFlowIds);
});

function start(folder: string) {
  return seedGallery({ pool: database().pool, flowsDir: folder, log: { info: () => undefined } });
}

async function liveFlows(): Promise<string[]> {
  const publications = await Promise.all(galleryFlowIds.map((id) => getPublications(database().pool, id)));
  return galleryFlowIds.filter((_id, at) => publications[at]!.some(({ alias }) => alias === 'live'));
}

/** What a program without the newer lines had: two flows, one of them in other words. */
async function shippedBefore(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gallery-'));
  folders.push(folder);
  const isOld = (path: string) => !/flows\/[^/]+\.json$/.test(path) || /\/(card-services|broker-400)\./.test(path);
  await cp(flowsDir, folder, { recursive: true, filter: (source) => isOld(source) && !/card_protection_(renewal|year)/.test(source) });
  const file = join(folder, 'card-services.flow.json');
  await writeFile(file, (await readFile(file, 'utf8')).replace('示例银行信用卡中心', '示例银行'));
  return folder;
}
