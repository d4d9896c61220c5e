import type { EndState } from '../end-states.js';

/** The report as people and tools read it. A rate without calls behind it is `null`, never zero. */
export interface ReportDocument {
  schemaVersion: 1;
  report: 'calls';
  /** As asked: days (both inclusive, in the time zone) or instants (`to` exclusive). */
  from: string;
  to: string;
  timeZone: string;
  filters: { flow: string | null; minimumSeconds: number };
  /** Calls that a flow answered and that have ended. Calls still going on are in no figure yet. */
  answered: number;
  excluded: { test: number; short: number };
  counted: number;
  endStates: Record<EndState, number>;
  containment: Rate;
  funnel: { stage: FunnelStage; calls: number }[];
  sales: Sale[];
  rows: ReportRow[];
}

export interface ReportRow {
  flow: string;
  /** ISO date in the time zone. */
  day: string;
  counted: number;
  endStates: Record<EndState, number>;
  sales: Sale[];
}

export interface Sale {
  product: string;
  orders: number;
  amountMinor: number;
  currency: string;
}

/** What the calls of each version came to. The two sides of a split alias stand apart from calls that were not split, so that they can be compared. */
export interface VersionReport {
  schemaVersion: 1;
  report: 'versions';
  from: string;
  to: string;
  timeZone: string;
  filters: { flow: string | null; alias: string | null; minimumSeconds: number };
  /** By flow, the newest first. */
  rows: VersionRow[];
}

export interface VersionRow {
  flow: string;
  alias: string;
  version: string;
  /** `null`: the alias was not split then. */
  arm: 'stable' | 'canary' | null;
  /** ISO 8601. */
  firstCallAt: string;
  lastCallAt: string;
  answered: number;
  excluded: { test: number; short: number };
  counted: number;
  endStates: Record<EndState, number>;
  containment: Rate;
  /** Calls in which the line failed: `system_error` and `failed_to_agent`. */
  failures: Rate;
  /** Counted calls with an order that stands. */
  buyers: Rate;
  sales: Sale[];
  /** Of the counted calls; `null` without any. */
  averageSeconds: number | null;
}

/** A share with its Wilson interval at 95 %. */
export interface Rate {
  numerator: number;
  denominator: number;
  rate: number | null;
  low: number | null;
  high: number | null;
}

export const funnelStages = ['eligible', 'presented', 'heard', 'accepted', 'read_back', 'confirmed', 'enrolled'] as const;

export type FunnelStage = (typeof funnelStages)[number];
