import { Alert, Button, Group } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isUnsavedKept } from '../drafts/unsaved-drafts.js';
import { useEditor, useView } from '../drafts/editor.js';
import classes from './Editor.module.css';

/** Says that the session is over while something is not saved, and the way back in without losing it. */
export function SignedOutNotice() {
  const { t } = useTranslation();
  const { autosave } = useEditor();
  const isSignedOut = useView(({ save }) => save.state === 'signedOut');
  const [busy, setBusy] = useState(false);
  if (!isSignedOut) return null;
  const again = (): void => {
    setBusy(true);
    void autosave.flush().catch(() => undefined).finally(() => setBusy(false));
  };
  return (
    <Alert className={classes.notice} color="yellow" variant="default" icon={<IconLogin2 size={20} />} title={t('signedOut.title')} role="alert">
      {t(isUnsavedKept() ? 'signedOut.help' : 'signedOut.notKept')}
      <Group gap="xs" mt="sm">
        <Button component="a" href="/" target="_blank" rel="noopener" size="compact-sm" variant="default">
          {t('signedOut.signIn')}
        </Button>
        <Button size="compact-sm" loading={busy} onClick={again}>
          {t('signedOut.again')}
        </Button>
      </Group>
    </Alert>
  );
}
