import { Switch } from '@mantine/core';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';

/** On or off. What is as by default is left out of the file. */
export function ToggleControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const { label, description, error } = useLabels(props);
  const { readOnly } = useForm();
  const byDefault = property.schema.default === true;
  const checked = typeof value === 'boolean' ? value : byDefault;
  return (
    <Switch
      label={label}
      description={description}
      error={error}
      checked={checked}
      disabled={readOnly}
      onChange={(event) => onChange(event.currentTarget.checked === byDefault && !property.required ? undefined : event.currentTarget.checked)}
    />
  );
}
