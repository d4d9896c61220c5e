import type { Json } from '../../schemas/json.js';
import { readAnnouncement } from '../../runtime/engine/switch-scope.js';

/** What a switch holds, as people choose it. */
export type SwitchSetting =
  | { kind: 'on_off'; on: boolean }
  | { kind: 'percent'; percent: number }
  | { kind: 'announcement'; on: boolean; texts: Record<string, string> }
  | { kind: 'text'; text: string };

/** The stored value as a setting; what none of them fits is shown as its JSON. */
export function readSetting(value: Json): SwitchSetting {
  const announcement = readAnnouncement(value);
  if (announcement) return { kind: 'announcement', ...announcement };
  if (typeof value === 'boolean') return { kind: 'on_off', on: value };
  if (value === 'on' || value === 'off') return { kind: 'on_off', on: value === 'on' };
  const percent = typeof value === 'string' ? /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(value)?.[1] : undefined;
  if (percent !== undefined) return { kind: 'percent', percent: Number(percent) };
  return { kind: 'text', text: typeof value === 'string' ? value : JSON.stringify(value) };
}

export function valueOfSetting(setting: SwitchSetting): Json {
  if (setting.kind === 'on_off') return setting.on;
  if (setting.kind === 'percent') return `${setting.percent}%`;
  if (setting.kind === 'announcement') return { on: setting.on, texts: Object.fromEntries(Object.entries(setting.texts).filter(([, text]) => text.trim() !== '')) };
  return setting.text;
}

/** Turned the other way, as one press does; `null` for what is neither on nor off. */
export function turned(setting: SwitchSetting): SwitchSetting | null {
  return setting.kind === 'on_off' || setting.kind === 'announcement' ? { ...setting, on: !setting.on } : null;
}
