import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Calendar, CalendarDay } from '../../schemas/documents/calendar.js';
import { calendarsApi, type CalendarChange } from '../api/calendars.js';
import { useLoaded } from '../api/use-loaded.js';
import { inLanguage } from '../drafts/in-language.js';
import { moment } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import classes from './Operations.module.css';

/** As many changed days as are shown without asking. */
const MOST_OPEN = 8;

/** Every version of a calendar: who saved it, why, and which days it added, changed and took away. */
export function CalendarHistory({ calendar, version }: { calendar: string; version: string }) {
  const { t, i18n } = useTranslation();
  const { data } = useLoaded(`${calendar} ${version}`, (signal) => calendarsApi.history(calendar, signal));
  return (
    <Card withBorder radius="lg" component="section" aria-label={t('calendars.history')}>
      <Title order={2} size="h5" mb={6}>
        {t('calendars.history')}
      </Title>
      <Stack gap={12}>
        {data?.changes.map((change, at) => (
          <div key={change.at}>
            <Group gap={8}>
              <Text size="sm">{moment(change.at, i18n.resolvedLanguage ?? 'en-US')}</Text>
              <Badge variant="light" color="gray">
                {change.document ? t('calendars.days', { count: change.document.days.length }) : t('calendars.removed')}
              </Badge>
            </Group>
            <Text size="xs" c="dimmed">
              {[whoName(change.who, t), change.note].filter(Boolean).join(' · ')}
            </Text>
            <ChangedDays change={change} before={data.changes[at + 1]?.document ?? null} />
          </div>
        ))}
      </Stack>
    </Card>
  );
}

function ChangedDays({ change: { days, document }, before }: { change: CalendarChange; before: Calendar | null }) {
  const { t } = useTranslation();
  const dates = days && [...days.added, ...days.changed, ...days.removed].sort();
  if (!days || !dates || dates.length === 0) return null;
  return (
    <details open={dates.length <= MOST_OPEN}>
      <Text component="summary" size="sm">
        {t('calendars.changes', { added: days.added.length, changed: days.changed.length, removed: days.removed.length })}
      </Text>
      <Text component="ul" size="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {dates.map((date) => (
          <li key={date}>
            {date} <DayWords day={dayOf(before, date)} as="del" /> <DayWords day={dayOf(document, date)} as="ins" />
          </li>
        ))}
      </Text>
    </details>
  );
}

function DayWords({ day, as: Mark }: { day: CalendarDay | undefined; as: 'del' | 'ins' }) {
  const { t, i18n } = useTranslation();
  if (!day) return null;
  const kinds = { closed: t('calendars.dayClosed'), open: t('calendars.dayOpen'), hours: t('calendars.dayHours') };
  const words = [kinds[day.kind], inLanguage(day.title, i18n.resolvedLanguage ?? 'en-US'), day.times?.map(({ from, to }) => `${from}–${to}`).join(', ')];
  return <Mark className={Mark === 'del' ? classes.taken : classes.added}>{words.filter(Boolean).join(' · ')}</Mark>;
}

function dayOf(calendar: Calendar | null, date: string): CalendarDay | undefined {
  return calendar?.days.find((day) => day.date === date);
}
