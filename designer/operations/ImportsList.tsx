import { Card, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportCounts } from '../api/customers.js';
import { moment } from '../text/moments.js';
import { whoName } from '../text/who-name.js';

/** The imports so far: which file, by whom, and what it came to. */
export function ImportsList({ imports }: { imports: { id: string; fileName: string; counts: ImportCounts; at: string; who: string }[] }) {
  const { t, i18n } = useTranslation();
  if (imports.length === 0) return null;
  return (
    <Card withBorder radius="lg" mt="lg" component="section" aria-label={t('customers.imports')}>
      <Title order={2} size="h5" mb="sm">
        {t('customers.imports')}
      </Title>
      <Stack gap="sm">
        {imports.map(({ id, fileName, counts, at, who }) => (
          <div key={id}>
            <Text size="sm" fw={600}>
              {fileName}
            </Text>
            <Text size="sm">{t('customers.counts', { ...counts })}</Text>
            <Text size="xs" c="dimmed">
              {[moment(at, i18n.resolvedLanguage ?? 'en-US'), whoName(who, t)].join(' · ')}
            </Text>
          </div>
        ))}
      </Stack>
    </Card>
  );
}
