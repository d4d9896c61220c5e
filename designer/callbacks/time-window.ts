/** The hours somebody asked for, in the reader's time zone: "Nov 24, 2:00 PM – 5:00 PM". `null`: any time. */
export function timeWindow({ from, until }: { from: string | null; until: string | null }, reader: string): string | null {
  if (!from || !until) return null;
  return new Intl.DateTimeFormat(reader, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }).formatRange(new Date(from), new Date(until));
}
