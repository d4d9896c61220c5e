import { Type } from '@sinclair/typebox';
import { Flow } from '../../../../schemas/documents/flow.js';
import { getDraft } from '../../../store/queries/drafts.js';
import { getPublications, publishDraft, rollbackFlow } from '../../../store/queries/publications.js';
import { getVersion, getVersions } from '../../../store/queries/versions.js';
import { Alias, closed, FlowLayout, FlowParameters, Moment, Note, Revision, Version } from '../api-schemas.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const Publication = closed({ id: Type.String(), alias: Type.String(), version: Version, publishedAt: Moment, publishedBy: Type.String(), note: Type.String() });

const Published = closed({ version: Version, publication: Publication });

export function createPublishingRoutes({ pool, checkFlow }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/flows/:flow/publish',
      access: 'flows.publish',
      summary: 'Makes a version of the draft and points the alias to it. Errors in the flow stop it, warnings do not.',
      parameters: FlowParameters,
      body: closed({ revision: Revision, alias: Type.Optional({ ...Alias, default: 'live' }), note: Type.Optional(Note) }),
      response: Published,
      failures: [404, 409, 422],
      handle: async ({ parameters: { flow }, body: { revision, alias = 'live', note = '' }, identity }) =>
        publishDraft(pool, checkFlow, { flow, alias, revision, note, who: identity().who }),
    }),

    defineRoute({
      method: 'get',
      path: '/flows/:flow/versions',
      access: 'flows.read',
      summary: 'The versions of a flow, what its aliases pointed to, and what they point to now. Newest first.',
      parameters: FlowParameters,
      response: closed({
        versions: Type.Array(closed({ version: Version, createdAt: Moment, createdBy: Type.String() })),
        publications: Type.Array(Publication),
        aliases: Type.Record(Type.String(), Version),
      }),
      failures: [404],
      handle: async ({ parameters: { flow } }) => {
        await getDraft(pool, flow);
        const [versions, publications] = await Promise.all([getVersions(pool, flow), getPublications(pool, flow)]);
        return { versions, publications, aliases: Object.fromEntries(publications.toReversed().map(({ alias, version }) => [alias, version])) };
      },
    }),

    defineRoute({
      method: 'get',
      path: '/flows/:flow/versions/:version',
      access: 'flows.read',
      summary: 'One version, which never changes.',
      parameters: closed({ ...FlowParameters.properties, version: Version }),
      response: closed({ version: Version, document: Flow, layout: FlowLayout, createdAt: Moment, createdBy: Type.String() }),
      failures: [404],
      handle: async ({ parameters: { flow, version } }) => getVersion(pool, flow, version),
    }),

    defineRoute({
      method: 'post',
      path: '/flows/:flow/rollback',
      access: 'flows.publish',
      summary: 'Points the alias to an older version; without `version`, to the one before the current one.',
      parameters: FlowParameters,
      body: closed({ alias: Type.Optional({ ...Alias, default: 'live' }), version: Type.Optional(Version), note: Type.Optional(Note) }),
      response: Published,
      failures: [404],
      handle: async ({ parameters: { flow }, body: { alias = 'live', version, note = '' }, identity }) =>
        rollbackFlow(pool, { flow, alias, version, note, who: identity().who }),
    }),
  ];
}
