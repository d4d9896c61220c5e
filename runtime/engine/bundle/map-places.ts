import type { Flow } from '../../../schemas/documents/flow.js';
import type { Place } from '../../../schemas/form-controls.js';
import type { Json, JsonObject } from '../../../schemas/json.js';
import { readPointer } from '../check/pointer.js';
import { findPlaces, type FoundPlace } from './find-places.js';

/** What the places of one installation are called in another. A place that is the same in both maps to itself. */
export interface PlaceMap {
  numbers: Record<string, string>;
  /** A whole address, or its beginning up to a slash: `https://crm.test` maps `https://crm.test/cards`. The longest that fits is taken. */
  urls: Record<string, string>;
  queues: Record<string, string>;
  recordings: Record<string, string>;
}

export interface MappedFlow {
  document: Flow;
  mapped: (FoundPlace & { to: string })[];
  /** Literals that the map does not name; they are left as they are. */
  unmapped: FoundPlace[];
}

/** The flow as it shall be in the other installation. Nothing but its places changes. */
export function mapPlaces(flow: Flow, map: PlaceMap): MappedFlow {
  const document = structuredCopy(flow);
  const mapped: MappedFlow['mapped'] = [];
  const unmapped: FoundPlace[] = [];
  for (const place of findPlaces(flow)) {
    if (place.from !== 'literal') continue;
    const to = lookUp(place, map);
    if (to === undefined) unmapped.push(place);
    else {
      mapped.push({ ...place, to });
      setAt(document as unknown as Json, place.pointer, to);
    }
  }
  return { document, mapped, unmapped };
}

export const mapProperties = { number: 'numbers', url: 'urls', queue: 'queues', recording: 'recordings' } as const satisfies Record<Place, keyof PlaceMap>;

function lookUp({ kind, value }: FoundPlace, map: PlaceMap): string | undefined {
  const names = map[mapProperties[kind]];
  if (Object.hasOwn(names, value)) return names[value];
  if (kind !== 'url') return undefined;
  const [from] = Object.keys(names)
    .filter((beginning) => value.startsWith(beginning) && (beginning.endsWith('/') || /^[/?#]/.test(value.slice(beginning.length))))
    .sort((one, other) => other.length - one.length);
  return from === undefined ? undefined : names[from]! + value.slice(from.length);
}

function setAt(document: Json, pointer: string, value: Json): void {
  const path = readPointer(pointer);
  const parent = path.slice(0, -1).reduce<Json>((inner, name) => (inner as JsonObject)[name]!, document);
  (parent as JsonObject)[path.at(-1)!] = value;
}

/** Flows are JSON; the pure part has no `structuredClone` in its library. */
function structuredCopy(flow: Flow): Flow {
  return JSON.parse(JSON.stringify(flow)) as Flow;
}
