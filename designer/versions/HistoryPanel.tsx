import { Badge, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowsDiff, IconHistory, IconRestore } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { flowsApi, type FlowHistory, type Publication } from '../api/flows.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { SidePanel } from '../canvas/SidePanel.js';
import { useEditor } from '../drafts/editor.js';
import { moment } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import { AliasList } from './AliasList.js';
import { CanaryCard } from './CanaryCard.js';
import classes from './HistoryPanel.module.css';
import { RollBackButton } from './RollBackButton.js';
import { RollBackDialog, type RollBack } from './RollBackDialog.js';
import { getStanding } from './get-standing.js';
import { shortVersion } from './short-version.js';
import { useSecondPressGuard } from './use-second-press-guard.js';

/** What callers hear now and what they heard before: aliases with their numbers, canaries with their figures, and every publication, the newest first. */
export function HistoryPanel() {
  const { t } = useTranslation();
  const { flow, view, mayEdit } = useEditor();
  const history = useLoaded(`history ${flow}`, (signal) => flowsApi.history(flow, signal));
  const guard = useSecondPressGuard(history);
  const [wanted, setWanted] = useState<RollBack | null>(null);
  const { data } = history;
  const live = data?.aliases['live'];
  const compare = (before: string, after: string): void => view.getState().look({ comparing: { before, after } });
  return (
    <SidePanel title={t('history.title')}>
      {history.error && <ErrorNote error={history.error} retry={history.reload} />}
      {!data && history.loading && <Skeleton height={120} radius="md" />}
      {data && data.publications.length === 0 && (
        <EmptyNote Icon={IconHistory} title={t('history.empty')}>
          {t('history.emptyHelp')}
        </EmptyNote>
      )}
      {data && data.publications.length > 0 && (
        <Stack gap="md">
          {live && (
            <Button variant="default" size="xs" leftSection={<IconArrowsDiff size={15} />} onClick={() => compare(live, 'draft')}>
              {t('history.compareDraft')}
            </Button>
          )}
          <AliasList history={data} />
          {Object.entries(data.canaries).map(([alias, canary]) => (
            <CanaryCard key={`${alias} ${canary.version}`} alias={alias} stable={data.aliases[alias] ?? ''} canary={canary} changed={history.reload} compare={compare} />
          ))}
          <ol className={classes.list}>
            {data.publications.map((publication) => (
              <Entry key={publication.id} publication={publication} history={data} compare={compare} rollBack={mayEdit ? setWanted : undefined} guard={guard} />
            ))}
          </ol>
        </Stack>
      )}
      {wanted && (
        <RollBackDialog
          wanted={wanted}
          close={(done) => {
            setWanted(null);
            if (done) history.reload();
          }}
        />
      )}
    </SidePanel>
  );
}

interface EntryProps {
  publication: Publication;
  history: FlowHistory;
  compare(before: string, after: string): void;
  rollBack?: ((wanted: RollBack) => void) | undefined;
  guard: { blocked: boolean; changed(): void };
}

function Entry({ publication, history, compare, rollBack, guard }: EntryProps) {
  const { t, i18n } = useTranslation();
  const { alias, action, canary, note, publishedAt, publishedBy } = publication;
  const { version, is } = getStanding(publication, history);
  const name = shortVersion(version);
  const now = history.aliases[alias];
  const isNewest = history.publications.find((known) => known.alias === alias) === publication;
  return (
    <li className={classes.entry} data-live={(is === 'now' && alias === 'live') || undefined}>
      <Group gap={8} justify="space-between" wrap="nowrap">
        <Group gap={8}>
          <code className={classes.version}>{name}</code>
          {is === 'now' && (
            <Badge color={alias === 'live' ? 'teal.9' : 'gray.7'} variant="filled">
              {alias === 'live' ? t('history.live') : alias}
            </Badge>
          )}
          {is === 'trial' && (
            <Badge color="orange.9" variant="outline">
              {t(alias === 'live' ? 'history.trial' : 'history.trialOf', { alias, share: history.canaries[alias]!.sharePercent })}
            </Badge>
          )}
          {is === 'past' && alias !== 'live' && <Badge variant="default">{alias}</Badge>}
        </Group>
        <Group gap={4} wrap="nowrap">
          {now && now !== version && (
            <Button size="compact-xs" variant="subtle" onClick={() => compare(version, now)} aria-label={t('history.compareWith', { version: name, alias })}>
              {t('history.compare')}
            </Button>
          )}
          {rollBack && isNewest && now === version && <RollBackButton alias={alias} history={history} blocked={guard.blocked} changed={guard.changed} />}
          {rollBack && now && now !== version && is !== 'trial' && (
            <Button size="compact-xs" variant="default" leftSection={<IconRestore size={13} />} onClick={() => rollBack({ alias, version, now, canary: history.canaries[alias]?.version ?? null })} aria-label={t('history.rollBackTo', { version: name })}>
              {t('history.rollBack')}
            </Button>
          )}
        </Group>
      </Group>
      <Stack gap={0} mt={4}>
        {action !== 'published' && (
          <Text size="xs" fw={600}>
            {t(`history.actions.${action}`, { share: canary?.sharePercent ?? 0 })}
          </Text>
        )}
        {note && <Text size="sm">{note}</Text>}
        <Text size="xs" c="dimmed">
          {moment(publishedAt, i18n.resolvedLanguage ?? 'en-US')} · {whoName(publishedBy, t)}
        </Text>
      </Stack>
    </li>
  );
}
