const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 7],
  ['week', 4.35],
  ['month', 12],
  ['year', Infinity],
];

/** "3 minutes ago", in the reader's language. */
export function ago(at: string, reader: string, now = Date.now()): string {
  let distance = Math.min(0, (Date.parse(at) - now) / 1000);
  if (Number.isNaN(distance)) return '';
  const words = new Intl.RelativeTimeFormat(reader, { numeric: 'auto' });
  if (distance > -45) return words.format(0, 'second');
  for (const [unit, size] of steps) {
    if (Math.abs(distance) < size) return words.format(Math.round(distance), unit);
    distance /= size;
  }
  return '';
}

/** Date and time, short, in the reader's language, and in their time zone where no other is named. */
export function moment(at: string, reader: string, timeZone?: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : new Intl.DateTimeFormat(reader, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(date);
}

/** What a reader calls a time zone, with its own name: `China Standard Time (Asia/Shanghai)`. */
export function zoneName(timeZone: string, reader: string): string {
  const long = new Intl.DateTimeFormat(reader, { timeZone, timeZoneName: 'long' }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value;
  return long ? `${long} (${timeZone})` : timeZone;
}

/** Seconds as minutes and seconds: `1:05`. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '–';
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
