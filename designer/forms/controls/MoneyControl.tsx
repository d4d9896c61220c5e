import { Group, Input, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../schemas/json.js';
import { readAmount, writeAmount } from '../amount-text.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';

/**
 * An amount as people write it, kept in the smallest unit of its currency. What cannot be read as an amount stays as it was typed, in the place
 * of the number, where the check finds it: nothing is guessed, and nothing can be saved until it is mended.
 */
export function MoneyControl(props: ControlProps) {
  const { value, onChange, property } = props;
  const { t } = useTranslation();
  const { label, description, error } = useLabels(props);
  const { readOnly } = useForm();
  const errorId = useId();
  const { amountMinor, currency = 'CNY' } = (typeof value === 'object' && value !== null ? value : {}) as { amountMinor?: Json; currency?: string };
  const [typed, setTyped] = useState<string | null>(null);
  const written = typeof amountMinor === 'number' ? writeAmount(amountMinor, currency) : String(amountMinor ?? '');
  // What was typed is shown as long as it is what is held; theirs, loaded meanwhile, is shown as it is.
  const isTyped = typed !== null && (readAmount(typed, currency) ?? typed) === (amountMinor ?? '');
  const text = isTyped ? typed : written;
  const set = (entered: string, unit: string): void => onChange(entered.trim() === '' && !property.required ? undefined : { amountMinor: readAmount(entered, unit) ?? entered, currency: unit });
  const wrong = error ? { error: true, 'aria-describedby': errorId } : {};
  return (
    <Input.Wrapper label={label} description={description} error={error} errorProps={{ id: errorId }} labelElement="div" role="group" aria-label={label}>
      <Group gap={8} my={4} wrap="nowrap" align="flex-start">
        <TextInput
          {...wrong}
          size="sm"
          inputMode="decimal"
          aria-label={`${label}, ${t('products.amount')}`}
          value={text}
          readOnly={readOnly}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            set(event.currentTarget.value, currency);
          }}
          onBlur={() => setTyped(null)}
        />
        <TextInput {...wrong} size="sm" w={72} aria-label={`${label}, ${t('products.currency')}`} maxLength={3} value={currency} readOnly={readOnly} onChange={(event) => set(text, event.currentTarget.value.toUpperCase())} />
      </Group>
    </Input.Wrapper>
  );
}
