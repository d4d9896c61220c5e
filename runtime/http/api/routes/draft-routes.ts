import { Type } from '@sinclair/typebox';
import { fail } from '../../../errors.js';
import { createFlow, getDraft, saveDraft } from '../../../store/queries/drafts.js';
import { getFlows } from '../../../store/queries/flows.js';
import { AnyJson, Canary, closed, DraftDocument, FlowLayout, FlowParameters, Moment, nullable, Revision, Version } from '../api-schemas.js';
import { refuse } from '../api-errors.js';
import type { RouteDependencies } from '../create-routes.js';
import { defineRoute } from '../define-route.js';
import type { Route } from '../define-route.js';

const FlowSummary = closed({
  flow: Type.String(),
  name: AnyJson,
  languages: AnyJson,
  live: nullable(closed({ version: Version, publishedAt: Moment, publishedBy: Type.String(), canary: nullable(Canary) })),
  draft: nullable(closed({ revision: Revision, updatedAt: Moment, updatedBy: Type.String(), changed: Type.Boolean({ description: 'It differs from what is live.' }) })),
});

const Draft = closed({ document: DraftDocument, layout: FlowLayout, revision: Revision, basedOn: nullable(Version), updatedAt: Moment, updatedBy: Type.String() });

export function createDraftRoutes({ pool }: RouteDependencies): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/flows',
      access: 'flows.read',
      summary: 'Every flow, with what is live and how its draft stands.',
      response: closed({ flows: Type.Array(FlowSummary) }),
      handle: async () => ({ flows: await getFlows(pool) }),
    }),

    defineRoute({
      method: 'post',
      path: '/flows',
      access: 'flows.write',
      summary: 'Creates a flow with its first draft.',
      body: closed({ document: DraftDocument, layout: Type.Optional(FlowLayout) }),
      status: 201,
      response: closed({ flow: Type.String(), revision: Revision }),
      failures: [409],
      handle: async ({ body: { document, layout }, identity }) => {
        checkLayout(document.id, layout?.flow);
        const created = await createFlow(pool, { document, layout, who: identity().who });
        if (created === 'exists') {
          throw refuse('already_exists', {
            what: { 'en-US': `Flow "${document.id}"`, 'zh-CN': `流程“${document.id}”` },
            fix: { 'en-US': 'Open it, or give yours another id.', 'zh-CN': '请打开它，或换一个编号。' },
          });
        }
        return { flow: document.id, revision: 1 };
      },
    }),

    defineRoute({
      method: 'get',
      path: '/flows/:flow/draft',
      access: 'flows.read',
      summary: 'What designers edit, with the revision to save over.',
      parameters: FlowParameters,
      response: Draft,
      failures: [404],
      handle: async ({ parameters: { flow } }) => getDraft(pool, flow),
    }),

    defineRoute({
      method: 'put',
      path: '/flows/:flow/draft',
      access: 'flows.write',
      summary: 'Saves the draft over the revision that was read, also with problems in it.',
      parameters: FlowParameters,
      body: closed({ document: DraftDocument, layout: FlowLayout, revision: Revision }),
      response: closed({ revision: Revision }),
      failures: [404, 409],
      handle: async ({ parameters: { flow }, body: { document, layout, revision }, identity }) => {
        if (document.id !== flow) {
          throw fail('invalid_request', {
            reason: {
              'en-US': `body.document.id is "${document.id}" and the address says "${flow}". A flow keeps its id; create another flow instead.`,
              'zh-CN': `文件中的流程编号是“${document.id}”，网址中是“${flow}”。流程编号不能更改，请另建一个流程。`,
            },
          });
        }
        checkLayout(flow, layout.flow);
        return { revision: await saveDraft(pool, { flow, document, layout, revision, who: identity().who }) };
      },
    }),
  ];
}

function checkLayout(flow: string, ofLayout: string | undefined): void {
  if (ofLayout !== undefined && ofLayout !== flow) {
    throw fail('invalid_request', {
      reason: { 'en-US': `body.layout.flow is "${ofLayout}" and must be "${flow}".`, 'zh-CN': `布局属于流程“${ofLayout}”，应属于“${flow}”。请改正 layout.flow。` },
    });
  }
}
