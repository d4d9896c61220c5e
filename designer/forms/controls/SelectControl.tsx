import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';
import { useWords } from '../use-words.js';

/** Stands for "left out" where the empty text is a value of its own. */
const LEFT_OUT = '\u0000';

export function SelectControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const { t } = useTranslation();
  const { placeholder: _none, ...labels } = useLabels(props);
  const { say } = useWords();
  const { readOnly } = useForm();
  const options = ((property.schema.enum ?? []) as string[]).map((option) => ({ value: option, label: say(property.labels?.[option]) || option }));
  const standing = options.find((option) => option.value === property.schema.default);
  const none = property.required ? [] : [{ value: LEFT_OUT, label: standing ? t('form.byDefault', { value: standing.label }) : t('form.leftOut') }];
  const unknown = typeof value === 'string' && !options.some((option) => option.value === value) ? [{ value, label: value }] : [];
  return (
    <NativeSelect
      {...labels}
      data={[...none, ...options, ...unknown]}
      value={typeof value === 'string' ? value : LEFT_OUT}
      disabled={readOnly}
      onChange={(event) => onChange(event.currentTarget.value === LEFT_OUT ? undefined : event.currentTarget.value)}
    />
  );
}
