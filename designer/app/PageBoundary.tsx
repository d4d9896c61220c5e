import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { Boundary } from './Boundary.js';
import { Page } from './Page.js';
import { useAgain } from './use-again.js';

/** A page that cannot be drawn says so, with the ways on; the head of the app stays. */
export function PageBoundary({ children }: { children: ReactNode }) {
  return <Boundary fallback={(again) => <BrokenPage again={again} />}>{children}</Boundary>;
}

function BrokenPage({ again }: { again: () => void }) {
  const { t } = useTranslation();
  useAgain(useLocation().pathname, again);
  return (
    <Page title={t('broken.page')}>
      <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={t('broken.page')} role="alert">
        {t('broken.pageHelp')}
        <Group gap="xs" mt="sm">
          <Button size="compact-sm" variant="default" onClick={again}>
            {t('common.tryAgain')}
          </Button>
          <Button size="compact-sm" variant="default" component={Link} to="/">
            {t('broken.toFlows')}
          </Button>
        </Group>
      </Alert>
    </Page>
  );
}
