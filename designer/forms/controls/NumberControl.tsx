import { NumberInput, Text } from '@mantine/core';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';
import { useWords } from '../use-words.js';

/** A number with its unit. What lies outside its bounds can be written; the check says so. */
export function AmountControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const labels = useLabels(props);
  const { say } = useWords();
  const { readOnly } = useForm();
  const unit = say(property.unit);
  return (
    <NumberInput
      {...labels}
      value={typeof value === 'number' ? value : ''}
      readOnly={readOnly}
      allowDecimal={property.schema.type !== 'integer'}
      clampBehavior="none"
      w="100%"
      maw={250}
      rightSectionWidth={unit ? 30 + unit.length * 9 : undefined}
      rightSection={
        unit ? (
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {unit}
          </Text>
        ) : undefined
      }
      onChange={(entered) => onChange(typeof entered === 'number' ? entered : entered === '' ? undefined : Number(entered))}
    />
  );
}
