import { basename } from 'node:path';
import type { Calendar } from '../../schemas/documents/calendar.js';
import { fail } from '../errors.js';
import { readCalendarText, type CalendarNames } from './read-calendar-text.js';
import { readTextFile } from './read-text-file.js';

/** A calendar out of a file of JSON, CSV or iCalendar. Throws `wrong_usage` that tells every problem with its line. */
export async function readCalendarFile(path: string, names: CalendarNames = {}): Promise<{ calendar: Calendar; text: string }> {
  const text = await readTextFile(path);
  const { calendar, problems } = readCalendarText(text, { fileName: basename(path), names });
  if (calendar) return { calendar, text };
  const told = problems.map(({ line, messages }) => `${line === null ? '' : `line ${line}: `}${messages['en-US']}`);
  throw fail('wrong_usage', { reason: `${path} is no calendar: ${told.join('\n  ')}` });
}
