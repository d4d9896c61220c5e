import { Alert, Button, Card, Group, SegmentedControl, SimpleGrid, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { Calendar } from '../../schemas/documents/calendar.js';
import { calendarsApi, type CalendarEntry } from '../api/calendars.js';
import type { ApiError } from '../api/client.js';
import { useLoaded } from '../api/use-loaded.js';
import { announce } from '../app/announce.js';
import { ConfirmDialog } from '../app/ConfirmDialog.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { NotFoundPage } from '../app/NotFoundPage.js';
import { Page } from '../app/Page.js';
import { useMay } from '../app/SignedIn.js';
import { useLeaveWarning } from '../app/use-leave-warning.js';
import { inLanguage } from '../drafts/in-language.js';
import { CalendarEnd } from './CalendarEnd.js';
import { CalendarHistory } from './CalendarHistory.js';
import { ChangedMeanwhile, isChangedMeanwhile, LoadedMeanwhile } from './ChangedMeanwhile.js';
import { DayForm } from './DayForm.js';
import { DaysTable } from './DaysTable.js';
import { changedDates, keepDays } from './keep-days.js';
import { UsedBy } from './UsedBy.js';
import { YearView } from './YearView.js';

/** One calendar: its years, its days, who goes by it, and how it came to be. */
export function CalendarPage() {
  const { calendar = '' } = useParams();
  const { data, error, loading, reload } = useLoaded('calendars', calendarsApi.list);
  const entry = data?.calendars.find((each) => each.calendar === calendar);
  if (error) return <ErrorNote error={error} retry={reload} />;
  if (!entry) return loading || !data ? <Skeleton height={300} m="lg" radius="lg" /> : <NotFoundPage />;
  return <CalendarView key={entry.calendar} entry={entry} reload={reload} />;
}

function CalendarView({ entry, reload }: { entry: CalendarEntry; reload(): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const navigate = useNavigate();
  const mayEdit = useMay('calendars.write');
  const [base, setBase] = useState<Base>(() => toBase(entry));
  const [document, setDocument] = useState<Calendar>(entry.document);
  const [wasLoaded, setWasLoaded] = useState(false);
  const [busy, setBusy] = useState(false);
  const [note, setNote] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const years = [...new Set(document.days.map(({ date }) => Number(date.slice(0, 4))))].sort();
  const [chosen, setChosen] = useState(() => new Date().getFullYear());
  const year = years.includes(chosen) ? chosen : (years[0] ?? chosen);
  const isChanged = document !== base.document;
  useLeaveWarning(isChanged);
  const title = inLanguage(document.title, reader) || entry.calendar;
  const save = (): void => {
    setBusy(true);
    setError(null);
    calendarsApi
      .save(document, note.trim(), base.version)
      .then(({ version }) => {
        setBase({ version, document });
        setNote('');
        setWasLoaded(false);
        notifications.show({ message: t('calendars.saved', { name: title }) });
        reload();
      }, setError)
      .finally(() => setBusy(false));
  };
  /** Theirs, with the days that were changed here on top. One that was removed meanwhile is saved as a new one. */
  const loadTheirs = (): void =>
    void calendarsApi.list().then(({ calendars }) => {
      const newest = calendars.find((each) => each.calendar === entry.calendar);
      setDocument(newest ? keepDays(base.document, document, newest.document) : document);
      setBase(newest ? toBase(newest) : { version: null, document: { ...base.document, days: [] } });
      setError(null);
      setWasLoaded(true);
      if (newest) reload();
    }, setError);
  const takeAway = (date: string): void => {
    setDocument({ ...document, days: document.days.filter((day) => day.date !== date) });
    announce(t('calendars.dayTaken', { date }));
  };
  const cancel = (): void => {
    setDocument(base.document);
    setError(null);
    setWasLoaded(false);
  };
  const remove = (): void => void calendarsApi.remove(entry.calendar).then(() => navigate('/calendars'), (refused: ApiError) => (setRemoving(false), setError(refused)));
  const back = (
    <Button component={Link} to="/calendars" variant="default" leftSection={<IconArrowLeft size={16} />}>
      {t('calendars.title')}
    </Button>
  );
  return (
    <Page title={title} summary={entry.calendar} actions={back}>
      <Stack gap="lg">
        {document.sample && (
          <Alert color="yellow" variant="light">
            {t('calendars.sampleHelp')} {document.source}
          </Alert>
        )}
        {error && !isChangedMeanwhile(error) && <ErrorNote error={error} />}
        <Card withBorder radius="lg">
          <Group justify="space-between" mb="md">
            <Text size="sm">
              {t('calendars.days', { count: document.days.length })} · <CalendarEnd endsOn={entry.endsOn} />
            </Text>
            {years.length > 1 && <SegmentedControl size="xs" aria-label={t('calendars.year')} data={years.map(String)} value={String(year)} onChange={(value) => setChosen(Number(value))} />}
          </Group>
          <YearView year={year} days={document.days} />
        </Card>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Card withBorder radius="lg">
            <DaysTable height={420} days={document.days.filter(({ date }) => date.startsWith(String(year)))} remove={mayEdit ? takeAway : undefined} />
            {mayEdit && <DayForm add={(day) => (setDocument({ ...document, days: [...document.days.filter(({ date }) => date !== day.date), day].sort((one, other) => (one.date < other.date ? -1 : 1)) }), setChosen(Number(day.date.slice(0, 4))))} />}
            {isChanged && (
              <Group mt="md" align="flex-end">
                <TextInput style={{ flex: 1 }} label={t('calendars.note')} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
                <Button variant="default" onClick={cancel}>
                  {t('common.cancel')}
                </Button>
                <Button loading={busy} onClick={save}>
                  {t('calendars.save')}
                </Button>
                {(isChangedMeanwhile(error) || wasLoaded) && (
                  <div style={{ flexBasis: '100%' }}>
                    {isChangedMeanwhile(error) ? <ChangedMeanwhile error={error} load={loadTheirs} /> : <LoadedMeanwhile>{t('meanwhile.days', { dates: changedDates(base.document, document).join(', ') })}</LoadedMeanwhile>}
                  </div>
                )}
              </Group>
            )}
          </Card>
          <Stack>
            <Card withBorder radius="lg">
              <Title order={2} size="h5" mb={6}>
                {t('calendars.usedBy')}
              </Title>
              <UsedBy uses={entry.uses} none={t('calendars.notUsed')} />
              {mayEdit && (
                <Button mt="md" variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setRemoving(true)}>
                  {t('calendars.remove')}
                </Button>
              )}
            </Card>
            <CalendarHistory calendar={entry.calendar} version={base.version ?? ''} />
          </Stack>
        </SimpleGrid>
      </Stack>
      {isRemoving && <ConfirmDialog title={t('calendars.removeTitle', { name: title })} text={t('calendars.removeHelp')} action={t('calendars.remove')} confirm={remove} close={() => setRemoving(false)} />}
    </Page>
  );
}

/** What the days here were made from; no version: nothing holds. */
interface Base {
  version: string | null;
  document: Calendar;
}

const toBase = ({ version, document }: CalendarEntry): Base => ({ version, document });
