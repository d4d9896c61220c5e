import { Alert, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { operationsApi } from '../api/operations.js';
import { useLoaded } from '../api/use-loaded.js';
import { Page } from './Page.js';
import { useMay } from './SignedIn.js';
import { TokensPanel } from './TokensPanel.js';
import { UsersPanel } from './UsersPanel.js';

/** Who may come in, and which programs. */
export function SettingsPage() {
  const { t } = useTranslation();
  const isAdmin = useMay('users.manage');
  return (
    <Page title={t('settings.title')} summary={t('settings.summary')}>
      {isAdmin ? (
        <Panels />
      ) : (
        <Alert color="gray" variant="light">
          {t('settings.adminOnly')}
        </Alert>
      )}
    </Page>
  );
}

function Panels() {
  const users = useLoaded('users', operationsApi.users);
  return (
    <Stack gap="xl">
      <UsersPanel users={users} />
      {users.settled && <TokensPanel />}
    </Stack>
  );
}
