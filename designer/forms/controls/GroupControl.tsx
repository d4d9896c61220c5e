import { Fieldset, Stack, Switch, Text } from '@mantine/core';
import type { JsonObject } from '../../../schemas/json.js';
import { Field } from '../Field.js';
import { createEmpty, readProperties, type ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';

/** Fields that belong together, and may be left out together. */
export function GroupControl(props: ControlProps) {
  const { property, value, onChange, pointer } = props;
  const { label, description, error } = useLabels(props);
  const { languages, readOnly } = useForm();
  const isThere = typeof value === 'object' && value !== null && !Array.isArray(value);
  const data = isThere ? (value as JsonObject) : {};
  const set = (name: string, entry: JsonObject[string] | undefined): void => {
    const { [name]: _before, ...others } = data;
    onChange(entry === undefined ? others : { ...others, [name]: entry });
  };
  const toggle = <Switch label={label} checked={isThere} disabled={readOnly || property.required} onChange={(event) => onChange(event.currentTarget.checked ? createEmpty(property.schema, languages) : undefined)} />;
  return (
    <Fieldset variant="filled" p="sm" legend={property.required ? label : undefined} aria-label={property.required ? undefined : label}>
      <Stack gap="sm">
        {!property.required && toggle}
        <Text size="xs" c="dimmed">
          {description}
        </Text>
        {error && (
          <Text size="xs" c="var(--tl-error)">
            {error}
          </Text>
        )}
        {isThere && readProperties(property.schema).map((part) => <Field key={part.name} property={part} value={data[part.name]} onChange={(entry) => set(part.name, entry)} pointer={`${pointer}/${part.name}`} />)}
      </Stack>
    </Fieldset>
  );
}
