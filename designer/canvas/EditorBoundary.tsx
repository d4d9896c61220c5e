import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Boundary } from '../app/Boundary.js';
import { useAgain } from '../app/use-again.js';
import { useDraft } from '../drafts/editor.js';
import { JsonPanel } from '../json/JsonPanel.js';
import { BrokenNote } from './BrokenNote.js';
import classes from './Editor.module.css';
import { SavedMark } from './SavedMark.js';

/** A flow that the canvas cannot draw can still be mended: by undo, or in its text. What is changed is saved as ever. */
export function EditorBoundary({ children }: { children: ReactNode }) {
  return <Boundary fallback={(again) => <BrokenEditor again={again} />}>{children}</Boundary>;
}

function BrokenEditor({ again }: { again: () => void }) {
  const { t } = useTranslation();
  useAgain(useDraft((draft) => draft.document), again);
  return (
    <div className={classes.editor}>
      <Stack p="md" gap="sm">
        <BrokenNote title={t('broken.editor')} help={t('broken.editorHelp')}>
          <Button size="compact-sm" variant="default" component={Link} to="/">
            {t('broken.toFlows')}
          </Button>
        </BrokenNote>
        <SavedMark />
      </Stack>
      <div className={classes.workspace}>
        <JsonPanel />
      </div>
    </div>
  );
}
