import type { EndState } from '../../schemas/end-states.js';

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
