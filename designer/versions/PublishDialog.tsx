import { Alert, Anchor, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconRocket } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { flowsApi, type ProblemDetails } from '../api/flows.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { useDraft, useEditor, useView } from '../drafts/editor.js';
import { checkFlow } from '../problems/check.js';
import { shortVersion } from './short-version.js';

/** Publishes the draft as it is now. Errors block it, warnings are told; the next call hears the new version, calls in progress do not. */
export function PublishDialog({ close }: { close(): void }) {
  const { t } = useTranslation();
  const { flow, view, autosave } = useEditor();
  const document = useDraft((draft) => draft.document);
  const problems = useView((state) => state.problems);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [published, setPublished] = useState<string | null>(null);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.length - errors;

  const showProblems = (): void => {
    view.getState().look({ panel: 'problems' });
    close();
  };
  const publish = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      setPublished((await flowsApi.publish(flow, await autosave.flush(), note.trim())).version);
    } catch (refused) {
      setError(refused as ApiError);
      const found = ((refused as ApiError).details as ProblemDetails).problems;
      view.getState().look({ problems: found ?? checkFlow(document) });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal opened onClose={close} title={t('publish.title')} size="lg" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {published ? (
        <Stack>
          <Alert color="teal" variant="light" icon={<IconCircleCheck />} title={t('publish.done', { version: shortVersion(published) })} role="status">
            {t('publish.doneHelp')}
          </Alert>
          <Group justify="flex-end">
            <Button onClick={close} data-autofocus>
              {t('common.close')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          {errors > 0 ? (
            <Alert color="red" variant="light" icon={<IconAlertCircle />} title={t('publish.blocked', { count: errors })}>
              <Anchor component="button" onClick={showProblems}>
                {t('publish.showProblems')}
              </Anchor>
            </Alert>
          ) : warnings > 0 ? (
            <Alert color="yellow" variant="light" icon={<IconAlertTriangle />} title={t('publish.warnings', { count: warnings })}>
              <Anchor component="button" onClick={showProblems}>
                {t('publish.showProblems')}
              </Anchor>
            </Alert>
          ) : (
            <Alert color="teal" variant="light" icon={<IconCircleCheck />} title={t('publish.clean')} />
          )}
          <Text size="sm">{t('publish.help')}</Text>
          <Textarea label={t('publish.note')} description={t('publish.noteHelp')} autosize minRows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} data-autofocus />
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button leftSection={<IconRocket size={16} />} loading={busy} disabled={errors > 0} onClick={() => void publish()}>
              {t('publish.publish')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
