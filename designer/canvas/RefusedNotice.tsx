import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { ErrorText } from '../app/ErrorText.js';
import { useDraft, useView } from '../drafts/editor.js';
import { isUnsavedKept } from '../drafts/unsaved-drafts.js';
import { useSaveAgain } from '../drafts/use-save-again.js';
import { CopyFlow } from './CopyFlow.js';
import classes from './Editor.module.css';

/** Says why the server does not take what was changed, and what can be done; it is not tried again by itself, since that would change nothing. */
export function RefusedNotice() {
  const save = useView((view) => view.save);
  return save.state === 'refused' ? <Refused error={save.error} /> : null;
}

function Refused({ error }: { error: ApiError }) {
  const { t } = useTranslation();
  const { busy, again } = useSaveAgain();
  const document = useDraft((draft) => draft.document);
  return (
    <Alert className={classes.notice} color="red" variant="default" icon={<IconAlertTriangle size={20} />} title={t('refused.title')} role="alert">
      <Text size="sm">{error.messages ? <ErrorText error={error} /> : t('refused.noReason', { status: error.status })}</Text>
      <Text size="sm" mt={6}>
        {t(error.status === 403 ? 'refused.forbidden' : 'refused.help')} {!isUnsavedKept() && t('refused.notKept')}
      </Text>
      <Group gap="xs" mt="sm">
        <CopyFlow document={document} compact />
        <Button size="compact-sm" loading={busy} onClick={again}>
          {t('refused.again')}
        </Button>
      </Group>
    </Alert>
  );
}
