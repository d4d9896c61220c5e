import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductVersion } from '../api/products.js';
import { moment } from '../text/moments.js';
import { whoName } from '../text/who-name.js';
import { ProductChanges } from './ProductChanges.js';
import { RestoreDialog } from './RestoreDialog.js';

interface ProductHistoryProps {
  /** Each time terms went on sale, newest first. */
  versions: ProductVersion[];
  /** Something was changed on the page and is not saved. */
  hasUnsaved: boolean;
  restore?(version: ProductVersion): void;
}

/** Every time terms went on sale or were withdrawn, with what each changed. */
export function ProductHistory({ versions, hasUnsaved, restore }: ProductHistoryProps) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const [asked, setAsked] = useState<ProductVersion | null>(null);
  const [newest] = versions;
  const mayReturn = ({ version, document }: ProductVersion): boolean => version !== newest?.version && !document.withdrawn;
  return (
    <Card withBorder radius="lg" component="section" aria-label={t('products.history')}>
      <Title order={2} size="h5" mb={6}>
        {t('products.history')}
      </Title>
      <Stack gap="md">
        {versions.map((version, at) => (
          <div key={version.at}>
            <Group justify="space-between">
              <Group gap={8}>
                <code>{version.version.slice(0, 8)}</code>
                {version.document.withdrawn ? <Badge variant="light" color="gray">{t('products.withdrawn')}</Badge> : at === 0 && <Badge variant="light" color="teal">{t('products.onSale')}</Badge>}
              </Group>
              {restore && mayReturn(version) && (
                <Button size="compact-xs" variant="default" onClick={() => setAsked(version)}>
                  {t('products.restore')}
                </Button>
              )}
            </Group>
            <Text size="xs" c="dimmed" mb={4}>
              {[moment(version.at, reader), whoName(version.who, t)].join(' · ')}
            </Text>
            <ProductChanges before={versions[at + 1]?.document} after={version.document} />
          </div>
        ))}
      </Stack>
      {asked && newest && (
        <RestoreDialog
          from={newest}
          to={asked}
          hasUnsaved={hasUnsaved}
          confirm={() => {
            setAsked(null);
            restore?.(asked);
          }}
          close={() => setAsked(null)}
        />
      )}
    </Card>
  );
}
