import type { JsonObject } from '../../schemas/json.js';
import { api } from './client.js';

export interface Customer {
  customerId: string;
  phone: string;
  data: JsonObject;
  importedAt: string | null;
  optedOutAt: string | null;
  updatedAt: string;
}

export interface ImportCounts {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  invalid: number;
}

export interface ImportResult {
  dryRun: boolean;
  columns: { column: string; as: string | null }[];
  counts: ImportCounts;
  problems: { line: number; column: string; messages: Record<'en-US' | 'zh-CN', string> }[];
  invalid: { line: number; cells: string[] }[];
}

export const customersApi = {
  find: (search: string, signal?: AbortSignal) => api.get<{ customers: Customer[]; total: number; masked: boolean }>('/customers', { search }, signal),
  imports: (signal?: AbortSignal) => api.get<{ imports: { id: string; fileName: string; counts: ImportCounts; at: string; who: string }[] }>('/customers/imports', {}, signal),
  import: (file: File, { country, dryRun }: { country: string; dryRun: boolean }) => api.upload<ImportResult>('/customers/imports', { country, dryRun: String(dryRun), fileName: file.name }, file, 'text/csv'),
  erase: (customer: string) => api.delete(`/customers/${encodeURIComponent(customer)}`),
};
