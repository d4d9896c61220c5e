import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { flowsApi } from '../api/flows.js';
import { ErrorText } from '../app/ErrorText.js';
import { toFlowId } from '../drafts/create-step-id.js';
import { useEditor, useView } from '../drafts/editor.js';
import { extractSubflow } from '../drafts/extract-subflow.js';
import { getTitle } from '../canvas/heard-text.js';
import { getEntry } from '../../schemas/get-entry.js';

/** Moves the selected steps into a new flow, and says beforehand what that means. */
export function ExtractDialog() {
  const { t } = useTranslation();
  const { view } = useEditor();
  const steps = useView((state) => state.extracting);
  const close = (): void => view.getState().look({ extracting: null });
  return (
    <Modal opened={steps !== null} onClose={close} title={t('canvas.subflow.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {steps && <Form steps={steps} close={close} />}
    </Modal>
  );
}

function Form({ steps, close }: { steps: string[]; close(): void }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const { drafts, view } = useEditor();
  const [name, setName] = useState('');
  const [wantedId, setWantedId] = useState<string | null>(null);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const { document, layout } = drafts.getState();
  const id = wantedId ?? (toFlowId(name) || `${document.id}-part`);
  const extracted = extractSubflow({ document, layout }, steps, id, name.trim() || id);
  if ('reason' in extracted) {
    const entries = extracted.reason === 'several_entries' ? extracted.entries.map((step) => getTitle(step, getEntry(document.states, step), reader)).join(', ') : '';
    return <Alert color="yellow">{extracted.reason === 'several_entries' ? t('canvas.subflow.severalEntries', { steps: entries }) : t('canvas.subflow.noEntry')}</Alert>;
  }
  const { flow, draft, step, parameters, results } = extracted;

  const create = async (): Promise<void> => {
    setBusy(true);
    try {
      // The new flow is there before this one leads to it: whatever goes wrong, nothing is lost.
      await flowsApi.create(flow.document, flow.layout);
    } catch (error) {
      setBusy(false);
      return setRefused(error as ApiError);
    }
    drafts.getState().edit(() => draft);
    close();
    view.getState().goTo(step);
    notifications.show({ color: 'teal', message: t('canvas.subflow.done', { flow: id }) });
  };

  return (
    <Stack>
      <Text size="sm">{t('canvas.subflow.help', { count: steps.length })}</Text>
      <TextInput data-autofocus label={t('newFlow.name')} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput
        label={t('newFlow.id')}
        description={t('newFlow.idHelp')}
        value={id}
        error={refused ? <ErrorText error={refused} /> : (/^[a-z][a-z0-9-]{0,63}$/.test(id) ? undefined : t('newFlow.idPattern'))}
        onChange={(event) => {
          setWantedId(event.currentTarget.value);
          setRefused(null);
        }}
      />
      {parameters.length > 0 && <Text size="sm">{t('canvas.subflow.parameters', { names: parameters.join(', ') })}</Text>}
      {results.length > 0 && <Text size="sm">{t('canvas.subflow.results', { names: results.join(', ') })}</Text>}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button loading={busy} disabled={!name.trim() || !/^[a-z][a-z0-9-]{0,63}$/.test(id)} onClick={() => void create()}>
          {t('canvas.subflow.create')}
        </Button>
      </Group>
    </Stack>
  );
}
