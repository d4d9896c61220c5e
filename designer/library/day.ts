/** An ISO date, short, in the reader's language. */
export function day(date: string, reader: string): string {
  const at = new Date(`${date}T00:00:00`);
  return Number.isNaN(at.getTime()) ? date : new Intl.DateTimeFormat(reader, { dateStyle: 'medium' }).format(at);
}
