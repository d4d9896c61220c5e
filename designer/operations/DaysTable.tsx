import { ActionIcon, Badge, ScrollArea } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '../../schemas/documents/calendar.js';
import { ListCell, ListRow, ListTable } from '../app/ListTable.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';

const looks = { closed: 'red', open: 'teal', hours: 'yellow' } as const;

/** Days of a calendar, with what they are called and, where they may be taken away, how. */
export function DaysTable({ days, remove, height = 260 }: { days: CalendarDay[]; remove?(date: string): void; height?: number }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const words = { closed: t('calendars.dayClosed'), open: t('calendars.dayOpen'), hours: t('calendars.dayHours') };
  const weekday = new Intl.DateTimeFormat(reader, { weekday: 'short', timeZone: 'UTC' });
  return (
    <ScrollArea.Autosize mah={height} type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': t('calendars.title') }}>
      <ListTable title={t('calendars.title')} columns={[t('calendars.date'), t('calendars.day'), t('calendars.name')]} withActions={remove !== undefined} minWidth={0} spacing="xs">
        {days.map((day) => (
          <ListRow key={day.date}>
            <ListCell style={{ whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}>
              {day.date} {weekday.format(new Date(`${day.date}T00:00:00Z`))}
            </ListCell>
            <ListCell>
              <Badge variant="light" color={looks[day.kind]} miw={{ sm: 'max-content' }}>
                {words[day.kind]}
              </Badge>
            </ListCell>
            <ListCell>
              <span lang={langOf(day.title, reader)}>{inLanguage(day.title, reader)}</span> {day.times?.map(({ from, to }) => `${from}–${to}`).join(', ')}
            </ListCell>
            {remove && (
              <ListCell ta="right">
                <ActionIcon size="sm" aria-label={t('calendars.removeDay', { date: day.date })} onClick={() => remove(day.date)}>
                  <IconTrash size={15} />
                </ActionIcon>
              </ListCell>
            )}
          </ListRow>
        ))}
      </ListTable>
    </ScrollArea.Autosize>
  );
}
