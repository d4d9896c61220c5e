import { Button, FileInput, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconMicrophone, IconPlayerStop, IconUpload } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { duration } from '../text/moments.js';
import { readSoundFile } from './read-sound-file.js';
import { useRecorder } from './use-recorder.js';

export interface Sound {
  sound: Blob;
  /** `null`: not known. */
  seconds: number | null;
}

/** A sound, from a file or from the microphone, to be heard before it is kept. */
export function SoundField({ value, onChange }: { value: Sound | null; onChange(sound: Sound | null): void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState<'file' | 'record'>('file');
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t('recordings.add')}
        value={from}
        onChange={(chosen) => {
          setFrom(chosen as 'file' | 'record');
          onChange(null);
        }}
        data={[
          { value: 'file', label: t('recordings.file') },
          { value: 'record', label: t('recordings.record') },
        ]}
      />
      {from === 'file' ? <FromFile onChange={onChange} /> : <FromMicrophone has={value !== null} onChange={onChange} />}
      {value && <Preview sound={value} />}
    </Stack>
  );
}

function FromFile({ onChange }: { onChange(sound: Sound | null): void }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (file: File | null): Promise<void> => {
    setProblem(null);
    onChange(null);
    if (!file) return;
    const read = await readSoundFile(file);
    if (read === 'too_large') setProblem(t('recordings.tooLarge'));
    else if (read === 'cannot_open') setProblem(t('recordings.cannotOpen'));
    else onChange(read);
  };
  return <FileInput label={t('recordings.choose')} description={t('recordings.chooseHelp')} placeholder="welcome.wav" accept="audio/*,.wav,.mp3" leftSection={<IconUpload size={16} aria-hidden />} error={problem} clearable clearButtonProps={{ 'aria-label': t('recordings.remove') }} onChange={(file) => void choose(file)} />;
}

function FromMicrophone({ has, onChange }: { has: boolean; onChange(sound: Sound | null): void }) {
  const { t } = useTranslation();
  const { recorder, start, stop } = useRecorder(onChange);
  const begin = (): void => {
    onChange(null);
    start();
  };
  return (
    <Paper withBorder radius="md" p="md" ta="center">
      {recorder.state === 'recording' ? (
        <Button color="red.9" leftSection={<IconPlayerStop size={17} />} onClick={stop}>
          {t('recordings.stop')}
        </Button>
      ) : (
        <Button variant={has ? 'default' : 'filled'} leftSection={<IconMicrophone size={17} />} loading={recorder.state === 'working'} onClick={begin}>
          {has ? t('recordings.again') : t('recordings.start')}
        </Button>
      )}
      <Text size="sm" mt="xs" c="dimmed" role="status">
        {recorder.state === 'recording' && t('recordings.recording', { time: duration(recorder.seconds) })}
        {recorder.state === 'refused' && t('recordings.noMicrophone')}
      </Text>
    </Paper>
  );
}

function Preview({ sound: { sound, seconds } }: { sound: Sound }) {
  const { t } = useTranslation();
  const address = useMemo(() => URL.createObjectURL(sound), [sound]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <Group gap="sm" wrap="nowrap">
      <audio controls src={address} aria-label={t('recordings.hear')} style={{ flex: 1, height: 36, minWidth: 0 }} />
      <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {t('recordings.ready', { time: duration(seconds) })}
      </Text>
    </Group>
  );
}
