import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProductVersion } from '../api/products.js';
import { moment } from '../text/moments.js';
import { ProductChanges } from './ProductChanges.js';

interface RestoreDialogProps {
  /** What is on sale now. */
  from: ProductVersion;
  /** What shall be on sale again. */
  to: ProductVersion;
  hasUnsaved: boolean;
  confirm(): void;
  close(): void;
}

/** Asks before older terms go on sale again: what callers will hear otherwise than now, and what is lost of the page. */
export function RestoreDialog({ from, to, hasUnsaved, confirm, close }: RestoreDialogProps) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  return (
    <Modal opened size="lg" onClose={close} title={t('products.restoreTitle', { version: to.version.slice(0, 8) })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack>
        <Text size="sm">{t('products.restoreHelp', { when: moment(to.at, reader) })}</Text>
        <ProductChanges before={from.document} after={to.document} />
        {hasUnsaved && (
          <Alert color="yellow" variant="light" icon={<IconAlertTriangle size={18} />}>
            {t('products.restoreDrops')}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button onClick={confirm}>{t('products.restore')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
