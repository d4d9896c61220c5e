import { Anchor, Badge, Button, Card, Group, SimpleGrid, Skeleton, Text, Title } from '@mantine/core';
import { IconPlus, IconShoppingBag } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Product } from '../../schemas/documents/product.js';
import { productsApi } from '../api/products.js';
import { useLoaded } from '../api/use-loaded.js';
import { EmptyNote } from '../app/EmptyNote.js';
import { ErrorNote } from '../app/ErrorNote.js';
import { Page } from '../app/Page.js';
import { useMay } from '../app/SignedIn.js';
import { inLanguage } from '../drafts/in-language.js';
import { langOf } from '../drafts/lang-of.js';
import { NewProductDialog } from './NewProductDialog.js';
import { amountOf } from './price.js';

/** What may be sold, on the terms that are on sale now, and what was withdrawn. */
export function ProductsPage() {
  const { t } = useTranslation();
  const { data, error, loading, reload } = useLoaded('products', productsApi.list);
  const mayEdit = useMay('products.write');
  const [isAdding, setAdding] = useState(false);
  const add = mayEdit && (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setAdding(true)}>
      {t('products.new')}
    </Button>
  );
  return (
    <Page title={t('products.title')} summary={t('products.summary')} actions={add}>
      {error && <ErrorNote error={error} retry={reload} />}
      {!data && loading && <Skeleton height={200} radius="lg" />}
      {data?.products.length === 0 && (
        <Card withBorder radius="lg">
          <EmptyNote Icon={IconShoppingBag} title={t('products.empty')}>
            {t('products.emptyHelp')}
          </EmptyNote>
        </Card>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {data?.products.map(({ product, version, document }) => (
          <ProductCard key={product} document={document} version={version} />
        ))}
      </SimpleGrid>
      {isAdding && <NewProductDialog products={data?.products ?? []} close={() => setAdding(false)} />}
    </Page>
  );
}

function ProductCard({ document, version }: { document: Product; version: string }) {
  const { t, i18n } = useTranslation();
  const reader = i18n.resolvedLanguage ?? 'en-US';
  const { quoted, charged } = document;
  return (
    <Card withBorder radius="lg" data-product={document.id}>
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Badge variant="light" color={document.kind === 'insurance' ? 'pine' : 'gray'}>
          {document.kind === 'insurance' ? t('products.kindInsurance') : t('products.kindService')}
        </Badge>
        {document.withdrawn ? (
          <Badge variant="outline" color="gray">
            {t('products.withdrawn')}
          </Badge>
        ) : (
          <Text size="xs" c="dimmed" ff="monospace">
            {version.slice(0, 8)}
          </Text>
        )}
      </Group>
      <Title order={2} size="h4">
        <Anchor component={Link} to={`/products/${document.id}`} inherit lang={langOf(document.name, reader)}>
          {inLanguage(document.name, reader) || document.id}
        </Anchor>
      </Title>
      <Text size="sm" c="dimmed">
        {[inLanguage(document.insurer, reader), document.id].filter(Boolean).join(' · ')}
      </Text>
      <Text size="xl" fw={650} mt="sm">
        {t(`products.per.${quoted.period}`, { price: amountOf(quoted, reader) })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('products.charged', { price: t(`products.per.${charged.period}`, { price: amountOf(charged, reader) }) })}
      </Text>
      <Group gap={6} mt="sm">
        <Badge variant="default">
          {t('products.term', { months: document.termMonths })}
        </Badge>
        <Badge variant="default">
          {t('products.coolingOff', { days: document.coolingOffDays })}
        </Badge>
        {document.approvalNumber && (
          <Badge variant="default">
            {t('products.approval', { number: document.approvalNumber })}
          </Badge>
        )}
      </Group>
    </Card>
  );
}
