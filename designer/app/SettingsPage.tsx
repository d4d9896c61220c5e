import { Alert, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from './Page.js';
import { useMay } from './SignedIn.js';
import { TokensPanel } from './TokensPanel.js';
import { UsersPanel } from './UsersPanel.js';

/** Who may come in, and which programs. */
export function SettingsPage() {
  const { t } = useTranslation();
  const isAdmin = useMay();
  return (
    <Page title={t('settings.title')} summary={t('settings.summary')}>
      {isAdmin ? (
        <Stack gap="xl">
          <UsersPanel />
          <TokensPanel />
        </Stack>
      ) : (
        <Alert color="gray" variant="light">
          {t('settings.adminOnly')}
        </Alert>
      )}
    </Page>
  );
}
