import { Autocomplete } from '@mantine/core';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useKnownPaths } from '../use-known-paths.js';
import { useLabels } from '../use-labels.js';

/** The path of a value, completed by what the steps of the flow set and by what every call has. */
export function PathControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const labels = useLabels(props);
  const { readOnly } = useForm();
  const known = useKnownPaths();
  return (
    <Autocomplete
      {...labels}
      data={known}
      limit={12}
      value={typeof value === 'string' ? value : ''}
      readOnly={readOnly}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
      onChange={(entered) => onChange(entered || (property.required ? '' : undefined))}
    />
  );
}
