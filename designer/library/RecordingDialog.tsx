import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { recordingsApi } from '../api/library.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { languageName } from '../text/language-name.js';
import { idPattern } from './article-form.js';
import { houseLanguages } from './article-state.js';
import { SoundField, type Sound } from './SoundField.js';

export interface RecordingTarget {
  /** Empty: to be named. */
  recording: string;
  /** Empty: to be chosen. */
  language: string;
  /** What it says, as far as it is known. */
  words: string;
  /** A sound is there already. */
  replaces: boolean;
  /** To choose from. (Default: those of the house.) */
  languages?: readonly string[];
}

/** Uploads or records one language of a recording. */
export function RecordingDialog({ target, close }: { target: RecordingTarget; close(saved: string | null): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const languages = [...new Set([...(target.languages ?? houseLanguages), ...(target.language ? [target.language] : [])])];
  const [name, setName] = useState(target.recording);
  const [language, setLanguage] = useState(target.language || languages[0] || 'en-US');
  const [words, setWords] = useState(target.words);
  const [sound, setSound] = useState<Sound | null>(null);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const fits = idPattern.test(name);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // The dialog may stand in a form of its own.
    event.stopPropagation();
    if (!sound || !fits) return;
    setSaving(true);
    setError(null);
    await recordingsApi.upload(name, { language, sound: sound.sound, words: words.trim() }).then(() => close(name), setError);
    setSaving(false);
  };
  const names = { name: target.recording, language: languageName(language, reader) };
  const title = target.replaces ? t('recordings.replaceOf', names) : target.recording && target.language ? t('recordings.addTo', names) : t('recordings.add');
  return (
    <Modal opened onClose={() => close(null)} title={title} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={(event) => void save(event)}>
        <Stack>
          {(!target.recording || !target.language) && (
            <Group grow align="flex-start">
              {!target.recording && <TextInput label={t('recordings.name')} description={t('recordings.nameHelp')} placeholder="welcome" value={name} maxLength={64} error={name && !fits ? t('recordings.nameWrong') : null} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />}
              {!target.language && <NativeSelect label={t('recordings.language')} description={t('recordings.languageHelp')} value={language} onChange={(event) => setLanguage(event.currentTarget.value)} data={languages.map((tag) => ({ value: tag, label: languageName(tag, reader) }))} />}
            </Group>
          )}
          <SoundField value={sound} onChange={setSound} />
          <Textarea label={t('recordings.words')} description={t('recordings.wordsHelp')} lang={language} autosize minRows={2} maxRows={8} maxLength={4000} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => close(null)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={saving} disabled={!sound || !fits}>
              {t('recordings.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
