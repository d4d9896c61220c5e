import { Button, Textarea } from '@mantine/core';
import { IconTool } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../schemas/json.js';
import { useEditor, useView } from '../../drafts/editor.js';
import { isSameValue as same } from '../../drafts/half-written.js';
import { explainJsonFault } from '../../json/explain-json-fault.js';
import { findJsonFault, mendJson, parseJson as parse } from '../../json/find-json-fault.js';
import type { ControlProps } from '../form-schema.js';
import { useForm } from '../form-context.js';
import { useLabels } from '../use-labels.js';
import { useWords } from '../use-words.js';

/**
 * Any JSON value. A plain text may be written without quotes, since that is what most values are; what would read as another kind
 * of value keeps its quotes. What is half written is not stored in the flow, but kept beside it: it stands here again whenever the field is shown.
 */
export function JsonControl(props: ControlProps) {
  const { property, value, onChange, pointer } = props;
  const { t } = useTranslation();
  const { reader } = useWords();
  const labels = useLabels(props);
  const { readOnly } = useForm();
  const { view } = useEditor();
  const half = useView((state) => state.halfWritten[pointer]);
  const [written, setWritten] = useState<{ text: string; value: Json | undefined } | null>(null);
  const text = half && same(half.over, value) ? half.text : written && same(written.value, value) ? written.text : writeJson(value);
  const fault = isBroken(text) ? findJsonFault(text) : null;

  const take = (entered: string): void => {
    const broken = isBroken(entered);
    const { [pointer]: _before, ...others } = view.getState().halfWritten;
    if (broken) view.getState().look({ halfWritten: { ...others, [pointer]: { text: entered, ...(value !== undefined && { over: value }), title: property.title } } });
    else if (half) view.getState().look({ halfWritten: others });
    const after = entered.trim() === '' ? (property.required ? '' : undefined) : broken ? value : readJson(entered);
    setWritten({ text: entered, value: after });
    if (!same(after, value)) onChange(after);
  };

  return (
    <div>
      <Textarea
        {...labels}
        error={fault ? t('form.jsonBroken', { why: explainJsonFault(fault)[reader] }) : labels.error}
        autosize
        minRows={1}
        maxRows={14}
        value={text}
        readOnly={readOnly}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
        onChange={(event) => take(event.currentTarget.value)}
      />
      {fault && fault.mended !== null && !readOnly && (
        <Button size="compact-xs" variant="light" mt={6} leftSection={<IconTool size={13} />} onClick={() => take(fault.mended!)}>
          {t('form.mendJson')}
        </Button>
      )}
    </div>
  );
}

export function writeJson(value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return same(readJson(value), value) ? value : JSON.stringify(value);
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : JSON.stringify(value);
}

/** What looks like the beginning of a structure has to be one. A template begins with braces too, and is a text; so is what begins with the brackets of Chinese print, unless it can be mended. */
function isBroken(text: string): boolean {
  if (/^\s*(\{(?![{%])|\[|")/.test(text)) return parse(text) === undefined;
  return /^\s*[｛［]/u.test(text) || (/^\s*【/u.test(text) && mendJson(text) !== null);
}

export function readJson(text: string): Json {
  const parsed = parse(text);
  return parsed === undefined ? text : parsed;
}
