import type pg from 'pg';
import type { Product } from '../../../schemas/documents/product.js';
import type { Scenario } from '../../../schemas/documents/scenario.js';
import type { JsonObject } from '../../../schemas/json.js';
import type { CheckFlow } from '../../store/queries/get-check-context.js';
import type { Auth } from '../auth/create-auth.js';
import type { Route } from './define-route.js';
import { describeApi } from './describe-api.js';
import { createArticleRoutes } from './routes/article-routes.js';
import { createCallRecordingRoutes } from './routes/call-recording-routes.js';
import { createCalendarRoutes } from './routes/calendar-routes.js';
import { createCallRoutes } from './routes/call-routes.js';
import { createCallbackRoutes } from './routes/callback-routes.js';
import { createCustomerRoutes } from './routes/customer-routes.js';
import { createDescriptionRoute } from './routes/description-route.js';
import { createDraftRoutes } from './routes/draft-routes.js';
import { createLeadRoutes } from './routes/lead-routes.js';
import { createNumberRoutes } from './routes/number-routes.js';
import { createPresenceRoutes } from './routes/presence-routes.js';
import { createProductRoutes } from './routes/product-routes.js';
import { createPublishingRoutes } from './routes/publishing-routes.js';
import { createRecordingRoutes } from './routes/recording-routes.js';
import { createScenarioRoutes } from './routes/scenario-routes.js';
import { createSessionRoutes } from './routes/session-routes.js';
import { createStepFigureRoutes } from './routes/step-figure-routes.js';
import { createSwitchRoutes } from './routes/switch-routes.js';
import { createTokenRoutes } from './routes/token-routes.js';
import { createTryingRoutes } from './routes/trying-routes.js';
import { createUserRoutes } from './routes/user-routes.js';

/** What the routes need. The functions are other parts of the program, wired in main.ts. */
export interface RouteDependencies {
  pool: pg.Pool;
  auth: Auth;
  /** Where browsers and tools find us. */
  publicUrl: string;
  /** Of the program, for the API description. */
  version: string;
  checkFlow: CheckFlow;
  simulate(request: SimulationRequest): Promise<object>;
  runScenarios(request: { document: unknown; flows: Record<string, unknown>; scenarios: readonly Scenario[]; products: readonly Product[] }): Promise<object>;
  report(request: ReportRequest): Promise<object>;
  /** The figures of each version. */
  reportVersions(request: ReportRequest & { alias?: string }): Promise<object>;
  /** A signed link to a version of a recording. (Default: none.) */
  recordingLink?(recording: string, language: string, sha256: string): string | null;
  /** `null`: no such call. */
  describeCall(callId: string): Promise<object | null>;
  /** The steps a call passed, each with the exit it left by. `null`: no such call. */
  traceCall(callId: string): Promise<object | null>;
}

export interface SimulationRequest {
  document: unknown;
  /** What it leads into, by flow id, as published. */
  flows: Record<string, unknown>;
  /** As of `trunkline call --keys`. */
  tokens: string;
  from?: string;
  to?: string;
  language?: string;
  /** When the call comes in, ISO 8601. */
  at?: string;
  seed?: number;
  dials?: ('answered' | 'busy' | 'no_answer' | 'failed')[];
  /** What becomes of waits in a queue, of payments and of hand-overs to a bot, as of a scenario. */
  queues?: Scenario['queues'];
  payments?: Scenario['payments'];
  bots?: Scenario['bots'];
  /** Exits that steps take whatever the world says. */
  outcomes?: Scenario['outcomes'];
  switches?: JsonObject;
  /** Who answers requests. (Default: `service`.) */
  answers?: 'service' | 'examples' | 'failing' | 'slow';
}

export interface ReportRequest {
  from?: string;
  to?: string;
  timeZone?: string;
  flow?: string;
  minimumSeconds?: number;
}

/** Every route of the API, its own description included. */
export function createRoutes(dependencies: RouteDependencies): Route[] {
  const routes: Route[] = [
    ...createSessionRoutes(dependencies),
    ...createDraftRoutes(dependencies),
    ...createPresenceRoutes(dependencies),
    ...createPublishingRoutes(dependencies),
    ...createTryingRoutes(dependencies),
    ...createScenarioRoutes(dependencies),
    ...createNumberRoutes(dependencies),
    ...createProductRoutes(dependencies),
    ...createSwitchRoutes(dependencies),
    ...createCalendarRoutes(dependencies),
    ...createCustomerRoutes(dependencies),
    ...createRecordingRoutes(dependencies),
    ...createArticleRoutes(dependencies),
    ...createCallbackRoutes(dependencies),
    ...createLeadRoutes(dependencies),
    ...createCallRecordingRoutes(dependencies),
    ...createCallRoutes(dependencies),
    ...createStepFigureRoutes(dependencies),
    ...createUserRoutes(dependencies),
    ...createTokenRoutes(dependencies),
  ];
  const description = createDescriptionRoute(() => describeApi([...routes, description], dependencies));
  return [...routes, description];
}
