import { Button, Input, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { TSchema } from '@sinclair/typebox';
import { useTranslation } from 'react-i18next';
import type { Json, JsonObject } from '../../../schemas/json.js';
import { createEmpty, type ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useRowFocus } from '../use-row-focus.js';
import { useRowKeys } from '../use-row-keys.js';
import { useLabels } from '../use-labels.js';
import { RowCard } from './RowCard.js';

/** A list of the same fields again and again: choices, branches, outcomes, assignments. Rows that are exits get a name of their own. */
export function RowsControl(props: ControlProps) {
  const { property, value, onChange, pointer } = props;
  const { t } = useTranslation();
  const { label, description, error } = useLabels(props);
  const { languages, readOnly } = useForm();
  const rows = Array.isArray(value) ? (value as JsonObject[]) : [];
  const schema = property.schema.items as TSchema;

  const focus = useRowFocus();
  const keys = useRowKeys(rows.length);

  const take = (after: JsonObject[]): void => onChange(after.length === 0 && !property.required ? undefined : (after as Json));
  const swap = (at: number, other: number): void => {
    const after = [...rows];
    [after[at], after[other]] = [after[other]!, after[at]!];
    keys.swap(at, other);
    take(after);
  };

  const add = (): void => {
    focus.toRow(rows.length);
    take([...rows, createRow(schema, rows, languages)]);
  };
  const remove = (at: number): void => {
    focus.toNext(at);
    keys.remove(at);
    take(rows.filter((_, index) => index !== at));
  };

  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <Stack gap={8} mt={6} role="group" aria-label={label} ref={focus.list}>
        {rows.map((row, at) => (
          <RowCard
            key={keys.of(at)}
            schema={schema}
            row={row}
            number={at + 1}
            pointer={`${pointer}/${at}`}
            onChange={(after) => take(rows.map((before, index) => (index === at ? after : before)))}
            remove={() => remove(at)}
            up={at > 0 ? () => swap(at, at - 1) : undefined}
            down={at < rows.length - 1 ? () => swap(at, at + 1) : undefined}
          />
        ))}
        {!readOnly && (
          <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }} onClick={add}>
            {t('form.addTo', { list: label })}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

/** A row whose exit and key are still free. */
function createRow(schema: TSchema, rows: JsonObject[], languages: string[]): JsonObject {
  const row = createEmpty(schema, languages) as JsonObject;
  if ('id' in row) row['id'] = freeName(rows);
  if ('key' in row) row['key'] = freeKey(rows, (schema as { properties?: Record<string, TSchema> }).properties?.['key']?.pattern as string | undefined);
  return row;
}

function freeName(rows: JsonObject[]): string {
  for (let number = rows.length + 1; ; number += 1) if (!rows.some((row) => row['id'] === `choice_${number}`)) return `choice_${number}`;
}

function freeKey(rows: JsonObject[], pattern = '.'): string {
  const used = new Set(rows.map((row) => row['key']));
  return ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', '0'].find((key) => !used.has(key) && new RegExp(pattern).test(key)) ?? '';
}
