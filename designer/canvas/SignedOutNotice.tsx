import { Alert, Button, Group } from '@mantine/core';
import { IconLogin2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useView } from '../drafts/editor.js';
import { isUnsavedKept } from '../drafts/unsaved-drafts.js';
import { useSaveAgain } from '../drafts/use-save-again.js';
import classes from './Editor.module.css';

/** Says that the session is over while something is not saved, and the way back in without losing it. */
export function SignedOutNotice() {
  const { t } = useTranslation();
  const { busy, again } = useSaveAgain();
  const isSignedOut = useView(({ save }) => save.state === 'signedOut');
  if (!isSignedOut) return null;
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
