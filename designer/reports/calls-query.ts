import type { ReportDocument } from '../../schemas/answers/report-document.js';
import type { EndState } from '../../schemas/end-states.js';

/** What the address of the list of calls may say, and so what a link to it can ask for. The names are those of the API. */
export const callFilters = ['flow', 'from', 'to', 'endState', 'sold', 'counted', 'caller', 'order'] as const;

export type CallFilter = (typeof callFilters)[number];

export type CallsQuery = Partial<Record<CallFilter | 'after', string>>;

/** Reads the address; what it does not know is left out. */
export function readCallsQuery(address: URLSearchParams): CallsQuery {
  return Object.fromEntries([...callFilters, 'after'].flatMap((name) => (address.get(name) ? [[name, address.get(name)!]] : [])));
}

/** The address of the list with these filters, from its first page. */
export function callsPath(query: CallsQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0 ? '/calls' : `/calls?${new URLSearchParams(given).toString()}`;
}

/** The counted calls behind a figure of a report: all of them, or those that ended so, of one flow and day. */
export function callsOf({ from, to, filters }: Pick<ReportDocument, 'from' | 'to' | 'filters'>, { endState, flow, day }: { endState?: EndState; flow?: string; day?: string } = {}): string {
  return callsPath({ from: day ?? from, to: day ?? to, flow: flow ?? filters.flow ?? undefined, endState, counted: 'true' });
}
