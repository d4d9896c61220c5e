import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../api/client.js';
import { ErrorText } from './ErrorText.js';

/** Why something could not be shown or done, and the way on. */
export function ErrorNote({ error, retry }: { error: ApiError; retry?(): void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={t('common.failed')} role="alert">
      <ErrorText error={error} />
      {retry && (
        <Button mt="sm" size="compact-sm" variant="default" onClick={retry} display="block">
          {t('common.tryAgain')}
        </Button>
      )}
    </Alert>
  );
}
