import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconCode } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useEditor } from '../drafts/editor.js';

/** Says that something of the flow cannot be drawn, with the ways to mend it: undo, and the flow as text. */
export function BrokenNote({ title, help, openJson, children }: { title: string; help: string; openJson?(): void; children?: ReactNode }) {
  const { t } = useTranslation();
  const { drafts, mayEdit } = useEditor();
  const canUndo = useStore(drafts.temporal, (state) => state.pastStates.length > 0);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={title} role="alert">
      {help}
      <Group gap="xs" mt="sm">
        {openJson && (
          <Button size="compact-sm" variant="default" leftSection={<IconCode size={15} />} onClick={openJson}>
            {t('broken.json')}
          </Button>
        )}
        {mayEdit && canUndo && (
          <Button size="compact-sm" variant="default" leftSection={<IconArrowBackUp size={15} />} onClick={() => drafts.temporal.getState().undo()}>
            {t('broken.undo')}
          </Button>
        )}
        {children}
      </Group>
    </Alert>
  );
}
