import type { Migration } from '../migrate.js';
import { up as flowsCallsAndSales } from './0001-flows-calls-and-sales.js';
import { up as auth } from './0002-auth.js';
import { up as whenATextIsTriedAgain } from './0003-when-a-text-is-tried-again.js';
import { up as ordersChangeByStatusOnly } from './0004-orders-change-by-status-only.js';
import { up as recordings } from './0005-recordings.js';
import { up as callbacksAndLeads } from './0006-callbacks-and-leads.js';
import { up as aliasesThatSplitCalls } from './0007-aliases-that-split-calls.js';
import { up as knowledgeAndWorkLists } from './0008-knowledge-and-work-lists.js';
import { up as scenarios } from './0009-scenarios.js';
import { up as versionsThatPinSubflows } from './0010-versions-that-pin-subflows.js';
import { up as calendarsSwitchHistoryAndImports } from './0011-calendars-switch-history-and-imports.js';
import { up as ordersThatEnd } from './0012-orders-that-end.js';
import { up as aRowASale } from './0013-a-row-a-sale.js';
import { up as callsFoundByWhatTheyAre } from './0014-calls-found-by-what-they-are.js';

/** Every migration, in order. One that is released is never changed: add another. */
export const migrations: readonly Migration[] = [
  { id: 1, name: 'flows-calls-and-sales', up: flowsCallsAndSales },
  { id: 2, name: 'auth', up: auth },
  { id: 3, name: 'when-a-text-is-tried-again', up: whenATextIsTriedAgain },
  { id: 4, name: 'orders-change-by-status-only', up: ordersChangeByStatusOnly },
  { id: 5, name: 'recordings', up: recordings },
  { id: 6, name: 'callbacks-and-leads', up: callbacksAndLeads },
  { id: 7, name: 'aliases-that-split-calls', up: aliasesThatSplitCalls },
  { id: 8, name: 'knowledge-and-work-lists', up: knowledgeAndWorkLists },
  { id: 9, name: 'scenarios', up: scenarios },
  { id: 10, name: 'versions-that-pin-subflows', up: versionsThatPinSubflows },
  { id: 11, name: 'calendars-switch-history-and-imports', up: calendarsSwitchHistoryAndImports },
  { id: 12, name: 'orders-that-end', up: ordersThatEnd },
  { id: 13, name: 'a-row-a-sale', up: aRowASale },
  { id: 14, name: 'calls-found-by-what-they-are', up: callsFoundByWhatTheyAre },
];
