import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '../../schemas/documents/calendar.js';
import { inLanguage } from '../drafts/in-language.js';
import classes from './Operations.module.css';

/** A year at a glance, its named days in colour and by their lines, with what these mean; the list beside it says the same day by day. */
export function YearView({ year, days }: { year: number; days: CalendarDay[] }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const byDate = new Map(days.map((day) => [day.date, day]));
  const monthName = new Intl.DateTimeFormat(reader, { month: 'long', timeZone: 'UTC' });
  const kinds = { closed: t('calendars.dayClosed'), open: t('calendars.dayOpen'), hours: t('calendars.dayHours') };
  const countOf = (kind: CalendarDay['kind']): number => days.filter((day) => day.kind === kind && day.date.startsWith(`${year}-`)).length;
  return (
    <>
      <div className={classes.year} aria-hidden>
        {Array.from({ length: 12 }, (_, month) => (
          <div key={month}>
            <Text size="xs" fw={650} mb={4}>
              {monthName.format(Date.UTC(year, month, 1))}
            </Text>
            <div className={classes.month}>
              {cellsOf(year, month).map((date, at) => {
                const day = date ? byDate.get(date) : undefined;
                const isWeekend = at % 7 > 4;
                return (
                  <span key={at} className={day ? classes[day.kind] : isWeekend ? classes.weekend : undefined} title={day && (inLanguage(day.title, reader) || kinds[day.kind])}>
                    {date ? Number(date.slice(8)) : ''}
                  </span>
                );
              })}
            </div>
          </div>
        ))}
      </div>
      <ul className={classes.legend} aria-label={t('calendars.legend', { year })}>
        {(Object.keys(kinds) as CalendarDay['kind'][]).map((kind) => (
          <li key={kind}>
            <span className={classes[kind]} aria-hidden>
              8
            </span>
            {t('calendars.legendOf', { kind: kinds[kind], count: countOf(kind) })}
          </li>
        ))}
        <li>
          <span className={classes.weekend} aria-hidden>
            8
          </span>
          {t('calendars.weekend')}
        </li>
      </ul>
    </>
  );
}

/** Weeks begin on Monday; `null` stands for a place before the first. */
function cellsOf(year: number, month: number): (string | null)[] {
  const before = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return [...Array.from({ length: before }, () => null), ...Array.from({ length: count }, (_, day) => new Date(Date.UTC(year, month, day + 1)).toISOString().slice(0, 10))];
}
