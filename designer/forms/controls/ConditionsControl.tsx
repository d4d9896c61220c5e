import { ActionIcon, Box, Button, Group, Input, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { TSchema } from '@sinclair/typebox';
import { useTranslation } from 'react-i18next';
import type { Json, JsonObject } from '../../../schemas/json.js';
import { Field } from '../Field.js';
import { createEmpty, readProperties, type ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useRowFocus } from '../use-row-focus.js';
import { useKnownPaths, useReadsAnswer } from '../use-known-paths.js';
import { useLabels } from '../use-labels.js';
import classes from './ConditionsControl.module.css';

/** Comparisons that look at the value alone. */
const lonely = new Set(['is_set', 'is_not_set', 'is_true', 'is_false']);

/** Conditions in rows: a value, how it is compared, and to what. All of them must hold. */
export function ConditionsControl(props: ControlProps) {
  const { property, value, onChange, pointer } = props;
  const { t } = useTranslation();
  const { label, error } = useLabels(props);
  const { languages, readOnly } = useForm();
  const known = useKnownPaths(useReadsAnswer())();
  const kinds = new Map(known.map(({ path, kind }) => [path, kind]));
  const rows = Array.isArray(value) ? (value as JsonObject[]) : [];
  const schema = property.schema.items as TSchema;
  const focus = useRowFocus();
  const take = (after: JsonObject[]): void => onChange(after.length === 0 && !property.required ? undefined : (after as Json));
  const add = (): void => {
    focus.toRow(rows.length);
    take([...rows, createEmpty(schema, languages) as JsonObject]);
  };
  const remove = (at: number): void => {
    focus.toNext(at);
    take(rows.filter((_, index) => index !== at));
  };
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      <Stack gap={8} mt={4} role="group" aria-label={label} ref={focus.list}>
        {rows.map((row, at) => (
          <Group key={at} gap={6} wrap="nowrap" align="flex-start" className={classes.row} role="group" aria-label={t('form.condition', { number: at + 1 })}>
            <Box flex={1} className={classes.condition}>
              {readProperties(schema).map((part) =>
                part.name === 'to' && lonely.has(String(row['is'])) ? null : (
                  <Field
                    key={part.name}
                    property={{ ...part, help: '' }}
                    value={row[part.name]}
                    onChange={(entry) => take(rows.map((before, index) => (index === at ? setPart(before, part.name, entry) : before)))}
                    pointer={`${pointer}/${at}/${part.name}`}
                  />
                ),
              )}
              {kinds.get(String(row['value'])) === 'money' && !lonely.has(String(row['is'])) && (
                <Text size="xs" c="dimmed" className={classes.hint}>
                  {t('form.moneyCompared')}
                </Text>
              )}
            </Box>
            {!readOnly && (
              <ActionIcon size={26} mt={25} aria-label={t('form.removeCondition', { number: at + 1 })} onClick={() => remove(at)} data-removes>
                <IconTrash size={14} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {!readOnly && (
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} style={{ alignSelf: 'flex-start' }} onClick={add}>
            {t('form.addCondition')}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}

/** What a comparison does not look at is not kept. */
function setPart(row: JsonObject, name: string, value: Json | undefined): JsonObject {
  const after = { ...row, ...(value === undefined ? {} : { [name]: value }) };
  return Object.fromEntries(Object.entries(after).filter(([part]) => !(part === name && value === undefined) && !(part === 'to' && lonely.has(String(after['is']))))) as JsonObject;
}
