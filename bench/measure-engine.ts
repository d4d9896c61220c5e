import { compileFlow } from '../runtime/engine/compile-flow.js';
import { runTurn } from '../runtime/engine/run-turn.js';
import { startCall } from '../runtime/engine/start-call.js';
import { menuFlow } from './menu-flow.js';

/** What a machine costs to build, once a version, and a step to take, each turn, at two sizes. */
export async function measureEngine(): Promise<void> {
  console.log('| steps | machine build ms | first visit of a step µs | turn µs |\n| --- | --- | --- | --- |');
  for (const size of [40, 500]) {
    const text = JSON.stringify(menuFlow(size));
    const builds = timed(20, () => compileFlow(JSON.parse(text), 'v1'));
    const flow = compileFlow(JSON.parse(text), 'v1');
    const first = timed(size - 1, (index) => flow.next(`menu_${index}`, 'choice_1'));
    const environment = { callId: 'CA0', from: '+8613800000001', to: '+14005550100', startedAt: '2026-01-01T00:00:00.000Z', now: '2026-01-01T00:00:00.000Z', settings: {}, switches: {}, products: {} };
    let state = startCall(flow, {});
    const turns = 5000;
    const started = performance.now();
    for (let turn = 0; turn < turns; turn += 1) {
      // A new call now and then, as a call is bounded in visits.
      if (turn % 100 === 0) state = startCall(flow, {});
      const input = turn % 100 === 0 ? null : ({ kind: 'keys', value: '1' } as const);
      ({ state } = await runTurn({ flow, state, input, environment, runEffect: () => Promise.reject(new Error('no effects here')) }));
    }
    const turnMicroseconds = ((performance.now() - started) / turns) * 1000;
    console.log(`| ${size} | ${builds.toFixed(2)} | ${(first * 1000).toFixed(0)} | ${turnMicroseconds.toFixed(0)} |`);
  }
}

/** Milliseconds each. */
function timed(times: number, work: (index: number) => unknown): number {
  const started = performance.now();
  for (let index = 0; index < times; index += 1) work(index);
  return (performance.now() - started) / times;
}
