import { Switch } from '@mantine/core';
import { useId } from 'react';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';

/** On or off. What is as by default is left out of the file. Its name is the label alone: the help describes it. */
export function ToggleControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const { label, description, error } = useLabels(props);
  const { readOnly } = useForm();
  const help = useId();
  const byDefault = property.schema.default === true;
  const checked = typeof value === 'boolean' ? value : byDefault;
  return (
    <Switch
      label={label}
      description={description && <span id={help}>{description}</span>}
      aria-label={label}
      aria-describedby={description ? help : undefined}
      error={error}
      checked={checked}
      disabled={readOnly}
      onChange={(event) => onChange(event.currentTarget.checked === byDefault && !property.required ? undefined : event.currentTarget.checked)}
    />
  );
}
