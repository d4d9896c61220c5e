import { ActionIcon, Button, Group, Paper, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown, IconTrash } from '@tabler/icons-react';
import type { TSchema } from '@sinclair/typebox';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json, JsonObject } from '../../../schemas/json.js';
import { toId } from '../../drafts/create-step-id.js';
import { inLanguage } from '../../drafts/in-language.js';
import { Field } from '../Field.js';
import { readProperties } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useWords } from '../use-words.js';
import classes from './RowCard.module.css';

interface RowCardProps {
  schema: TSchema;
  row: JsonObject;
  /** From 1. */
  number: number;
  pointer: string;
  onChange(row: JsonObject): void;
  remove(): void;
  up?(): void;
  down?(): void;
}

/** One row of a list, with its fields. */
export function RowCard({ schema, row, number, pointer, onChange, remove, up, down }: RowCardProps) {
  const { t } = useTranslation();
  const { reader } = useWords();
  const { readOnly } = useForm();
  const nameAfterLabel = useNaming(row);
  const title = inLanguage(row['label'] as Record<string, string> | undefined, reader) || t('form.row', { number });
  const set = (name: string, value: Json | undefined): void => {
    const { [name]: _before, ...others } = row;
    onChange(value === undefined ? others : inOrder({ ...others, [name]: value }, schema));
  };
  const [opened, setOpened] = useState(false);
  const fields = useOpenedFocus(opened);
  const properties = readProperties(schema).sort((one, other) => weight(one.name) - weight(other.name));
  const shown = properties.filter((property) => opened || property.required || row[property.name] !== undefined);
  return (
    <Paper withBorder p="xs" radius="md" role="group" aria-label={title} onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && nameAfterLabel()}>
      <Group justify="space-between" wrap="nowrap" gap={4} mb={4}>
        <Text size="sm" fw={600} truncate dir="auto">
          {typeof row['key'] === 'string' && row['key'] ? <kbd style={{ fontFamily: 'inherit', marginRight: 6 }}>{row['key']}</kbd> : null}
          {title}
        </Text>
        {!readOnly && (
          <Group gap={0} wrap="nowrap">
            <ActionIcon size={26} aria-label={t('form.up', { title })} disabled={!up} onClick={up}>
              <IconArrowUp size={14} />
            </ActionIcon>
            <ActionIcon size={26} aria-label={t('form.down', { title })} disabled={!down} onClick={down}>
              <IconArrowDown size={14} />
            </ActionIcon>
            <ActionIcon size={26} aria-label={t('form.remove', { title })} onClick={remove} data-removes>
              <IconTrash size={14} />
            </ActionIcon>
          </Group>
        )}
      </Group>
      <div className={classes.fields} ref={fields}>
        {shown.map((property) => (
          <div key={property.name} data-optional={!property.required && row[property.name] === undefined ? '' : undefined} className={property.control === 'key' ? classes.key : property.name === 'label' && 'key' in row ? classes.label : classes.whole}>
            <Field property={{ ...property, help: row['id'] === undefined ? property.help : '' }} value={row[property.name]} onChange={(value) => set(property.name, value)} pointer={`${pointer}/${property.name}`} />
          </div>
        ))}
        {shown.length < properties.length && !readOnly && (
          <Button size="compact-xs" variant="subtle" className={classes.whole} style={{ justifySelf: 'start' }} leftSection={<IconChevronDown size={13} />} onClick={() => setOpened(true)} aria-label={t('form.moreOf', { title })}>
            {t('form.more')}
          </Button>
        )}
      </div>
    </Paper>
  );
}

/** The button that showed more goes away; whoever pressed it goes on in the first field it showed. */
function useOpenedFocus(opened: boolean) {
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (opened) fields.current?.querySelector<HTMLElement>('[data-optional] :is(input, textarea, select, button)')?.focus();
  }, [opened]);
  return fields;
}

/** A new exit is called after its label once that is written, while nothing leads there; afterwards its name stays. */
function useNaming(row: JsonObject): () => void {
  const { renameExit, isConnected, readOnly } = useForm();
  return () => {
    const { id, label } = row as { id?: string; label?: Record<string, string> };
    if (readOnly || typeof id !== 'string' || !/^choice_\d+$/.test(id) || isConnected(id)) return;
    const name = toId(inLanguage(label, 'en-US')) || (Object.values(label ?? {}).map((text) => toId(String(text))).find(Boolean) ?? '');
    if (name) renameExit(id, name);
  };
}

/** The key leads its row; the name that is only shown stands last. */
function weight(name: string): number {
  return name === 'key' ? -1 : name === 'id' ? 1 : 0;
}

function inOrder(row: JsonObject, schema: TSchema): JsonObject {
  const names = readProperties(schema).map((property) => property.name);
  return Object.fromEntries(Object.entries(row).sort(([one], [other]) => rank(names, one) - rank(names, other)));
}

function rank(names: string[], name: string): number {
  const at = names.indexOf(name);
  return at === -1 ? names.length : at;
}
