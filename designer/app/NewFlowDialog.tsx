import { Button, Checkbox, FileInput, Group, Modal, Stack, TextInput } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Flow } from '../../schemas/documents/flow.js';
import type { ApiError } from '../api/client.js';
import { flowsApi } from '../api/flows.js';
import { toFlowId } from '../drafts/create-step-id.js';
import { inLanguage } from '../drafts/in-language.js';
import { readFlowText } from '../json/read-flow-text.js';
import { languageName } from '../text/language-name.js';
import { ErrorNote } from './ErrorNote.js';
import { createFlow } from './create-flow.js';

const offered = ['zh-CN', 'en-US'];
const idForm = /^[a-z][a-z0-9-]{0,63}$/;

/** Makes a flow that greets and says goodbye, or one as a file has it. */
export function NewFlowDialog({ taken, close }: { taken: string[]; close(): void }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const own = i18n.resolvedLanguage ?? 'en-US';
  const [name, setName] = useState('');
  const [wantedId, setWantedId] = useState<string | null>(null);
  const [languages, setLanguages] = useState<string[]>([own, ...offered.filter((tag) => tag !== own)]);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState<{ file: File; read: ReturnType<typeof readFlowText> } | null>(null);
  const given = chosen && 'flow' in chosen.read ? chosen.read.flow : null;
  const refusal = chosen && 'refusal' in chosen.read ? chosen.read.refusal[own === 'zh-CN' ? own : 'en-US'] : null;
  const id = wantedId ?? (given && idForm.test(given.id) ? freeId(given.id, taken) : toFlowId(name) || freeId('flow-1', taken));
  const idProblem = !idForm.test(id) ? t('newFlow.idPattern') : taken.includes(id) ? t('newFlow.idTaken') : null;

  const choose = async (file: File | null): Promise<void> => {
    if (!file) return setChosen(null);
    // A file that is gone meanwhile is told as one that holds nothing.
    const read = readFlowText(await file.text().catch(() => ''));
    setChosen({ file, read });
    if ('flow' in read) setName(inLanguage(read.flow.meta.name, own));
  };
  const create = (event: FormEvent): void => {
    event.preventDefault();
    if (idProblem || refusal || !name.trim() || languages.length === 0) return;
    setBusy(true);
    const made = given ? { document: renamed(given, id, name.trim(), own), layout: undefined } : createFlow(id, name.trim(), languages);
    flowsApi.create(made.document, made.layout).then(
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
          {!given && (
            <Checkbox.Group label={t('newFlow.languages')} description={t('newFlow.languagesHelp')} value={languages} onChange={setLanguages}>
              <Group mt="xs">
                {offered.map((tag) => (
                  <Checkbox key={tag} value={tag} label={languageName(tag, own)} />
                ))}
              </Group>
            </Checkbox.Group>
          )}
          <FileInput
            label={t('newFlow.file')}
            description={t('newFlow.fileHelp')}
            placeholder={t('newFlow.filePlaceholder')}
            accept=".json,application/json"
            leftSection={<IconFile size={16} />}
            clearable
            clearButtonProps={{ 'aria-label': t('newFlow.fileRemove') }}
            value={chosen?.file ?? null}
            error={refusal}
            onChange={(file) => void choose(file)}
          />
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!name.trim() || languages.length === 0 || idProblem !== null || refusal !== null}>
              {t('newFlow.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The wanted id, or the next like it that no flow has. */
function freeId(wanted: string, taken: string[]): string {
  const [, stem = wanted, counted] = /^(.*?)(?:-(\d+))?$/.exec(wanted) ?? [];
  for (let id = wanted, number = Number(counted ?? 1); ; id = `${stem}-${(number += 1)}`) if (!taken.includes(id)) return id;
}

/** A name that was left as it is keeps its other languages. */
function renamed(flow: Flow, id: string, name: string, reader: string): Flow {
  return { ...flow, id, meta: { ...flow.meta, name: name === inLanguage(flow.meta.name, reader) ? flow.meta.name : name } };
}
