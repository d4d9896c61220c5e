import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { idPattern } from '../../schemas/documents/flow.js';
import { renameStep } from '../drafts/edits.js';
import { useDraft, useEditor } from '../drafts/editor.js';
import { renameHalfWritten } from '../drafts/half-written.js';
import { getEntry } from '../../schemas/get-entry.js';

/** Another id for a step no caller is on yet: what reports, scenarios and the file call it. */
export function StepIdDialog({ step, close }: { step: string; close(): void }) {
  const { t } = useTranslation();
  const { drafts, view } = useEditor();
  const states = useDraft((draft) => draft.document.states);
  const [id, setId] = useState(step);
  const wrong = !new RegExp(idPattern).test(id) ? t('form.idWrong') : id !== step && getEntry(states, id) ? t('step.idTaken') : null;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (wrong) return;
    close();
    if (id === step) return;
    drafts.getState().edit(renameStep(step, id));
    view.getState().look({ halfWritten: renameHalfWritten(view.getState().halfWritten, step, id) });
    view.getState().goTo(id, `/states/${id}/meta/title`);
  };
  return (
    <Modal opened onClose={close} title={t('step.changeId')} closeButtonProps={{ 'aria-label': t('common.close') }} transitionProps={{ duration: 0 }}>
      <form onSubmit={save}>
        <Stack>
          <TextInput data-autofocus label={t('step.id')} description={t('step.idHelp')} value={id} error={wrong} spellCheck={false} onChange={(event) => setId(event.currentTarget.value.trim())} />
          <Text size="sm" c="dimmed">
            {t('step.idStays')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={wrong !== null}>
              {t('step.saveId')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
