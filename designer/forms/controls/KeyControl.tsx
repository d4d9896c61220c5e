import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';

const telephoneKeys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#'];

/** One key of a telephone, among those the property allows. */
export function KeyControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const { t } = useTranslation();
  const { placeholder: _none, ...labels } = useLabels(props);
  const { readOnly } = useForm();
  const allowed = telephoneKeys.filter((key) => !property.schema.pattern || new RegExp(property.schema.pattern as string).test(key));
  const standing = property.schema.default as string | undefined;
  const none = property.required && typeof value === 'string' && value !== '' ? [] : [{ value: '', label: standing ? t('form.byDefault', { value: standing }) : '–' }];
  return (
    <NativeSelect
      {...labels}
      maw={180}
      data={[...none, ...allowed.map((key) => ({ value: key, label: key }))]}
      value={typeof value === 'string' ? value : ''}
      disabled={readOnly}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}
