import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  webhook(route: string, outcome: 'answered' | 'refused' | 'failed', seconds: number): void;
  turnFailed(code: string): void;
}

/** What an operator watches at night: how fast webhooks are answered, and what breaks. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const webhooks = new Histogram({
    name: 'trunkline_webhook_seconds',
    help: 'Time to answer a carrier webhook.',
    labelNames: ['route', 'outcome'],
    // The carrier gives up at 15 seconds, others at 5.
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers: [registry],
  });
  const failures = new Counter({ name: 'trunkline_turn_failures_total', help: 'Things that broke while a turn was taken.', labelNames: ['code'], registers: [registry] });
  return {
    registry,
    webhook: (route, outcome, seconds) => webhooks.observe({ route, outcome }, seconds),
    turnFailed: (code) => failures.inc({ code }),
  };
}
