import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ApiError } from '../api/client.js';
import { flowsApi } from '../api/flows.js';
import { toFlowId } from '../drafts/create-step-id.js';
import { languageName } from '../text/language-name.js';
import { ErrorNote } from './ErrorNote.js';
import { createFlow } from './create-flow.js';

const offered = ['zh-CN', 'en-US'];

export function NewFlowDialog({ taken, close }: { taken: string[]; close(): void }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const own = i18n.resolvedLanguage ?? 'en-US';
  const [name, setName] = useState('');
  const [wantedId, setWantedId] = useState<string | null>(null);
  const [languages, setLanguages] = useState<string[]>([own, ...offered.filter((tag) => tag !== own)]);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const id = wantedId ?? (toFlowId(name) || freeId(taken));
  const idProblem = !/^[a-z][a-z0-9-]{0,63}$/.test(id) ? t('newFlow.idPattern') : taken.includes(id) ? t('newFlow.idTaken') : null;

  const create = (event: FormEvent): void => {
    event.preventDefault();
    if (idProblem || !name.trim() || languages.length === 0) return;
    setBusy(true);
    const { document, layout } = createFlow(id, name.trim(), languages);
    flowsApi.create(document, layout).then(
      () => navigate(`/flows/${id}`, { state: { isNew: true } }),
      (refused: ApiError) => {
        setError(refused);
        setBusy(false);
      },
    );
  };

  return (
    <Modal opened onClose={close} title={t('newFlow.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={create}>
        <Stack>
          <TextInput label={t('newFlow.name')} placeholder={t('newFlow.namePlaceholder')} value={name} onChange={(event) => setName(event.currentTarget.value)} required data-autofocus />
          <TextInput label={t('newFlow.id')} description={t('newFlow.idHelp')} value={id} onChange={(event) => setWantedId(event.currentTarget.value)} error={idProblem} />
          <Checkbox.Group label={t('newFlow.languages')} description={t('newFlow.languagesHelp')} value={languages} onChange={setLanguages}>
            <Group mt="xs">
              {offered.map((tag) => (
                <Checkbox key={tag} value={tag} label={languageName(tag, own)} />
              ))}
            </Group>
          </Checkbox.Group>
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!name.trim() || languages.length === 0 || idProblem !== null}>
              {t('newFlow.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function freeId(taken: string[]): string {
  for (let number = 1; ; number += 1) if (!taken.includes(`flow-${number}`)) return `flow-${number}`;
}
