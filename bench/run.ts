import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { driveAtRate, driveFlatOut, type DriveResult } from './drive-calls.js';
import { measureEngine } from './measure-engine.js';
import { TURNS_PER_CALL } from './settings.js';

/**
 * `npm run bench`: the durable turn beside an in-memory tutorial app and Express with a fixed text, interleaved in one run on one machine,
 * as ratios. Figures of different runs are not to be compared; the ratios are.
 */
const variants = ['fixed-text', 'tutorial', 'durable'] as const;
const ROUNDS = 3;
const CALLS = Number(process.env['BENCH_CALLS'] ?? 1500);

/** The durable turn shall keep this share of the tutorial app's turns. */
const TARGET = 0.65;

type Variant = (typeof variants)[number];

const servers = new Map<Variant, { child: ChildProcess; port: number }>();
for (const variant of variants) servers.set(variant, await startServer(variant));
try {
  for (const variant of variants) await driveFlatOut(servers.get(variant)!.port, 200);
  const flatOut = new Map<Variant, DriveResult[]>(variants.map((variant) => [variant, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const variant of variants) flatOut.get(variant)!.push(await driveFlatOut(servers.get(variant)!.port, CALLS));
  }
  const best = Object.fromEntries(variants.map((variant) => [variant, median(flatOut.get(variant)!)])) as Record<Variant, DriveResult>;
  const rate = Math.round(best.durable.turnsPerSecond / 2);
  console.log(`\nTurns, ${CALLS} calls of ${TURNS_PER_CALL} turns, median of ${ROUNDS} interleaved rounds; latency at ${rate} random turns a second\n`);
  console.log('| variant | turns a second | of the tutorial app | p50 ms | p99 ms | failures |\n| --- | --- | --- | --- | --- | --- |');
  for (const variant of variants) {
    const steady = await driveAtRate(servers.get(variant)!.port, rate, 5);
    const ratio = best[variant].turnsPerSecond / best.tutorial.turnsPerSecond;
    console.log(`| ${variant} | ${Math.round(best[variant].turnsPerSecond)} | ${ratio.toFixed(2)} | ${steady.p50.toFixed(1)} | ${steady.p99.toFixed(1)} | ${best[variant].failures + steady.failures} |`);
  }
  const reached = best.durable.turnsPerSecond / best.tutorial.turnsPerSecond;
  console.log(`\nTarget ${TARGET} of the tutorial app: ${reached >= TARGET ? 'reached' : 'missed'} (${reached.toFixed(2)})\n`);
  await measureEngine();
} finally {
  for (const { child } of servers.values()) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}

async function startServer(variant: Variant): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(fileURLToPath(new URL(`./servers/${variant}.js`, import.meta.url)), { env: { ...process.env, NODE_ENV: 'production' } });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { child, port };
}

function median(results: DriveResult[]): DriveResult {
  return [...results].sort((a, b) => a.turnsPerSecond - b.turnsPerSecond)[Math.floor(results.length / 2)]!;
}
