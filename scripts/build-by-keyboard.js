/**
 * Builds a flow from an empty canvas to a published line by keyboard alone, and records the strokes:
 * `npm run build && node scripts/build-by-keyboard.js [--flow flows/card-services.flow.json] [--language zh-CN] [--out folder]`.
 * A server of its own in a temporary folder, unless `--server http://localhost:3000 --link <sign-in link>` names one that runs; the designer is
 * opened at its page of flows, and from there on nothing is used but the keyboard. At the end a call is made to the number the flow answers.
 * Writes `<flow>.keys.jsonl`, one line for strokes that belong together, and `<flow>.keys.png`. Card services take about half an hour.
 */
import './load-typescript.js';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';

const { readConfig } = await import('../runtime/config.ts');
const { startServer } = await import('../runtime/start-server.ts');
const { openBrowser } = await import('../tests/drivers/browser.ts');
const { dial } = await import('../tests/drivers/caller.ts');
const { openDesigner } = await import('../tests/drivers/designer-driver.ts');
const { asTheDesignerKeepsIt, createKeyboardDesigner } = await import('../tests/drivers/keyboard-designer.ts');

const { values: options } = parseArgs({
  options: {
    flow: { type: 'string', default: fileURLToPath(new URL('../flows/card-services.flow.json', import.meta.url)) },
    language: { type: 'string', default: 'en-US' },
    out: { type: 'string', default: join(tmpdir(), 'trunkline-keys') },
    server: { type: 'string' },
    link: { type: 'string' },
    token: { type: 'string', default: 'only for the keyboard' },
    number: { type: 'string', default: '+861055550199' },
  },
});

const given = asTheDesignerKeepsIt(JSON.parse(await readFile(options.flow, 'utf8')));
// The gallery has a flow of the same id.
const flow = { ...given, id: `${given.id}-by-keys` };
const server = options.server ? { url: options.server, signInLink: options.link, close: async () => undefined } : await startOwn();
const browser = await openBrowser();
const began = Date.now();
const elapsed = () => Math.round((Date.now() - began) / 1000);
try {
  await mkdir(options.out, { recursive: true });
  const context = await browser.newContext({ viewport: { width: 1360, height: 800 }, locale: options.language, timezoneId: 'Asia/Shanghai' });
  await context.addInitScript(`localStorage.setItem('trunkline.tour', 'seen')`);
  const { page } = await openDesigner({ browser, context, origin: server.url, signInLink: server.signInLink, language: options.language });
  const designer = createKeyboardDesigner({ page, language: options.language, names: await readNames(), tell: (what) => console.log(`${String(elapsed()).padStart(5)} s  ${what}`) });
  const file = join(options.out, `${flow.id}.keys`);
  const write = async () => {
    await writeFile(`${file}.jsonl`, designer.keyboard.record().map((group) => `${JSON.stringify(group)}\n`).join(''));
    // Where the browser is gone, what ended it is to be told, not this.
    await page.screenshot({ path: `${file}.png` }).catch(() => undefined);
  };
  try {
    await designer.builds(flow);
    const version = await designer.publishes('Built by keyboard alone');
    await write();
    await designer.connectsNumber(options.number, flow);
    const published = await readPublished(page);
    console.log(`${elapsed()} s, ${designer.keyboard.strokes()} strokes, ${Object.keys(flow.states).length} steps, version ${version}`);
    console.log(isDeepStrictEqual(published, flow) ? 'The published document equals the one that was typed.' : `It differs: ${describeDifference(flow, published)}`);
    await call();
  } finally {
    await write();
    console.log(`${file}.jsonl\n${file}.png`);
  }
} finally {
  await browser.close();
  await server.close();
}

async function startOwn() {
  const folder = await mkdtemp(join(tmpdir(), 'trunkline-keyboard-'));
  // As root the database runs as another user, who has to get in.
  await chmod(folder, 0o755);
  const running = await startServer(readConfig({ PORT: '0', DATA_DIR: join(folder, 'data'), TWILIO_AUTH_TOKEN: options.token, LOG_LEVEL: 'silent' }));
  return { ...running, close: () => running.close().then(() => rm(folder, { recursive: true, force: true })) };
}

/** Products and calendars as the lists show them. */
async function readNames() {
  const names = {};
  const nameOf = { products: ({ id, name }) => `${name[options.language]} (${id})`, calendars: ({ title }) => title[options.language] };
  for (const [folder, name] of Object.entries(nameOf)) {
    const path = fileURLToPath(new URL(`../flows/${folder}`, import.meta.url));
    for (const entry of await readdir(path)) {
      if (!entry.endsWith('.json')) continue;
      const document = JSON.parse(await readFile(join(path, entry), 'utf8'));
      names[document.id] = name(document);
    }
  }
  return names;
}

async function readPublished(page) {
  const response = await page.request.get(`${server.url}/api/published-flows?flows=${flow.id}`);
  return (await response.json()).flows[flow.id];
}

function describeDifference(wanted, found, path = '') {
  if (isDeepStrictEqual(wanted, found)) return '';
  if (typeof wanted !== 'object' || typeof found !== 'object' || wanted === null || found === null) return `${path}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}\n`;
  return [...new Set([...Object.keys(wanted), ...Object.keys(found)])].map((name) => describeDifference(wanted[name], found[name], `${path}/${name}`)).join('');
}

async function call() {
  if (options.server) return;
  const caller = await dial({ url: server.url, authToken: options.token }, { to: options.number });
  console.log(`A call to ${options.number} hears: ${caller.heard()}`);
  await caller.hangsUp();
}
