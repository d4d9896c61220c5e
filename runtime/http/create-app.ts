import type { RequestListener } from 'node:http';
import express, { type Router } from 'express';
import { createApi, type ApiOptions } from './api/create-api.js';
import { createErrorAnswer } from './api/answer-error.js';
import { createGuard } from './auth/create-guard.js';
import { createSignInPages } from './auth/create-sign-in-pages.js';
import { createHealthRoutes } from './create-health-routes.js';
import { createDesignerPages } from './pages/create-designer-pages.js';
import { createSecurityHeaders } from './pages/create-security-headers.js';
import type { Metrics } from './create-metrics.js';
import { createRecordingRoutes, type RecordingRoutesOptions } from './recordings/create-recording-routes.js';
import { createVoiceRoutes, type VoiceRoutesOptions } from './voice/create-voice-routes.js';

export interface AppOptions {
  api: ApiOptions;
  voice: VoiceRoutesOptions;
  recordings: RecordingRoutesOptions;
  metrics: Metrics;
  checkReady(): Promise<void>;
  /** `null`: no demo CRM. */
  demoCrm: Router | null;
  designerFolder: string;
  trustProxy: boolean;
}

/** Everything the server answers. The voice routes stand in front: they are the hot path and need none of what browsers need. */
export function createApp(options: AppOptions): RequestListener {
  const voice = createVoiceRoutes(options.voice);
  const pages = createPages(options);
  return (request, response) => void (voice(request, response) || pages(request, response));
}

function createPages(options: AppOptions): RequestListener {
  const app = express();
  app.disable('x-powered-by');
  // One hop: the addresses before it are whatever a client wrote.
  app.set('trust proxy', options.trustProxy ? 1 : false);
  app.use('/recordings', createRecordingRoutes(options.recordings), createErrorAnswer(options.api.log));
  app.use(createSecurityHeaders(options.api));
  const guard = createGuard(options.api);
  app.use(createHealthRoutes({ checkReady: options.checkReady, metrics: options.metrics.registry, mayReadMetrics: guard('metrics.read') }));
  if (options.demoCrm) app.use('/demo/crm', options.demoCrm);
  app.use('/api', createApi(options.api));
  app.use(createSignInPages(options.api));
  app.use(createDesignerPages({ folder: options.designerFolder }));
  app.use(createErrorAnswer(options.api.log));
  return app;
}
