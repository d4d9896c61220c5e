import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { recordingsApi, type RecordingVariant } from '../api/library.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { languageName } from '../text/language-name.js';

/** The transcript of a recording; its sound stays. */
export function WordsDialog({ variant: { recording, language, words: kept }, close }: { variant: RecordingVariant; close(saved: boolean): void }) {
  const { t, i18n } = useTranslation();
  const [words, setWords] = useState(kept);
  const [error, setError] = useState<ApiError | null>(null);
  const name = { name: recording, language: languageName(language, i18n.resolvedLanguage ?? 'en-US') };
  return (
    <Modal opened onClose={() => close(false)} title={t('recordings.editWordsOf', name)} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <Textarea label={t('recordings.words')} description={t('recordings.wordsHelp')} lang={language} autosize minRows={4} maxRows={14} maxLength={4000} value={words} onChange={(event) => setWords(event.currentTarget.value)} data-autofocus />
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(false)}>
            {t('common.cancel')}
          </Button>
          <Button onClick={() => void recordingsApi.saveWords(recording, language, words.trim()).then(() => close(true), setError)}>{t('recordings.save')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
