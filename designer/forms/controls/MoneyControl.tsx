import { Group, Input, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';

/** An amount as people write it, kept in the smallest unit of its currency. */
export function MoneyControl(props: ControlProps) {
  const { value, onChange, property } = props;
  const { t } = useTranslation();
  const { label, description, error } = useLabels(props);
  const { readOnly } = useForm();
  const { amountMinor, currency = 'CNY' } = (typeof value === 'object' && value !== null ? value : {}) as { amountMinor?: number; currency?: string };
  const digits = digitsOf(currency);
  const set = (amount: number | null, unit: string): void => onChange(amount === null && !property.required ? undefined : { amountMinor: Math.round((amount ?? 0) * 10 ** digitsOf(unit)), currency: unit });
  const amount = amountMinor === undefined ? null : amountMinor / 10 ** digits;
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div" role="group" aria-label={label}>
      <Group gap={8} mt={4} wrap="nowrap" align="flex-start">
        <NumberInput size="sm" aria-label={`${label}, ${t('products.amount')}`} value={amount ?? ''} min={0} decimalScale={digits} fixedDecimalScale thousandSeparator="," readOnly={readOnly} onChange={(entered) => set(entered === '' ? null : Number(entered), currency)} />
        <TextInput size="sm" w={72} aria-label={`${label}, ${t('products.currency')}`} maxLength={3} value={currency} readOnly={readOnly} onChange={(event) => set(amount, event.currentTarget.value.toUpperCase())} />
      </Group>
    </Input.Wrapper>
  );
}

function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}
