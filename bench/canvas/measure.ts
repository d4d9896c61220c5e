import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { build } from 'vite';
import { openBrowser } from '../../tests/drivers/browser.js';

/**
 * `node --import ./scripts/load-typescript.js bench/canvas/measure.ts`: opens the canvas with 50 to 2,000 steps beside plain React Flow
 * and prints a table. Of three rounds, interleaved, the median; on another machine only the ratios are worth comparing.
 */
const SIZES = (process.env['BENCH_STEPS'] ?? '50,200,500,1000,2000').split(',').map(Number);
const VARIANTS = ['designer', 'plain', 'plain-visible'] as const;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const FRAMES = 60;

interface Figures {
  readyMilliseconds: number;
  scriptMillisecondsPerFrame: number;
  taskMillisecondsPerFrame: number;
  memoryMegabytes: number;
  layoutMilliseconds: number | null;
}

const root = fileURLToPath(new URL('../../dist/bench-canvas', import.meta.url));
await build({ configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)), logLevel: 'error' });
const server = createServer((request, response) => {
  const path = join(root, new URL(request.url ?? '/', 'http://bench').pathname);
  const file = existsSync(path) && extname(path) ? path : join(root, 'index.html');
  response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
}).listen(0, '127.0.0.1');
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
await new Promise((resolve) => server.once('listening', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browser = await openBrowser();

console.log('| steps | interactive ms: designer / plain / visible only | script ms a drag frame: designer / plain / visible only | of plain | all work ms a drag frame: designer / plain | heap MB: designer / plain | layout ms |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const steps of SIZES) {
  const all = new Map<string, Figures[]>(VARIANTS.map((variant) => [variant, []]));
  for (let round = 0; round < ROUNDS; round += 1) for (const variant of VARIANTS) all.get(variant)!.push(await measure(browser, variant, steps));
  const [ours, plain, visible] = VARIANTS.map((variant) => median(all.get(variant)!));
  const row = [
    steps,
    [ours, plain, visible].map((one) => Math.round(one!.readyMilliseconds)).join(' / '),
    [ours, plain, visible].map((one) => one!.scriptMillisecondsPerFrame.toFixed(1)).join(' / '),
    (ours!.scriptMillisecondsPerFrame / plain!.scriptMillisecondsPerFrame).toFixed(2),
    [ours, plain].map((one) => one!.taskMillisecondsPerFrame.toFixed(1)).join(' / '),
    [ours, plain].map((one) => Math.round(one!.memoryMegabytes)).join(' / '),
    Math.round(ours!.layoutMilliseconds ?? 0),
  ];
  console.log(`| ${row.join(' | ')} |`);
}
await browser.close();
server.close();

async function measure(from: Browser, variant: string, steps: number): Promise<Figures> {
  const context = await from.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(`${origin}/?variant=${variant}&steps=${steps}`);
  await page.waitForFunction('window.bench && window.bench.readyAt !== null', undefined, { timeout: 120_000 });
  const readyMilliseconds = await page.evaluate<number>('window.bench.readyAt');
  const drag = await dragFirstCard(page, session);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const layoutMilliseconds = variant === 'designer' ? await page.evaluate<number>('Promise.race([window.bench.layout(), new Promise((done) => setTimeout(() => done(-1), 60000))])') : null;
  await context.close();
  return { readyMilliseconds, ...drag, memoryMegabytes: usedSize / 1_048_576, layoutMilliseconds };
}

/** Drags the first card, which leads to three others, one move a frame. */
async function dragFirstCard(page: Page, session: CDPSession): Promise<Pick<Figures, 'scriptMillisecondsPerFrame' | 'taskMillisecondsPerFrame'>> {
  await page.locator('.react-flow__node[data-id="step_0"]').hover();
  const card = (await page.locator('.react-flow__node[data-id="step_0"]').boundingBox())!;
  const nextFrame = (): Promise<unknown> => page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
  await page.mouse.move(card.x + 40, card.y + 14);
  await page.mouse.down();
  // The first moves begin the drag; what is measured is dragging on.
  for (let at = 1; at <= 5; at += 1) await page.mouse.move(card.x + 40 + at * 3, card.y + 14 + at).then(nextFrame);
  const before = await readMetrics(session);
  for (let at = 1; at <= FRAMES; at += 1) await page.mouse.move(card.x + 55 + at * 4, card.y + 19 + at * 3).then(nextFrame);
  const after = await readMetrics(session);
  await page.mouse.up();
  return { scriptMillisecondsPerFrame: ((after.script - before.script) * 1000) / FRAMES, taskMillisecondsPerFrame: ((after.task - before.task) * 1000) / FRAMES };
}

async function readMetrics(session: CDPSession): Promise<{ script: number; task: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { script: value('ScriptDuration'), task: value('TaskDuration') };
}

function median(figures: Figures[]): Figures {
  return figures.toSorted((a, b) => a.scriptMillisecondsPerFrame - b.scriptMillisecondsPerFrame)[Math.floor(figures.length / 2)]!;
}
