import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { scenariosApi } from '../api/scenarios.js';
import type { Simulation } from '../api/simulate.js';
import { ErrorText } from '../app/ErrorText.js';
import { useEditor } from '../drafts/editor.js';

/** Keeps the tried call as a scenario: from now on it must always go like this. */
export function SaveScenario({ simulation, close, saved }: { simulation: Simulation; close(): void; saved(): void }) {
  const { t } = useTranslation();
  const { flow } = useEditor();
  const [name, setName] = useState('');
  const [state, setState] = useState<{ busy: boolean; error: ApiError | null }>({ busy: false, error: null });
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setState({ busy: true, error: null });
    scenariosApi.save(flow, { ...simulation.scenario, name: name.trim() }).then(
      () => {
        saved();
        close();
      },
      (error: ApiError) => setState({ busy: false, error }),
    );
  };
  return (
    <Modal opened onClose={close} title={t('phone.saveScenario')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save}>
        <Stack>
          <Text size="sm">{t('phone.saveHelp')}</Text>
          <TextInput label={t('phone.scenarioName')} placeholder={t('phone.scenarioExample')} value={name} maxLength={200} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
          {state.error && (
            <Alert color="red" role="alert">
              <ErrorText error={state.error} />
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={state.busy}>
              {t('phone.keep')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
