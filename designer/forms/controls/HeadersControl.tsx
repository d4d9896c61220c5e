import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useRowFocus } from '../use-row-focus.js';
import { useLabels } from '../use-labels.js';

type Row = [name: string, value: string];

/** Names and values. A row without a name is not stored, but stays while it is written. */
export function HeadersControl(props: ControlProps) {
  const { t } = useTranslation();
  const { label, description, error } = useLabels(props);
  const { readOnly } = useForm();
  const stored = Object.entries((props.value ?? {}) as Record<string, string>);
  const [written, setWritten] = useState<Row[] | null>(null);
  const rows = written && JSON.stringify(toObject(written)) === JSON.stringify(toObject(stored)) ? written : stored;

  const focus = useRowFocus();

  const take = (after: Row[]): void => {
    setWritten(after);
    const object = toObject(after);
    props.onChange(Object.keys(object).length === 0 && !props.property.required ? undefined : object);
  };
  const set = (at: number, row: Row): void => take(rows.map((before, index) => (index === at ? row : before)));

  const add = (): void => {
    focus.toRow(rows.length);
    take([...rows, ['', '']]);
  };
  const remove = (at: number): void => {
    focus.toNext(at);
    take(rows.filter((_, index) => index !== at));
  };

  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <Stack gap={6} mt={6} role="group" aria-label={label} ref={focus.list}>
        {rows.map(([name, value], at) => (
          <Group key={at} gap={6} wrap="nowrap">
            <TextInput size="xs" flex={1} aria-label={t('form.headerName', { number: at + 1 })} placeholder="X-Request" value={name} readOnly={readOnly} onChange={(event) => set(at, [event.currentTarget.value, value])} />
            <TextInput size="xs" flex={1.4} aria-label={t('form.headerValue', { number: at + 1 })} value={value} readOnly={readOnly} onChange={(event) => set(at, [name, event.currentTarget.value])} />
            <ActionIcon size={26} aria-label={t('form.removeRow', { number: at + 1 })} disabled={readOnly} onClick={() => remove(at)} data-removes>
              <IconTrash size={15} />
            </ActionIcon>
          </Group>
        ))}
        {!readOnly && (
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} style={{ alignSelf: 'flex-start' }} onClick={add}>
            {t('form.addRow')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

function toObject(rows: Row[]): Record<string, string> {
  return Object.fromEntries(rows.filter(([name]) => name.trim() !== ''));
}
