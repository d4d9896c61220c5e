import { ActionIcon, Group, Input, Pill, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';

/** A list of days, kept in their order. */
export function DatesControl(props: ControlProps) {
  const { t } = useTranslation();
  const { label, description, error } = useLabels(props);
  const { readOnly } = useForm();
  const [next, setNext] = useState('');
  const dates = Array.isArray(props.value) ? (props.value as string[]) : [];
  const field = useRef<HTMLInputElement>(null);
  const take = (after: string[]): void => props.onChange(after.length === 0 && !props.property.required ? undefined : [...new Set(after)].sort());
  const add = (): void => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(next)) return;
    take([...dates, next]);
    setNext('');
    field.current?.focus();
  };
  const remove = (date: string): void => {
    take(dates.filter((other) => other !== date));
    field.current?.focus();
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <Group gap={6} mt={6}>
        {dates.map((date) => (
          <Pill key={date} withRemoveButton={!readOnly} onRemove={() => remove(date)} removeButtonProps={{ 'aria-label': t('form.removeDate', { date }), tabIndex: 0, 'aria-hidden': undefined }}>
            {date}
          </Pill>
        ))}
      </Group>
      {!readOnly && (
        <Group gap={6} mt={6}>
          <TextInput ref={field} type="date" size="xs" aria-label={t('form.newDate', { list: label })} value={next} onChange={(event) => setNext(event.currentTarget.value)} onKeyDown={(event) => event.key === 'Enter' && add()} />
          <ActionIcon variant="light" color="pine" aria-label={t('form.addDate')} onClick={add} disabled={next === ''}>
            <IconPlus size={15} />
          </ActionIcon>
        </Group>
      )}
    </Input.Wrapper>
  );
}
