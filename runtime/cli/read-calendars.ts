import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Calendar } from '../../schemas/documents/calendar.js';
import { readCalendarFile } from '../calendars/read-calendar-file.js';
import { getGalleryFolder } from './program-folder.js';

/** The calendars beside a flow, by id: `calendars/*` and `*.calendar.json` of its folder; where there are none, those of the gallery. */
export async function readCalendars(flowFile: string): Promise<Record<string, Calendar>> {
  const own = await readShelf(dirname(flowFile));
  const shelf = own.length > 0 ? own : await readShelf(getGalleryFolder());
  return Object.fromEntries(shelf.map((calendar) => [calendar.id, calendar]));
}

async function readShelf(folder: string): Promise<Calendar[]> {
  const beside = (await listNames(folder)).filter((name) => name.endsWith('.calendar.json')).map((name) => join(folder, name));
  const inside = (await listNames(join(folder, 'calendars'))).filter((name) => /\.(json|csv|ics)$/i.test(name)).map((name) => join(folder, 'calendars', name));
  return Promise.all([...beside, ...inside].map(async (path) => (await readCalendarFile(path)).calendar));
}

async function listNames(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
