import { mapProperties, type PlaceMap } from '../../engine/bundle/map-places.js';
import { fail } from '../../errors.js';
import { readJsonFile } from '../read-json-file.js';

/** Reads a map, `{"numbers": {"<here>": "<there>"}, "urls": …, "queues": …, "recordings": …}`; each part may be left out. Throws `wrong_usage`. */
export async function readPlaceMap(file: string | undefined): Promise<PlaceMap> {
  const map: PlaceMap = { numbers: {}, urls: {}, queues: {}, recordings: {} };
  if (file === undefined) return map;
  const document = await readJsonFile(file);
  const refuse = (reason: string) => fail('wrong_usage', { reason: `${file} is no map: ${reason}. It is {"numbers": {"<here>": "<there>"}, "urls": {…}, "queues": {…}, "recordings": {…}}.` });
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw refuse('it is no object');
  for (const [property, names] of Object.entries(document)) {
    if (property === '$schema') continue;
    if (!(Object.values(mapProperties) as string[]).includes(property)) throw refuse(`it has "${property}", which is not known`);
    if (typeof names !== 'object' || names === null || Array.isArray(names)) throw refuse(`"${property}" is no object`);
    for (const [from, to] of Object.entries(names)) {
      if (typeof to !== 'string' || to.trim() === '') throw refuse(`"${from}" of "${property}" leads to no text`);
      map[property as keyof PlaceMap][from] = to;
    }
  }
  return map;
}
