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
  rows: { flow: string; day: string; counted: number; endStates: Partial<Record<EndState, number>>; sales: { product: string; orders: number; amountMinor: number; currency: string }[] }[];
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

export interface Rate {
  numerator: number;
  denominator: number;
  rate: number | null;
  low: number | null;
  high: number | null;
}

/** What the calls of one version came to, those of each side of a split alias apart. */
export interface VersionFigures {
  flow: string;
  alias: string;
  version: string;
  arm: 'stable' | 'canary' | null;
  counted: number;
  containment: Rate;
  failures: Rate;
  buyers: Rate;
  sales: { product: string; orders: number; amountMinor: number; currency: string }[];
  averageSeconds: number | null;
}

export function getVersionReport(query: { flow: string; alias: string; from: string }, signal?: AbortSignal): Promise<{ rows: VersionFigures[] }> {
  return api.get<{ rows: VersionFigures[] }>('/report/versions', { ...query }, signal);
}
