import type { EndState } from '../../schemas/end-states.js';
import { api } from './client.js';

/** The report JSON. Figures that cannot be computed are `null`. */
export interface Report {
  from: string;
  to: string;
  timeZone: string;
  filters: { flow?: string | null; minimumSeconds?: number | null };
  answered: number;
  excluded: { test: number; short: number };
  counted: number;
  endStates: Record<EndState, number>;
  containment: { numerator: number; denominator: number; rate: number | null; low: number | null; high: number | null };
  funnel: { stage: string; calls: number }[];
  sales: { product: string; orders: number; amountMinor: number; currency: string }[];
  rows: { flow: string; day: string; counted: number; endStates: Partial<Record<EndState, number>>; sales: { product?: string; orders: number; amountMinor: number; currency: string }[] }[];
}

export interface ReportQuery {
  from: string;
  to: string;
  timeZone: string;
  flow?: string;
  minimumSeconds?: number;
}

export function getReport(query: ReportQuery, signal?: AbortSignal): Promise<Report> {
  return api.get<Report>('/report', { ...query }, signal);
}
