import { Button, Group, Select, Text } from '@mantine/core';
import { IconMicrophone } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordingsApi } from '../../api/library.js';
import { useLoaded } from '../../api/use-loaded.js';
import { useMay } from '../../app/SignedIn.js';
import { PlayButton } from '../../library/PlayButton.js';
import { RecordingDialog, type RecordingTarget } from '../../library/RecordingDialog.js';
import { createShelf } from '../../library/recording-shelf.js';
import { languageName } from '../../text/language-name.js';
import { useForm } from '../form-context.js';
import type { ControlProps } from '../form-schema.js';
import { useLabels } from '../use-labels.js';

/** A recording of the library, with a way to hear it and to upload one on the spot. One that nobody has uploaded stays as it is written. */
export function RecordingControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const labels = useLabels(props);
  const { readOnly, languages } = useForm();
  const mayUpload = useMay('recordings.write') && !readOnly;
  const recordings = useLoaded('recordings', recordingsApi.list);
  const [target, setTarget] = useState<RecordingTarget | null>(null);
  const chosen = typeof value === 'string' ? value : '';
  const shelf = createShelf(recordings.data?.recordings ?? [], recordings.data?.uses ?? []);
  const known = shelf.filter(({ variants }) => variants.length > 0);
  const own = known.find(({ recording }) => recording === chosen)?.variants ?? [];
  const lacking = chosen === '' || !recordings.data ? [] : languages.filter((language) => !own.some((variant) => variant.language.split('-')[0] === language.split('-')[0]));
  const data = [...known.map(({ recording }) => ({ value: recording, label: recording })), ...(chosen && own.length === 0 ? [{ value: chosen, label: recordings.data ? t('recordings.pickMissing', { name: chosen }) : chosen }] : [])];
  return (
    <div>
      <Select {...labels} data={data} value={chosen || null} readOnly={readOnly} searchable clearable={!property.required} comboboxProps={{ withinPortal: true }} nothingFoundMessage={t('recordings.noneFound')} onChange={(name) => onChange(name ?? (property.required ? '' : undefined))} />
      <Group gap="xs" mt={6}>
        {own.map((variant) => (
          <Group key={variant.language} gap={4} wrap="nowrap">
            <PlayButton url={variant.url} label={t('recordings.pickListen', { language: languageName(variant.language, reader) })} />
            <Text size="xs" c="dimmed">
              {languageName(variant.language, reader)}
            </Text>
          </Group>
        ))}
        {mayUpload && (
          <Button size="xs" variant="subtle" leftSection={<IconMicrophone size={15} />} onClick={() => setTarget({ recording: own.length > 0 && lacking.length === 0 ? '' : chosen, language: lacking.length === 1 ? lacking[0]! : '', words: '', replaces: false, languages })}>
            {chosen && lacking.length > 0 ? t('recordings.pickAdd', { name: chosen }) : t('recordings.pickNew')}
          </Button>
        )}
      </Group>
      {lacking.length > 0 && (
        <Text size="xs" c="var(--tl-warning)" mt={4}>
          {t('recordings.pickLacks', { languages: lacking.map((language) => languageName(language, reader)).join(reader.startsWith('zh') ? '、' : ', ') })}
        </Text>
      )}
      {target && (
        <RecordingDialog
          target={target}
          close={(saved) => {
            setTarget(null);
            if (!saved) return;
            onChange(saved);
            recordings.reload();
          }}
        />
      )}
    </div>
  );
}
