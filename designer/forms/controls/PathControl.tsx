import { Autocomplete, Text } from '@mantine/core';
import { readPathPattern } from '../../../schemas/conditions.js';
import { useDraft } from '../../drafts/editor.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useKnownPaths, usePathHint, useReadsAnswer } from '../use-known-paths.js';
import { useLabels } from '../use-labels.js';

/** The path of a value, completed by what the steps of the flow set and by what every call has: what is there at this step first. */
export function PathControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const labels = useLabels(props);
  const { readOnly } = useForm();
  const readsAnswer = useReadsAnswer();
  useDraft((draft) => draft.document);
  const hint = usePathHint();
  // A name to save under may be one that is set later, or has never been.
  const isRead = property.schema.pattern === readPathPattern;
  const known = useKnownPaths(isRead && readsAnswer)();
  const paths = known.map(({ path }) => path);
  return (
    <Autocomplete
      {...labels}
      data={isRead ? paths : paths.filter((path) => new RegExp(property.schema.pattern ?? '').test(path)).sort()}
      limit={60}
      maxDropdownHeight={260}
      value={typeof value === 'string' ? value : ''}
      readOnly={readOnly}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
      renderOption={({ option }) => (
        <Text size="xs">
          <code>{option.value}</code> {isRead && <span style={{ color: 'var(--mantine-color-dimmed)' }}>{hint(known.find(({ path }) => path === option.value))}</span>}
        </Text>
      )}
      onChange={(entered) => onChange(entered || (property.required ? '' : undefined))}
    />
  );
}
