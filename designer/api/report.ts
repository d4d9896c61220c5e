import type { ReportDocument, VersionReport } from '../../schemas/answers/report-document.js';
import { api } from './client.js';

export interface ReportQuery {
  from: string;
  to: string;
  timeZone: string;
  flow?: string;
  minimumSeconds?: number;
}

export function getReport(query: ReportQuery, signal?: AbortSignal): Promise<ReportDocument> {
  return api.get<ReportDocument>('/report', { ...query }, signal);
}

export function getVersionReport(query: { flow: string; alias: string; from: string }, signal?: AbortSignal): Promise<VersionReport> {
  return api.get<VersionReport>('/report/versions', { ...query }, signal);
}
