import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../schemas/json.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';

/**
 * Any JSON value. A plain text may be written without quotes, since that is what most values are; what would read as another kind
 * of value keeps its quotes. What is half written stays in the field and is not stored.
 */
export function JsonControl(props: ControlProps) {
  const { property, value, onChange } = props;
  const { t } = useTranslation();
  const labels = useLabels(props);
  const { readOnly } = useForm();
  const [written, setWritten] = useState<{ text: string; value: Json | undefined } | null>(null);
  const text = written && same(written.value, value) ? written.text : writeJson(value);
  const broken = isBroken(text);

  const take = (entered: string): void => {
    const read = readJson(entered);
    const after = entered.trim() === '' ? (property.required ? '' : undefined) : isBroken(entered) ? value : read;
    setWritten({ text: entered, value: after });
    if (!same(after, value)) onChange(after);
  };

  return (
    <Textarea
      {...labels}
      error={broken ? t('form.jsonBroken') : labels.error}
      autosize
      minRows={1}
      maxRows={14}
      value={text}
      readOnly={readOnly}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}

export function writeJson(value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return same(readJson(value), value) ? value : JSON.stringify(value);
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : JSON.stringify(value);
}

/** What looks like the beginning of a structure has to be one. A template begins with braces too, and is a text. */
function isBroken(text: string): boolean {
  return /^\s*(\{(?![{%])|\[|")/.test(text) && parse(text) === undefined;
}

export function readJson(text: string): Json {
  const parsed = parse(text);
  return parsed === undefined ? text : parsed;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
