import type { TSchema } from '@sinclair/typebox';
import { Product } from '../../schemas/documents/product.js';
import type { BothLanguages } from '../../schemas/form-controls.js';
import type { Json, JsonObject } from '../../schemas/json.js';
import { languageName } from '../text/language-name.js';
import { money } from '../text/money.js';

/** One place at which two versions of a product differ, in the reader's language; `null`: it was not there. */
export interface ProductChange {
  /** As the form calls it, such as "Name · Chinese". */
  place: string;
  before: string | null;
  after: string | null;
}

export function compareProducts(before: JsonObject, after: JsonObject, reader: string): ProductChange[] {
  const own = reader === 'zh-CN' ? 'zh-CN' : 'en-US';
  const [old, fresh] = [readPlaces(before, own), readPlaces(after, own)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((place) => old.get(place) !== fresh.get(place)).map((place) => ({ place, before: old.get(place) ?? null, after: fresh.get(place) ?? null }));
}

function readPlaces(product: JsonObject, reader: keyof BothLanguages): Map<string, string> {
  const places = new Map<string, string>();
  visit(Product, product, []);
  return places;

  function visit(schema: TSchema | undefined, value: Json, path: string[]): void {
    const form = schema?.['x-form'] as { control?: string; labels?: Record<string, BothLanguages> } | undefined;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return void places.set(path.join(' · '), sayValue(value, form?.labels, reader));
    const { amountMinor, currency } = value;
    if (typeof amountMinor === 'number' && typeof currency === 'string') return void places.set(path.join(' · '), money(amountMinor, currency, reader));
    for (const [name, inner] of Object.entries(value)) {
      const at = schema?.properties?.[name] as TSchema | undefined;
      const called = form?.control === 'prompt' ? languageName(name, reader) : ((at?.['x-title'] as BothLanguages | undefined)?.[reader] ?? name);
      visit(at, inner as Json, [...path, called]);
    }
  }
}

function sayValue(value: Json, labels: Record<string, BothLanguages> | undefined, reader: keyof BothLanguages): string {
  if (typeof value === 'boolean') return { 'en-US': value ? 'yes' : 'no', 'zh-CN': value ? '是' : '否' }[reader];
  return labels?.[String(value)]?.[reader] ?? String(value);
}
