import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../form-schema.js';

/** The name of an exit, shown and not asked for: it is made from the label, and stays once something leads there. */
export function ExitNameControl({ value, error }: ControlProps) {
  const { t } = useTranslation();
  return (
    <Text size="xs" c={error ? 'var(--tl-error)' : 'dimmed'}>
      {t('form.exitName')} <code>{String(value ?? '')}</code>
      {error && <span> · {error}</span>}
    </Text>
  );
}
