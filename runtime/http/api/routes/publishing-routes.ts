import { Type } from '@sinclair/typebox';
import { Flow } from '../../../../schemas/documents/flow.js';
import { fail } from '../../../errors.js';
import { getDraft } from '../../../store/queries/drafts.js';
import { changeCanary, getPublications, publishDraft, rollbackFlow } from '../../../store/queries/publications.js';
import { getPublishedFlows } from '../../../store/queries/subflows.js';
import { getVersion, getVersions } from '../../../store/queries/versions.js';
import { Alias, Canary, closed, FlowLayout, FlowParameters, Moment, Note, nullable, Revision, SharePercent, Version } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const Action = Type.Unsafe<Awaited<ReturnType<typeof getPublications>>[number]['action']>({
  type: 'string',
  enum: ['published', 'rolled_back', 'canary_started', 'canary_changed', 'canary_promoted', 'canary_ended'],
});

const Publication = closed({
  id: Type.String(),
  alias: Type.String(),
  action: Action,
  version: Version,
  canary: nullable(Canary),
  publishedAt: Moment,
  publishedBy: Type.String(),
  note: Type.String(),
});

const Subflows = Type.Record(Type.String(), Version, { description: 'By flow id, the version that this one runs as its subflow, whatever is published there later.' });

const Published = closed({ version: Version, subflows: Subflows, publication: Publication });

const LiveAlias = Type.Optional({ ...Alias, default: 'live' });

export function createPublishingRoutes({ pool, checkFlow }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/flows/:flow/publish',
      access: 'flows.publish',
      summary: 'Makes a version of the draft, or takes one that is there, and points the alias to it, or a part of its callers. Errors in the flow stop it, warnings do not.',
      parameters: FlowParameters,
      body: closed({
        revision: Type.Optional({ ...Revision, description: 'Of the draft to publish. Either this or a version.' }),
        version: Type.Optional(Version),
        alias: LiveAlias,
        canary: Type.Optional({ ...SharePercent, description: 'Publishes for this share of the callers only, in percent; the others stay on what the alias points to.' }),
        replaceCanary: Type.Optional(Type.Boolean({ default: false, description: 'Ends a canary that runs.' })),
        note: Type.Optional(Note),
      }),
      response: Published,
      failures: [404, 409, 422],
      handle: async ({ parameters: { flow }, body: { revision, version, alias = 'live', note = '', ...split }, identity }) => {
        if ((revision === undefined) === (version === undefined)) {
          throw fail('invalid_request', {
            reason: { 'en-US': 'body must have either "revision", for the draft, or "version".', 'zh-CN': '请指明发布草稿（revision）还是某个版本（version），只能选一项。' },
          });
        }
        return publishDraft(pool, checkFlow, { flow, alias, revision, version, note, ...split, who: identity().who });
      },
    }),

    defineRoute({
      method: 'get',
      path: '/published-flows',
      access: 'flows.read',
      summary: 'Flows as they are live, with all that they lead into: what a check of a flow that runs them needs. What is not published is left out.',
      query: closed({ flows: Type.String({ maxLength: 4000, description: 'Ids, divided by commas.' }) }),
      response: closed({ flows: Type.Record(Type.String(), Flow) }),
      handle: async ({ query: { flows } }) => ({ flows: (await getPublishedFlows(pool, flows.split(',').filter(Boolean))) as Record<string, Flow> }),
    }),

    defineRoute({
      method: 'get',
      path: '/flows/:flow/versions',
      access: 'flows.read',
      summary: 'The versions of a flow, what its aliases pointed to, and what they point to now. Newest first.',
      parameters: FlowParameters,
      response: closed({
        versions: Type.Array(closed({ version: Version, subflows: Subflows, createdAt: Moment, createdBy: Type.String() })),
        publications: Type.Array(Publication),
        aliases: Type.Record(Type.String(), Version),
        canaries: Type.Record(Type.String(), closed({ ...Canary.properties, since: Moment }), { description: 'By alias, the version that takes a part of its callers, and since when.' }),
      }),
      failures: [404],
      handle: async ({ parameters: { flow } }) => {
        await getDraft(pool, flow);
        const [versions, publications] = await Promise.all([getVersions(pool, flow), getPublications(pool, flow)]);
        const earliestFirst = publications.toReversed();
        return { versions, publications, aliases: Object.fromEntries(earliestFirst.map(({ alias, version }) => [alias, version])), canaries: findCanaries(earliestFirst) };
      },
    }),

    defineRoute({
      method: 'get',
      path: '/flows/:flow/versions/:version',
      access: 'flows.read',
      summary: 'One version, which never changes.',
      parameters: closed({ ...FlowParameters.properties, version: Version }),
      response: closed({ version: Version, subflows: Subflows, document: Flow, layout: FlowLayout, createdAt: Moment, createdBy: Type.String() }),
      failures: [404],
      handle: async ({ parameters: { flow, version } }) => getVersion(pool, flow, version),
    }),

    defineRoute({
      method: 'post',
      path: '/flows/:flow/rollback',
      access: 'flows.publish',
      summary: 'Points the alias to an older version; without `version` it ends the canary that runs, else goes to the version before the current one.',
      parameters: FlowParameters,
      body: closed({ alias: LiveAlias, version: Type.Optional(Version), note: Type.Optional(Note) }),
      response: Published,
      failures: [404],
      handle: async ({ parameters: { flow }, body: { alias = 'live', version, note = '' }, identity }) =>
        rollbackFlow(pool, { flow, alias, version, note, who: identity().who }),
    }),

    defineRoute({
      method: 'post',
      path: '/flows/:flow/canary',
      access: 'flows.publish',
      summary: 'Gives the canary of an alias another share of the callers, all of them (`promote`) or none (`end`).',
      parameters: FlowParameters,
      body: closed({
        alias: LiveAlias,
        change: Type.Union([Type.Literal('share'), Type.Literal('promote'), Type.Literal('end')]),
        sharePercent: Type.Optional(SharePercent),
        version: Type.Optional({ ...Version, description: 'The canary that was looked at; refused when another one runs by now.' }),
        note: Type.Optional(Note),
      }),
      response: Published,
      failures: [404, 409],
      handle: async ({ parameters: { flow }, body: { alias = 'live', note = '', ...change }, identity }) => changeCanary(pool, { flow, alias, note, ...change, who: identity().who }),
    }),
  ];
}

type Publications = Awaited<ReturnType<typeof getPublications>>;

/** A canary runs since its version was first given a share, however often that share has changed. */
function findCanaries(earliestFirst: Publications): Record<string, { version: string; sharePercent: number; since: string }> {
  const running: Record<string, { version: string; sharePercent: number; since: string }> = {};
  for (const { alias, canary, publishedAt } of earliestFirst) {
    const since = running[alias]?.version === canary?.version ? (running[alias]?.since ?? publishedAt) : publishedAt;
    if (canary) running[alias] = { ...canary, since };
    else delete running[alias];
  }
  return running;
}
