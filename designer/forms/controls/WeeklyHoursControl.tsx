import { Chip, Group, Input } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';
import { useWords } from '../use-words.js';
import { RowsControl } from './RowsControl.js';

/** Opening hours: rows of days and times. The days of one row are a control of their own. */
export function WeeklyHoursControl(props: ControlProps) {
  const isDays = (props.property.schema.items as { type?: string } | undefined)?.type === 'integer';
  return isDays ? <DaysControl {...props} /> : <RowsControl {...props} />;
}

function DaysControl(props: ControlProps) {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { label, error } = useLabels(props);
  const { readOnly } = useForm();
  const days = Array.isArray(props.value) ? (props.value as number[]) : [];
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      <Group gap={4} mt={4} role="group" aria-label={label}>
        <Chip.Group multiple value={days.map(String)} onChange={(chosen) => props.onChange(chosen.map(Number).sort())}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Chip key={day} value={String(day)} size="xs" disabled={readOnly} title={t('form.day', { day: nameOfDay(day, reader, 'long') })}>
              {nameOfDay(day, reader, 'short')}
            </Chip>
          ))}
        </Chip.Group>
      </Group>
    </Input.Wrapper>
  );
}

/** Day 1 is Monday; 5 January 1970 was one. */
function nameOfDay(day: number, reader: string, length: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(reader, { weekday: length, timeZone: 'UTC' }).format(new Date(Date.UTC(1970, 0, 4 + day)));
}
