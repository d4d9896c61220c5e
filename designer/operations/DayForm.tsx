import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '../../schemas/documents/calendar.js';

/** One more day of a calendar, or another word on one that is there. */
export function DayForm({ add }: { add(day: CalendarDay): void }) {
  const { t, i18n } = useTranslation();
  const [date, setDate] = useState('');
  const [kind, setKind] = useState<CalendarDay['kind']>('closed');
  const [title, setTitle] = useState('');
  const [times, setTimes] = useState({ from: '09:00', to: '12:00' });
  const isWhole = /^\d{4}-\d{2}-\d{2}$/.test(date) && (kind !== 'hours' || (times.from !== '' && times.to !== ''));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isWhole) return;
    add({ date, kind, ...(title.trim() && { title: { [i18n.resolvedLanguage ?? 'en-US']: title.trim() } }), ...(kind === 'hours' && { times: [times] }) });
    setDate('');
    setTitle('');
  };
  return (
    <form onSubmit={submit}>
      <Group mt="md" align="flex-end" gap="xs">
        <TextInput type="date" size="sm" label={t('calendars.date')} value={date} onChange={(event) => setDate(event.currentTarget.value)} />
        <NativeSelect
          label={t('calendars.day')}
          data={[
            { value: 'closed', label: t('calendars.dayClosed') },
            { value: 'open', label: t('calendars.dayOpen') },
            { value: 'hours', label: t('calendars.dayHours') },
          ]}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as CalendarDay['kind'])}
        />
        {kind === 'hours' && (
          <>
            <TextInput type="time" label={t('calendars.from')} value={times.from} onChange={(event) => setTimes({ ...times, from: event.currentTarget.value })} />
            <TextInput type="time" label={t('calendars.to')} value={times.to} onChange={(event) => setTimes({ ...times, to: event.currentTarget.value })} />
          </>
        )}
        <TextInput style={{ flex: '1 1 140px' }} label={t('calendars.name')} maxLength={200} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Button type="submit" variant="light" disabled={!isWhole}>
          {t('calendars.addDay')}
        </Button>
      </Group>
    </form>
  );
}
