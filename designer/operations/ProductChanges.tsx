import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Product } from '../../schemas/documents/product.js';
import type { JsonObject } from '../../schemas/json.js';
import classes from './Operations.module.css';
import { compareProducts } from './product-changes.js';

/** What is different in the terms of `after`, place by place. */
export function ProductChanges({ before, after }: { before: Product | undefined; after: Product }) {
  const { t, i18n } = useTranslation();
  if (!before) return <Text size="xs" c="dimmed">{t('products.diffFirst')}</Text>;
  return (
    <ul className={classes.list} aria-label={t('products.diff')}>
      {compareProducts(before as unknown as JsonObject, after as unknown as JsonObject, i18n.resolvedLanguage ?? 'en-US').map((change) => (
        <li key={change.place}>
          {t('products.changed', { place: change.place })} {change.before !== null && <del className={classes.taken}>{change.before}</del>} {change.after !== null && <ins className={classes.added}>{change.after}</ins>}
        </li>
      ))}
    </ul>
  );
}
