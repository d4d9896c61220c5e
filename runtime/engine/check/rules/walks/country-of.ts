import { getEntry } from '../../../../../schemas/get-entry.js';
import type { RuleContext } from '../../define-rule.js';
import type { FlowGraph } from '../../flow-graph.js';
import { metaOf } from '../../flow-links.js';

/** The country whose numbers a flow writes without saying so, as two letters: that of its calendars, else of its time zone; `null` where neither tells. */
export function countryOf(flow: FlowGraph, { calendars }: RuleContext): string | null {
  const used = flow.steps.flatMap(({ data }) => (Array.isArray(data['calendars']) ? (data['calendars'] as unknown[]) : []));
  const countries = new Set(used.flatMap((id) => (typeof id === 'string' ? (getEntry(calendars, id)?.country ?? []) : [])));
  if (countries.size === 1) return [...countries][0] ?? null;
  const { timeZone = 'Asia/Shanghai' } = (metaOf(flow) ?? {}) as { timeZone?: unknown };
  return typeof timeZone === 'string' ? (getEntry(countryOfZone, timeZone) ?? null) : null;
}

/** Time zones of one country alone, as far as lines of ours are likely to stand there. A wrong country would be a wrong number, so the others are left out. */
const countryOfZone: Record<string, string> = {
  'Asia/Shanghai': 'CN', 'Asia/Urumqi': 'CN', 'Asia/Chongqing': 'CN', 'Asia/Harbin': 'CN', 'Asia/Hong_Kong': 'HK', 'Asia/Macau': 'MO', 'Asia/Taipei': 'TW',
  'Asia/Singapore': 'SG', 'Asia/Tokyo': 'JP', 'Asia/Seoul': 'KR', 'Asia/Kuala_Lumpur': 'MY', 'Asia/Jakarta': 'ID', 'Asia/Manila': 'PH', 'Asia/Bangkok': 'TH', 'Asia/Ho_Chi_Minh': 'VN', 'Asia/Kolkata': 'IN', 'Asia/Dubai': 'AE',
  'Australia/Sydney': 'AU', 'Australia/Melbourne': 'AU', 'Pacific/Auckland': 'NZ', 'America/New_York': 'US', 'America/Chicago': 'US', 'America/Denver': 'US', 'America/Los_Angeles': 'US', 'America/Toronto': 'CA', 'America/Vancouver': 'CA',
  'Europe/London': 'GB', 'Europe/Dublin': 'IE', 'Europe/Paris': 'FR', 'Europe/Berlin': 'DE', 'Europe/Vienna': 'AT', 'Europe/Zurich': 'CH', 'Europe/Amsterdam': 'NL', 'Europe/Brussels': 'BE', 'Europe/Madrid': 'ES', 'Europe/Lisbon': 'PT', 'Europe/Rome': 'IT', 'Europe/Warsaw': 'PL', 'Europe/Stockholm': 'SE', 'Europe/Oslo': 'NO', 'Europe/Copenhagen': 'DK', 'Europe/Helsinki': 'FI',
};
