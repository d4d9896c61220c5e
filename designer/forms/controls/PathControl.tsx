import { Autocomplete, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readPathPattern } from '../../../schemas/conditions.js';
import { useDraft } from '../../drafts/editor.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useKnownPaths } from '../use-known-paths.js';
import { useLabels } from '../use-labels.js';

/** The path of a value, completed by what the steps of the flow set and by what every call has: what is there at this step first. */
export function PathControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const { t } = useTranslation();
  const labels = useLabels(props);
  const { readOnly } = useForm();
  useDraft((draft) => draft.document);
  const known = useKnownPaths()();
  const whenOf = new Map(known.map(({ path, when }) => [path, when]));
  // A name to save under may be one that is set later, or has never been.
  const isRead = property.schema.pattern === readPathPattern;
  const paths = known.map(({ path }) => path);
  return (
    <Autocomplete
      {...labels}
      data={isRead ? paths : paths.filter((path) => new RegExp(property.schema.pattern ?? '').test(path)).sort()}
      limit={12}
      value={typeof value === 'string' ? value : ''}
      readOnly={readOnly}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
      renderOption={({ option }) => (
        <Text size="xs">
          <code>{option.value}</code> {isRead && <span style={{ color: 'var(--mantine-color-dimmed)' }}>{t(`form.pathSet.${whenOf.get(option.value) ?? 'always'}`)}</span>}
        </Text>
      )}
      onChange={(entered) => onChange(entered || (property.required ? '' : undefined))}
    />
  );
}
