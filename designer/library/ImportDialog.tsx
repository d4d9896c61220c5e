import { Button, FileInput, Group, Modal, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { knowledgeApi, type ImportOutcome } from '../api/library.js';
import { ErrorNote } from '../app/ErrorNote.js';

/** Takes in a file of articles; what it would change is said before it does. */
export function ImportDialog({ close }: { close(outcome: ImportOutcome | null): void }) {
  const { t } = useTranslation();
  const [articles, setArticles] = useState<unknown>(null);
  const [would, setWould] = useState<ImportOutcome | null>(null);
  const [broken, setBroken] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const choose = async (file: File | null): Promise<void> => {
    setWould(null);
    setError(null);
    setBroken(false);
    if (!file) return;
    const read = readArticles(await file.text());
    if (read === null) return setBroken(true);
    setArticles(read);
    await knowledgeApi.import(read, true).then(setWould, setError);
  };
  const run = (): void => void knowledgeApi.import(articles, false).then(close, setError);
  return (
    <Modal opened onClose={() => close(null)} title={t('knowledge.importTitle')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('knowledge.importHelp')}
        </Text>
        <FileInput label={t('knowledge.importFile')} placeholder={t('knowledge.importChoose')} accept="application/json,.json" leftSection={<IconUpload size={16} />} error={broken ? t('knowledge.importBroken') : null} onChange={(file) => void choose(file)} />
        {would && <Text size="sm">{t('knowledge.importWould', { added: would.added.length, changed: would.changed.length, unchanged: would.unchanged.length })}</Text>}
        {error && <ErrorNote error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(null)}>
            {t('common.cancel')}
          </Button>
          <Button disabled={!would} onClick={run}>
            {t('knowledge.importDo')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** A list of articles, alone or as an export wraps it; `null` where it is no JSON. What is in it the server checks. */
function readArticles(text: string): unknown {
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof document === 'object' && document !== null && 'articles' in document ? document.articles : document;
  } catch {
    return null;
  }
}
