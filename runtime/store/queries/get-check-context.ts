import type { CheckOptions } from '../../engine/check/check-flow.js';
import type { Problem } from '../../engine/check/problem.js';
import { getCalendarShelf } from './calendars.js';
import { getFlowSettingNames } from './flow-settings.js';
import type { Queryable } from './in-transaction.js';
import { getCatalog } from './products.js';
import { getOtherFlows, getUnpublishedFlows } from './subflows.js';

/** All that a check looks up in; `settings` is missing where no server has started on this database. */
export type CheckContext = Required<Omit<CheckOptions, 'settings'>> & Pick<CheckOptions, 'settings'>;

/** Takes any JSON and never throws. */
export type CheckFlow = (document: unknown, context: CheckContext) => Problem[];

/** What the database knows around a flow, as of today. Takes any JSON as the flow. */
export async function getCheckContext(client: Queryable, document: unknown): Promise<CheckContext> {
  return {
    products: await getCatalog(client),
    flows: await getOtherFlows(client, document),
    drafts: await getUnpublishedFlows(client, document),
    calendars: await getCalendarShelf(client),
    ...(await getFlowSettingNames(client)),
    today: new Date().toISOString().slice(0, 10),
  };
}
