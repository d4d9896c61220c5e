import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconHistory, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsApi, type Publication } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { SidePanel } from '../canvas/SidePanel.js';
import { useEditor } from '../drafts/editor.js';
import { moment } from '../text/moments.js';
import classes from './HistoryPanel.module.css';
import { RollBackDialog } from './RollBackDialog.js';
import { shortVersion } from './short-version.js';

/** What was published, by whom and why, the newest first; each can answer calls again. */
export function HistoryPanel() {
  const { t } = useTranslation();
  const { flow, mayEdit } = useEditor();
  const history = useLoaded(`history ${flow}`, (signal) => flowsApi.history(flow, signal));
  const [wanted, setWanted] = useState<Publication | null>(null);
  const publications = [...(history.data?.publications ?? [])].sort((one, other) => Date.parse(other.publishedAt) - Date.parse(one.publishedAt));
  const live = history.data?.aliases['live'];
  const current = publications.find((publication) => publication.version === live && publication.alias === 'live');
  return (
    <SidePanel title={t('history.title')}>
      {history.error && <ErrorNote error={history.error} retry={history.reload} />}
      {!history.data && history.loading && <Skeleton height={120} radius="md" />}
      {history.data && publications.length === 0 && (
        <EmptyNote Icon={IconHistory} title={t('history.empty')}>
          {t('history.emptyHelp')}
        </EmptyNote>
      )}
      <ol className={classes.list}>
        {publications.map((publication) => (
          <Entry key={publication.id} publication={publication} isLive={publication === current} rollBack={mayEdit && publication.version !== live ? () => setWanted(publication) : undefined} />
        ))}
      </ol>
      {wanted && (
        <RollBackDialog
          publication={wanted}
          close={(done) => {
            setWanted(null);
            if (done) history.reload();
          }}
        />
      )}
    </SidePanel>
  );
}

function Entry({ publication, isLive, rollBack }: { publication: Publication; isLive: boolean; rollBack?(): void }) {
  const { t, i18n } = useTranslation();
  return (
    <li className={classes.entry} data-live={isLive || undefined}>
      <Group gap={8} justify="space-between" wrap="nowrap">
        <Group gap={8}>
          <code className={classes.version}>{shortVersion(publication.version)}</code>
          {isLive && (
            <Badge color="teal.9" variant="filled" tt="none">
              {t('history.live')}
            </Badge>
          )}
          {publication.alias !== 'live' && (
            <Badge variant="default" tt="none">
              {publication.alias}
            </Badge>
          )}
        </Group>
        {rollBack && (
          <Button size="compact-xs" variant="default" leftSection={<IconRestore size={13} />} onClick={rollBack} aria-label={t('history.rollBackTo', { version: shortVersion(publication.version) })}>
            {t('history.rollBack')}
          </Button>
        )}
      </Group>
      <Stack gap={0} mt={4}>
        {publication.note && <Text size="sm">{publication.note}</Text>}
        <Text size="xs" c="dimmed">
          {moment(publication.publishedAt, i18n.resolvedLanguage ?? 'en-US')} · {publication.publishedBy}
        </Text>
      </Stack>
    </li>
  );
}
