import { Type } from '@sinclair/typebox';
import { Scenario } from '../../../../schemas/documents/scenario.js';
import { getCatalog } from '../../../store/queries/products.js';
import { getOtherFlows } from '../../../store/queries/subflows.js';
import { acceptWords, deleteScenario, getScenarios, replaceScenarios, saveScenario } from '../../../store/queries/scenarios.js';
import { AnyJson, closed, Document, Empty, FlowParameters, Moment } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const Name = Type.String({ minLength: 1, maxLength: 200 });

/** A request runs this many; whoever has more asks again for the next, and sees how far it is. */
const MAX_RUN = 25;

const MAX_SCENARIOS = 2000;

/** A request changes this many. */
const MAX_ACCEPTED = 100;

/** Scripted callers of a flow: kept beside its draft, run against whatever document is sent. */
export function createScenarioRoutes({ pool, runScenarios }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/flows/:flow/scenarios',
      access: 'flows.read',
      summary: 'The scenarios of a flow, in the order they were added.',
      parameters: FlowParameters,
      response: closed({ scenarios: Type.Array(closed({ scenario: Document, updatedAt: Moment, updatedBy: Type.String() })) }),
      failures: [404],
      handle: async ({ parameters: { flow } }) => ({ scenarios: await getScenarios(pool, flow) }),
    }),

    defineRoute({
      method: 'post',
      path: '/flows/:flow/scenarios',
      access: 'flows.write',
      summary: 'Adds a scenario, or puts it in the place of the one that has its name.',
      parameters: FlowParameters,
      body: closed({ scenario: Scenario }),
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { flow }, body: { scenario }, identity }) => {
        await saveScenario(pool, { flow, scenario, who: identity().who });
        return {};
      },
    }),

    defineRoute({
      method: 'put',
      path: '/flows/:flow/scenarios',
      access: 'flows.write',
      summary: 'Makes these the scenarios of the flow, and no others.',
      parameters: FlowParameters,
      body: closed({ scenarios: Type.Array(Scenario, { maxItems: MAX_SCENARIOS }) }),
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { flow }, body: { scenarios }, identity }) => {
        await replaceScenarios(pool, { flow, scenarios, who: identity().who });
        return {};
      },
    }),

    defineRoute({
      method: 'delete',
      path: '/flows/:flow/scenarios',
      access: 'flows.write',
      summary: 'Takes a scenario away.',
      parameters: FlowParameters,
      query: closed({ name: Name }),
      response: Empty,
      failures: [404],
      handle: async ({ parameters: { flow }, query: { name }, identity }) => {
        await deleteScenario(pool, { flow, name, who: identity().who });
        return {};
      },
    }),

    defineRoute({
      method: 'post',
      path: '/flows/:flow/scenarios/accept-words',
      access: 'flows.write',
      summary: `Lets scenarios expect other words to be heard, up to ${MAX_ACCEPTED} in one request. One that does not stand as \`before\` any more is left as it is and named in \`left\`.`,
      parameters: FlowParameters,
      body: closed({ accepted: Type.Array(closed({ before: Scenario, hears: Type.Array(Type.String(), { maxItems: 1000 }) }), { minItems: 1, maxItems: MAX_ACCEPTED }) }),
      response: closed({ changed: Type.Array(Type.String()), left: Type.Array(Type.String()) }),
      failures: [404],
      handle: async ({ parameters: { flow }, body: { accepted }, identity }) => {
        const changed = await acceptWords(pool, { flow, accepted, who: identity().who });
        return { changed, left: accepted.map(({ before }) => before.name).filter((name) => !changed.includes(name)) };
      },
    }),

    defineRoute({
      method: 'post',
      path: '/flows/:flow/scenarios/run',
      access: 'flows.try',
      summary: `Calls a document once for each of the flow's scenarios that is named, up to ${MAX_RUN} in one request, and tells what did not happen as expected and what was passed.`,
      parameters: FlowParameters,
      body: closed({ document: AnyJson, names: Type.Array(Name, { minItems: 1, maxItems: MAX_RUN }) }),
      response: Document,
      failures: [404],
      handle: async ({ parameters: { flow }, body: { document, names } }) => {
        const wanted = new Set(names);
        const scenarios = (await getScenarios(pool, flow)).flatMap(({ scenario }) => (wanted.has(scenario.name) ? [scenario] : []));
        return runScenarios({ document, flows: await getOtherFlows(pool, document), scenarios, products: Object.values(await getCatalog(pool)) });
      },
    }),
  ];
}
