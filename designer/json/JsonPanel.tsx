import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flow } from '../../schemas/documents/flow.js';
import { SidePanel } from '../canvas/SidePanel.js';
import { replaceDocument } from '../drafts/edits.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { useWords } from '../forms/use-words.js';
import { useCheck } from '../problems/use-problems.js';
import { readFlowText } from './read-flow-text.js';

const JsonEditor = lazy(async () => ({ default: (await import('./JsonEditor.js')).JsonEditor }));

/** The flow as its file has it. What is written here becomes the draft when it is applied, and can be undone like any change. */
export function JsonPanel() {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { drafts, mayEdit } = useEditor();
  const check = useCheck();
  const document = useDraft((draft) => draft.document);
  const [written, setWritten] = useState<{ text: string; from: Flow } | null>(null);
  const stored = JSON.stringify(document, null, 2);
  const text = written?.text ?? stored;
  const read = readFlowText(text, document.id);
  const changed = written !== null && written.text !== stored;
  const apply = (): void => {
    if (!('flow' in read)) return;
    drafts.getState().edit(replaceDocument(read.flow));
    setWritten(null);
  };
  return (
    <SidePanel title={t('json.title')} wide>
      <Stack gap="sm" h="100%">
        <Text size="sm" c="dimmed">
          {t('json.help')}
        </Text>
        {written && written.from !== document && <Alert color="yellow">{t('json.stale')}</Alert>}
        <Suspense fallback={<Loader size="sm" />}>
          <JsonEditor value={text} readOnly={!mayEdit} reader={reader} check={check} onChange={(entered) => setWritten({ text: entered, from: written?.from ?? document })} />
        </Suspense>
        {'refusal' in read && (
          <Alert color="red" variant="light" role="alert" title={t('json.broken')}>
            {read.refusal[reader]}
          </Alert>
        )}
        {mayEdit && (
          <Group justify="flex-end">
            <Button variant="default" disabled={!changed} onClick={() => setWritten(null)}>
              {t('json.reset')}
            </Button>
            <Button disabled={!changed || 'refusal' in read} onClick={apply}>
              {t('json.apply')}
            </Button>
          </Group>
        )}
      </Stack>
    </SidePanel>
  );
}
