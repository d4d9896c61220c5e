import { Button, Card, Group, Skeleton, Stack, Switch, Tabs, Text, TextInput } from '@mantine/core';
import { IconMicrophone, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordingsApi, type RecordingVariant } from '../api/library.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { useMay } from '../app/SignedIn.js';
import { CallRecordings } from './CallRecordings.js';
import { RecordingCard } from './RecordingCard.js';
import { RecordingDialog, type RecordingTarget } from './RecordingDialog.js';
import { createShelf, type ShelvedRecording } from './recording-shelf.js';
import { WordsDialog } from './WordsDialog.js';

/** The voices and music that flows play, and what calls left behind. */
export function RecordingsPage() {
  const { t } = useTranslation();
  const mayWrite = useMay('recordings.write');
  const mayHearCalls = useMay('call_recordings.read');
  const [target, setTarget] = useState<RecordingTarget | null>(null);
  const [round, setRound] = useState(0);
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setTarget({ recording: '', language: '', words: '', replaces: false })}>
      {t('recordings.add')}
    </Button>
  );
  const library = <Library key="library" round={round} mayWrite={mayWrite} choose={setTarget} />;
  return (
    <Page title={t('recordings.title')} summary={t('recordings.summary')} actions={add}>
      {mayHearCalls ? (
        <Tabs defaultValue="library" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="library">{t('recordings.tabs.library')}</Tabs.Tab>
            <Tabs.Tab value="calls">{t('recordings.tabs.calls')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="library">{library}</Tabs.Panel>
          <Tabs.Panel value="calls">
            <CallRecordings />
          </Tabs.Panel>
        </Tabs>
      ) : (
        library
      )}
      {target && (
        <RecordingDialog
          target={target}
          close={(saved) => {
            setTarget(null);
            if (saved) setRound((before) => before + 1);
          }}
        />
      )}
    </Page>
  );
}

function Library({ round, mayWrite, choose }: { round: number; mayWrite: boolean; choose(target: RecordingTarget): void }) {
  const { t } = useTranslation();
  const recordings = useLoaded(`recordings ${round}`, recordingsApi.list);
  const [wanted, setWanted] = useState('');
  const [onlyMissing, setOnlyMissing] = useState(false);
  const [edited, setEdited] = useState<RecordingVariant | null>(null);
  if (recordings.error) return <ErrorNote error={recordings.error} retry={recordings.reload} />;
  if (!recordings.data) return <Skeleton height={320} radius="lg" />;
  const shelf = createShelf(recordings.data.recordings, recordings.data.uses);
  if (shelf.length === 0) {
    return (
      <Card withBorder radius="lg" p={0}>
        <EmptyNote Icon={IconMicrophone} title={t('recordings.empty')}>
          {t('recordings.emptyHelp')}
        </EmptyNote>
      </Card>
    );
  }
  const shown = shelf.filter((each) => fits(each, wanted) && (!onlyMissing || each.missing.length > 0));
  return (
    <Stack gap="md">
      <Group align="flex-end" justify="space-between">
        <TextInput w={{ base: '100%', sm: 320 }} aria-label={t('recordings.find')} placeholder={t('recordings.findPlaceholder')} leftSection={<IconSearch size={16} aria-hidden />} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
        <Group>
          <Switch size="sm" label={t('recordings.onlyMissing')} checked={onlyMissing} onChange={(event) => setOnlyMissing(event.currentTarget.checked)} />
          <Text size="sm" c="dimmed" role="status">
            {t('recordings.count', { count: shown.length })}
          </Text>
        </Group>
      </Group>
      {shown.length === 0 && (
        <Text c="dimmed" ta="center" py="xl">
          {t('recordings.noneFound')}
        </Text>
      )}
      {shown.map((recording) => (
        <RecordingCard key={recording.recording} recording={recording} mayWrite={mayWrite} choose={choose} editWords={setEdited} reload={recordings.reload} />
      ))}
      {edited && (
        <WordsDialog
          variant={edited}
          close={(saved) => {
            setEdited(null);
            if (saved) recordings.reload();
          }}
        />
      )}
    </Stack>
  );
}

function fits({ recording, variants, uses }: ShelvedRecording, wanted: string): boolean {
  const words = [recording, ...variants.map((variant) => variant.words), ...uses.map((use) => `${use.flow} ${JSON.stringify(use.flowName)} ${use.step}`)].join(' ').toLowerCase();
  return words.includes(wanted.trim().toLowerCase());
}
