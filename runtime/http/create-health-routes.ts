import express, { type RequestHandler, type Router } from 'express';
import type { Registry } from 'prom-client';

export interface HealthOptions {
  /** Throws while the node cannot take a turn. */
  checkReady(): Promise<void>;
  metrics: Registry;
  mayReadMetrics: RequestHandler;
}

/** `/healthz`: the process lives. `/readyz`: it can take a turn. `/metrics`: for Prometheus, with a token. */
export function createHealthRoutes({ checkReady, metrics, mayReadMetrics }: HealthOptions): Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (_request, response) => {
    try {
      await checkReady();
      response.json({ status: 'ready' });
    } catch (error) {
      response.status(503).json({ status: 'not_ready', reason: error instanceof Error ? error.message : String(error) });
    }
  });
  router.get('/metrics', mayReadMetrics, async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}
