import { Anchor, Badge, Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCalendarEvent, IconSparkles, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { calendarsApi, type CalendarEntry } from '../api/calendars.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { useMay } from '../app/SignedIn.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { CalendarEnd } from './CalendarEnd.js';
import { HoursAtPanel, useHoursAt } from './HoursAtPanel.js';
import { ProposeDialog } from './ProposeDialog.js';
import { UploadDialog } from './UploadDialog.js';
import { UsedBy } from './UsedBy.js';

/** Holidays and make-up workdays of all flows, and what they do to a call at any moment. */
export function CalendarsPage() {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const { data, error, loading, reload } = useLoaded('calendars', calendarsApi.list);
  const hours = useHoursAt(data?.calendars.map(({ version }) => version).join() ?? '');
  const mayEdit = useMay('calendars.write');
  const [uploaded, setUploaded] = useState<{ text: string; fileName: string } | null>(null);
  const [isProposing, setProposing] = useState(false);
  const actions = mayEdit && (
    <Group gap="sm">
      <Button variant="default" leftSection={<IconSparkles size={17} />} onClick={() => setProposing(true)}>
        {t('calendars.addPropose')}
      </Button>
      <Button leftSection={<IconUpload size={17} />} onClick={() => setUploaded({ text: '', fileName: '' })}>
        {t('calendars.add')}
      </Button>
    </Group>
  );
  return (
    <Page title={t('calendars.title')} summary={t('calendars.summary')} actions={actions}>
      <Stack gap="lg">
        {error && <ErrorNote error={error} retry={reload} />}
        <HoursAtPanel {...hours} />
        {!data && loading && hours.settled && <Skeleton height={160} radius="lg" />}
        {hours.settled && data?.calendars.length === 0 && (
          <Card withBorder radius="lg">
            <EmptyNote Icon={IconCalendarEvent} title={t('calendars.empty')}>
              {t('calendars.emptyHelp')}
            </EmptyNote>
          </Card>
        )}
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {hours.settled && data?.calendars.map((entry) => <CalendarCard key={entry.calendar} entry={entry} reader={reader} />)}
        </Stack>
      </Stack>
      {isProposing && (
        <ProposeDialog
          close={(calendar) => {
            setProposing(false);
            if (calendar) setUploaded({ text: JSON.stringify(calendar, null, 2), fileName: `${calendar.id}.calendar.json` });
          }}
        />
      )}
      {uploaded && (
        <UploadDialog
          start={uploaded}
          close={(saved) => {
            setUploaded(null);
            if (!saved) return;
            reload();
            notifications.show({ message: t('calendars.saved', { name: saved }) });
          }}
        />
      )}
    </Page>
  );
}

function CalendarCard({ entry, reader }: { entry: CalendarEntry; reader: string }) {
  const { t } = useTranslation();
  const { calendar, document } = entry;
  return (
    <Card withBorder radius="lg" component="li">
      <Group justify="space-between" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Group gap={8}>
            <Title order={2} size="h5">
              <Anchor component={Link} to={`/calendars/${calendar}`} inherit lang={langOf(document.title, reader)}>
                {inLanguage(document.title, reader) || calendar}
              </Anchor>
            </Title>
            <code>{calendar}</code>
            <Badge variant="light" color="gray">
              {document.country}
            </Badge>
            {document.sample && (
              <Badge variant="light" color="yellow" title={t('calendars.sampleHelp')}>
                {t('calendars.sample')}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed" mt={2}>
            {t('calendars.days', { count: document.days.length })} · <CalendarEnd endsOn={entry.endsOn} />
          </Text>
          <UsedBy uses={entry.uses} none={t('calendars.notUsed')} />
        </div>
      </Group>
    </Card>
  );
}
