import type { Json, JsonObject } from '../../schemas/json.js';
import { localized } from './prompts/localized.js';

/**
 * Switches as templates and conditions read them. A switch that carries texts, such as an emergency announcement, is `true` or `false` as
 * `switches.<name>`, and its words in the call's language stand under `announcements.<name>`; off, or without words, that is empty.
 */
export function switchScope(switches: JsonObject, { language, languages }: { language: string; languages: readonly string[] }): { switches: JsonObject; announcements: JsonObject } {
  const shown: JsonObject = {};
  const announcements: JsonObject = {};
  for (const [name, value] of Object.entries(switches)) {
    const announcement = readAnnouncement(value);
    shown[name] = announcement ? announcement.on : value;
    if (announcement) announcements[name] = announcement.on ? localized(announcement.texts, language, languages) : '';
  }
  return { switches: shown, announcements };
}

/** `{ on, texts: { "zh-CN": "…" } }`; `null` for any other value of a switch. */
export function readAnnouncement(value: Json | undefined): { on: boolean; texts: Record<string, string> } | null {
  if (value === null || value === undefined || typeof value !== 'object' || Array.isArray(value)) return null;
  const { on = true, texts } = value;
  if (typeof on !== 'boolean' || texts === null || typeof texts !== 'object' || Array.isArray(texts)) return null;
  return { on, texts: Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) };
}
