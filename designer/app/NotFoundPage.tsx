import { Anchor } from '@mantine/core';
import { IconPhoneOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyNote } from './EmptyNote.js';
import { Page } from './Page.js';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')}>
      <EmptyNote Icon={IconPhoneOff} title={t('notFound.help')}>
        <Anchor component={Link} to="/">
          {t('notFound.back')}
        </Anchor>
      </EmptyNote>
    </Page>
  );
}
